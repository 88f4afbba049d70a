import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readName } from '../../../src/logs/fields/names.ts';
import { runs } from '../../support/proof.ts';

const part = fc.constantFrom(
  'Request',
  'URL',
  'status',
  'Code',
  'HTTP',
  '2',
  'ms',
  '(s)',
  '(UTC)',
  '_',
  '.',
  '-',
  ' ',
);
const name = fc.oneof(
  fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme-ascii' }),
);

test('a name of ASCII is cut into words as one with other letters is', () => {
  fc.assert(
    fc.property(name, (text) => {
      const { key, ...rest } = readName(`é ${text}`);
      expect(readName(`e ${text}`)).toEqual({ key: key.replace('é', 'e'), ...rest });
    }),
    { numRuns: runs(2_000) },
  );
});
