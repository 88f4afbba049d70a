import { describe, expect, it } from 'vitest';
import { eventName } from '../../../src/core/hubspot/event-names.ts';

describe('eventName', () => {
  it.each([
    ['conversation.newMessage', 'conversation.newMessage'],
    ['New message', 'conversation.newMessage'],
    ['Conversation: New message', 'conversation.newMessage'],
    ['Conversation - New message', 'conversation.newMessage'],
    ['Conversation → New message', 'conversation.newMessage'],
    ['ConversationNew message', 'conversation.newMessage'],
    ['conversation creation', 'conversation.creation'],
    ['Conversation: Conversation creation', 'conversation.creation'],
    ['ConversationConversation creation', 'conversation.creation'],
    ['Conversation - Created', 'conversation.creation'],
    ['Conversation - Deleted for privacy', 'conversation.privacyDeletion'],
    ['Conversation - Deleted', 'conversation.deletion'],
    ['Property change', 'ticket.propertyChange'],
    ['Ticket: Property change', 'ticket.propertyChange'],
    ['Ticket - Property changed', 'ticket.propertyChange'],
    ['Conversation - Property changed', 'conversation.propertyChange'],
    ['Ticket - Association changed', 'ticket.associationChange'],
    ['Line item: Created', 'line_item.creation'],
    ['contact.privacyDeletion', 'contact.privacyDeletion'],
    ['object.propertyChange', 'object.propertyChange'],
  ])('%s is %s', (label, name) => {
    expect(eventName(label)).toBe(name);
  });

  it.each(['', 'Created', 'conversation', 'ticket.newMessage', 'Message', 'Ticket: changed'])(
    '%j is none',
    (label) => {
      expect(eventName(label)).toBeUndefined();
    },
  );
});
