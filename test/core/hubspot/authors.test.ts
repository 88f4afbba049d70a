import { describe, expect, it } from 'vitest';
import { type Author, authorOf, OPENCX_MARKERS } from '../../../src/core/hubspot/authors.ts';
import type { Message } from '../../../src/core/hubspot/records.ts';
import {
  AI_USER,
  fromAi,
  fromApp,
  fromRep,
  message,
  REP,
  repComment,
  without,
} from '../../engine/decide/builders.ts';

const quoted = { richText: OPENCX_MARKERS['ai-response'] };

describe('authorOf, with the AI user known', () => {
  it.each<[string, Message, Author]>([
    ['a visitor', message(), 'customer'],
    ['a customer by email', message({ createdBy: 'E-jo@example.test' }), 'customer'],
    ['a customer who quotes an AI reply', message(quoted), 'customer'],
    ['a rep', fromRep(), 'rep'],
    ['a rep who quotes an AI reply', fromRep(quoted), 'rep'],
    ['a rep of an unknown client', without(fromRep(), 'clientType'), 'rep'],
    ['a rep who comments', repComment(), 'rep'],
    ['a person who types under the AI user', fromRep({ createdBy: AI_USER }), 'rep'],
    ['the AI', fromAi(), 'ai'],
    ['the AI without its marker', without(fromAi(), 'richText'), 'ai'],
    ['the AI by its marker alone', fromAi({ createdBy: REP }), 'ai'],
    ['OpenCX as an app', fromApp({ text: OPENCX_MARKERS.handoff }), 'ai'],
    ['another app', fromApp(), 'app'],
    ['an app in the name of a rep', fromRep({ clientType: 'INTEGRATION' }), 'app'],
    ['an app that names the rep as sender', fromApp({ senders: [{ actorId: REP }] }), 'app'],
    ['a chatflow', message({ createdBy: 'B-1' }), 'bot'],
    ['a chatflow in the name of a rep', message({ createdBy: 'B-1', senders: [{ actorId: REP }] }), 'bot'],
    ["HubSpot's own AI agent", message({ createdBy: 'L-1' }), 'bot'],
    ['an automatic greeting', fromRep({ type: 'WELCOME_MESSAGE' }), 'bot'],
    ['HubSpot', message({ createdBy: 'S-hubspot', clientType: 'SYSTEM' }), 'system'],
    ['an assignment', fromRep({ type: 'ASSIGNMENT', clientType: 'SYSTEM' }), 'system'],
    ['no actor, incoming', without(message(), 'createdBy'), 'customer'],
    ['no actor, outgoing', without(fromRep(), 'createdBy'), 'unnamed'],
    ['no actor and no direction', without(message(), 'createdBy', 'direction'), 'unnamed'],
    ['no actor, a comment written in HubSpot', without(repComment(), 'createdBy'), 'rep'],
    ['no actor, from an app', without(fromApp(), 'createdBy'), 'app'],
    ['no actor, a comment of an unknown client', without(repComment(), 'createdBy', 'clientType'), 'system'],
  ])('%s', (_, written, author) => {
    expect(authorOf(written, AI_USER)).toBe(author);
  });
});

describe('authorOf, with the AI user unknown', () => {
  it.each<[string, Message, Author]>([
    ['tells the AI by its marker', fromAi(), 'ai'],
    ['takes the AI without a marker for an app', without(fromAi(), 'richText'), 'app'],
    ['still knows a rep', fromRep(), 'rep'],
  ])('%s', (_, written, author) => {
    expect(authorOf(written)).toBe(author);
  });
});
