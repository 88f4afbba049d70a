import { describe, expect, it } from 'vitest';
import { findHandoffComment, HANDOFF_PARTS } from '../../../checks/handoff/handoff-signs.ts';
import { OPENCX_MARKERS } from '../../../src/core/hubspot/authors.ts';
import type { Message } from '../../../src/core/hubspot/records.ts';
import { AI_USER, SESSION_ID } from '../conversation/builders.ts';
import {
  appComment,
  fromAi,
  fromCustomer,
  handoffComment,
  newestFirst,
  repComment,
} from '../replies/message-builders.ts';

const side = { aiUser: AI_USER, sessionId: SESSION_ID };
const FOUR_PARTS = `Summary: late. Sentiment: angry. Language: de. https://app.open.cx/s/${SESSION_ID}`;

describe('findHandoffComment', () => {
  it('sees all four parts', () => {
    expect(findHandoffComment([handoffComment()], side)?.parts).toEqual(HANDOFF_PARTS);
  });

  it.each<[string, Message]>([
    ['an app with the link', appComment({ text: 'See https://platform.open.cx/inbox/1' })],
    [
      'an app with a link in the rich text only',
      appComment({ richText: '<a href="https://open.cx/s/1">open</a>' }),
    ],
    ['an app that names the session', appComment({ text: `Session ${SESSION_ID}` })],
    [
      'an app with summary, sentiment and language',
      appComment({ text: 'Reason: x\nSentiment: y\nLanguage: z' }),
    ],
    ['the marker alone', appComment({ text: OPENCX_MARKERS.handoff })],
    ['the account of the AI user', repComment({ createdBy: AI_USER, text: FOUR_PARTS })],
  ])('takes a comment by %s', (_, comment) => {
    expect(findHandoffComment(newestFirst(fromCustomer(), comment), side)?.message).toBe(comment);
  });

  it.each<[string, Message]>([
    ['a rep who pastes the link', repComment({ text: FOUR_PARTS })],
    ["another app's summary", appComment({ text: 'Call summary. Language: en' })],
    ['a public message', fromAi({ text: FOUR_PARTS })],
    [
      'a link to a look-alike host',
      appComment({ text: 'https://open.cx.example.test/s and https://notopen.cx/' }),
    ],
    ['an app that says of something that it is undefined', appComment({ text: 'Reason: undefined' })],
  ])('does not take %s, whatever is known of the OpenCX side', (_, written) => {
    expect(findHandoffComment([written], side)).toBeUndefined();
    expect(findHandoffComment([written], {})).toBeUndefined();
  });

  it('knows an app that writes in its own name without the AI user', () => {
    expect(findHandoffComment([handoffComment({ createdBy: 'I-55' })], {})).toBeDefined();
  });
});
