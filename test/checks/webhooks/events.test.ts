import { describe, expect, test } from 'vitest';
import { arrivedEvents, isLater, missingEvents } from '../../../checks/webhooks/events.ts';
import { eventLabel } from '../../../src/core/hubspot/webhooks.ts';
import { NOT_GIVEN, TIMED_OUT } from '../token/judging.ts';
import { AFTER, arrived, BEFORE, journalOf } from './samples.ts';

describe('the three events', () => {
  test('keep the order of the troubleshooting page', () => {
    expect(missingEvents([])).toEqual([
      'conversation.newMessage',
      'conversation.creation',
      'ticket.propertyChange',
    ]);
    expect(missingEvents(['ticket.propertyChange', 'conversation.messageCreated'])).toEqual([
      'conversation.newMessage',
    ]);
  });

  test('have the labels of HubSpot; others keep their name', () => {
    expect(eventLabel('ticket.propertyChange')).toBe('Ticket: Property change');
    expect(eventLabel('ticket.creation')).toBe('ticket.creation');
  });
});

describe('events that arrived', () => {
  test('are told at all, or since a moment', () => {
    const journal = arrived(BEFORE, ['ticket.creation']);
    expect(arrivedEvents(journal)).toEqual(['ticket.creation']);
    expect(arrivedEvents(journal, BEFORE)).toEqual([]);
    expect(arrivedEvents(arrived(AFTER, ['ticket.creation']), BEFORE)).toEqual(['ticket.creation']);
  });

  test('are none without a journal, and none that were counted zero times', () => {
    expect(arrivedEvents(NOT_GIVEN)).toEqual([]);
    expect(arrivedEvents(TIMED_OUT)).toEqual([]);
    expect(
      arrivedEvents(journalOf({ events: [{ event: 'ticket.creation', count: 0, lastAt: BEFORE }] })),
    ).toEqual([]);
  });
});

test.each([
  [AFTER, BEFORE, true],
  [BEFORE, AFTER, false],
  [BEFORE, BEFORE, false],
  ['2026-11-20T12:00:00+02:00', '2026-11-20T09:59:59Z', true],
  ['', BEFORE, false],
  [BEFORE, '', false],
])('%j is later than %j: %s', (time, than, expected) => {
  expect(isLater(time, than)).toBe(expected);
});
