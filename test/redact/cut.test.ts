import { expect, test } from 'vitest';
import { cutBetweenWords } from '../../src/redact/cut.ts';

test.each([
  ['short', 10, 'short'],
  ['just as long', 12, 'just as long'],
  ['cut between words', 11, 'cut between'],
  ['cut within a word', 8, 'cut'],
  ['a-secret-longer-than-all', 10, ''],
])('%j cut to %i characters is %j: no word of it is halved', (text, most, cut) => {
  expect(cutBetweenWords(text, most)).toBe(cut);
});
