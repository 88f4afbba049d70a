import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdsMark, newMark, sameText } from '../../../src/run/prove/mark.ts';
import { runs } from '../../support/proof.ts';

test('a mark is one that two people read alike, and each test has its own', () => {
  const marks = new Set(Array.from({ length: 200 }, () => newMark(Math.random)));
  expect(marks.size).toBeGreaterThan(190);
  for (const mark of marks) expect(mark).toMatch(/^PROOF [2-9A-HJKMNP-Z]{4}$/);
});

test.each(['Re: Proof 7q4k', 'PROOF-7Q4K. May I …', '<p>PROOF&nbsp;</p> PROOF\n7Q4K', 'proof7q4k'])(
  'is found in %j',
  (text) => expect(holdsMark(text, 'PROOF 7Q4K')).toBe(true),
);

test.each(['PROOF 7Q4', 'PROOF 7Q4X', '', undefined])('is not found in %j', (text) => {
  expect(holdsMark(text, 'PROOF 7Q4K')).toBe(false);
});

test('a text is the same with a signature below it, and nothing is the same as no text', () => {
  const words = fc.stringMatching(/^[a-z]{3,12}( [a-z]{1,12}){0,4}$/);
  fc.assert(
    fc.property(words, words, (text, signature) => {
      expect(sameText(`${text}\n--\n${signature}`, text)).toBe(true);
      expect(sameText(undefined, text)).toBe(false);
      expect(sameText(text, '')).toBe(false);
    }),
    { numRuns: runs(100), seed: 3 },
  );
});
