/** What is left of a text is enough for every check that reads texts. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tellingWords } from '../../../checks/conversation/redaction.ts';
import type { EvidenceSet } from '../../../checks/facts.ts';
import { findHandoffComment, HANDOFF_PARTS } from '../../../checks/handoff/handoff-signs.ts';
import { authorOf, OPENCX_MARKERS } from '../../../src/core/hubspot/authors.ts';
import type { Message } from '../../../src/core/hubspot/records.ts';
import { redactEvidence } from '../../../src/doctor/bundle/redact.ts';
import { createDisguise } from '../../../src/redact/disguise.ts';
import { runs } from '../../support/proof.ts';
import { appComment, fromCustomer, repComment } from '../replies/message-builders.ts';
import { AI_USER, ok, SESSION_ID } from './builders.ts';

const piece = fc.oneof(
  fc.constantFrom<string>(
    ...Object.values(OPENCX_MARKERS),
    ...HANDOFF_PARTS.flatMap((part) => part.split(' ')),
    'https://platform.open.cx/inbox/1',
    'https://open.cx.example.test/',
    'http://OPEN.CX',
    SESSION_ID,
  ),
  fc.lorem({ maxCount: 3 }),
);
const text = fc
  .array(fc.tuple(piece, fc.constantFrom(' ', '', '\n', ': ')), { maxLength: 8 })
  .map((pieces) => pieces.flat().join(''));
const message: fc.Arbitrary<Message> = fc
  .tuple(fc.constantFrom(appComment, repComment, fromCustomer), text, fc.option(text))
  .map(([make, plain, rich]) => make({ text: plain, ...(rich !== null && { richText: rich }) }));

test('finds the same handoff comment and the same authors', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 4 }), fc.boolean(), (messages, sessionKnown) => {
      const evidence: EvidenceSet = {
        'conversation.messages': ok(messages),
        ...(sessionKnown && { 'conversation.session': ok(session) }),
      };
      const redacted = redactEvidence(evidence, createDisguise())['conversation.messages'];
      if (redacted?.outcome !== 'ok') throw new Error('it was there before');
      const side = { aiUser: AI_USER, sessionId: sessionKnown ? SESSION_ID : undefined };
      const [before, after] = [messages, redacted.value].map((each) => findHandoffComment(each, side));
      expect([after?.message.id, after?.parts]).toEqual([before?.message.id, before?.parts]);
      expect(redacted.value.map((each) => authorOf(each, AI_USER))).toEqual(
        messages.map((each) => authorOf(each, AI_USER)),
      );
    }),
    { numRuns: runs(500) },
  );
});

test('keeps the marks alone', () => {
  const comment =
    '🔄 AI decided to handoff\nSummary: Jo wants a person.\nSee https://platform.open.cx/inbox/12';
  expect(tellingWords(comment, undefined)).toBe('🔄 AI decided to handoff\nsummary\nhttps://open.cx');
  expect(tellingWords('Where is my order?', SESSION_ID)).toBe('');
});

const session = {
  id: SESSION_ID,
  status: 'open',
  channel: 'email',
  assistMode: false,
  handedOff: true,
  createdAt: '2026-11-02T10:00:00.000Z',
  updatedAt: '2026-11-02T10:00:00.000Z',
};
