import { describe, expect, it } from 'vitest';
import {
  AI_RESPONSE_MARKER,
  type Author,
  authorOf,
  HANDOFF_MARKER,
} from '../../../checks/replies/authors.ts';
import type { Message } from '../../../src/core/hubspot.ts';
import { AI_USER, REP } from '../conversation/builders.ts';
import {
  appComment,
  assignment,
  fromAi,
  fromCustomer,
  fromRep,
  message,
  repComment,
} from './message-builders.ts';

function unsaidClient({ clientType: _, ...rest }: Message): Message {
  return rest;
}

describe('authorOf, with the AI user known', () => {
  it.each<[string, Message, Author]>([
    ['a visitor', fromCustomer(), 'customer'],
    ['a customer by email', message({ createdBy: 'E-jo@example.test' }), 'customer'],
    ['a customer who quotes an AI reply', fromCustomer({ richText: AI_RESPONSE_MARKER }), 'customer'],
    ['a rep', fromRep(), 'rep'],
    ['a rep whose own mailbox makes it look incoming', fromRep({ direction: 'INCOMING' }), 'rep'],
    ['a rep who quotes an AI reply', fromRep({ richText: AI_RESPONSE_MARKER }), 'rep'],
    ['a rep of an unknown client', unsaidClient(fromRep()), 'rep'],
    ['a rep who comments', repComment(), 'rep'],
    ['a person who types under the AI user', fromRep({ createdBy: AI_USER }), 'rep'],
    ['the AI', fromAi(), 'ai'],
    ['the AI without its marker', fromAi({ richText: 'Let me look.' }), 'ai'],
    ['the AI user of an unknown client', unsaidClient(fromRep({ createdBy: AI_USER })), 'ai'],
    ['the AI by its marker alone', fromAi({ createdBy: REP }), 'ai'],
    ['OpenCX as an app', appComment({ text: HANDOFF_MARKER }), 'ai'],
    ['another app', appComment(), 'app'],
    ['an app in the name of a rep', fromRep({ clientType: 'INTEGRATION' }), 'app'],
    [
      'an app that names the rep as sender',
      message({ createdBy: 'I-55', clientType: 'INTEGRATION', senders: [{ actorId: REP }] }),
      'app',
    ],
    ['a chatflow', message({ createdBy: 'B-1' }), 'bot'],
    ["HubSpot's own AI agent", message({ createdBy: 'L-1' }), 'bot'],
    ['an automatic welcome', message({ type: 'WELCOME_MESSAGE', createdBy: REP }), 'bot'],
    ['HubSpot', message({ createdBy: 'S-hubspot', clientType: 'SYSTEM' }), 'system'],
    ['an assignment', assignment(), 'system'],
    ['no actor, incoming', message({ direction: 'INCOMING' }), 'customer'],
    ['no actor, outgoing', message({ direction: 'OUTGOING' }), 'rep'],
    ['no actor, from an app', message({ clientType: 'INTEGRATION' }), 'app'],
    ['no actor, from HubSpot', message({ clientType: 'SYSTEM' }), 'system'],
    ['no actor, a comment of an unknown client', unsaidClient(message({ type: 'COMMENT' })), 'system'],
  ])('%s', (_, written, author) => {
    expect(authorOf(written, AI_USER)).toBe(author);
  });
});

describe('authorOf, with the AI user unknown', () => {
  it.each<[string, Message, Author]>([
    ['tells the AI by its marker', fromAi(), 'ai'],
    ['takes the AI without a marker for an app', fromAi({ richText: '' }), 'app'],
    ['still knows a rep', fromRep(), 'rep'],
  ])('%s', (_, written, author) => {
    expect(authorOf(written)).toBe(author);
  });
});
