import { expect, test } from 'vitest';
import { nearestEventClause } from '../../../checks/shared/event-names.ts';

test.each([
  ['conversation.newMesage', '; the nearest one is "conversation.newMessage"'],
  ['newMesage', '; the nearest one is "conversation.newMessage"'],
  ['ticket.propertyChanges', '; the nearest one is "ticket.propertyChange"'],
  ['banana', '; OpenCX needs conversation.newMessage, conversation.creation, ticket.propertyChange'],
])('%j is told with an event that OpenCX needs', (label, clause) => {
  expect(nearestEventClause(label)).toBe(clause);
});
