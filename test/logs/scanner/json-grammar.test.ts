import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../support/proof.ts';
import { kernelHere, putInto } from './kernel.ts';

/** Pieces that JSON is made of, and some that it is not. */
const PIECES = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '"a"',
    '""',
    ' ',
    '\t',
    '\r',
    '\\',
    '\\"',
    '\\n',
    '\\u00e9',
    '\\u12',
    '\\x',
  ],
  ...[
    '0',
    '-',
    '1',
    '.',
    'e',
    'E',
    '+',
    '01',
    '1.5e-7',
    'true',
    'false',
    'null',
    'nul',
    '"a":',
    '{"a":1}',
    '[1,2]',
  ],
  ...['\0', '\x1f', '\x7f', 'é', '\ud800', '😀', '\u2028', '\ufeff'],
];

const written = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.json({ maxDepth: 4 }),
  fc
    .tuple(fc.json({ maxDepth: 3 }), fc.nat(), fc.constantFrom(...PIECES))
    .map(([json, at, piece]) => `${json.slice(0, at % json.length)}${piece}${json.slice(at % json.length)}`),
);

const kernel = kernelHere();

function isPassedOver(text: string): boolean {
  const { code, bytes } = kernel;
  const from = putInto(kernel, Buffer.from(`${text}\n`));
  const behind = code.afterValue(code.afterBlanks(from), 0);
  return behind > 0 && code.afterBlanks(behind) === bytes.indexOf(0x0a, from);
}

function isParsed(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('what is passed over is what JSON.parse takes', () => {
  fc.assert(
    fc.property(written, (text) => {
      expect(isPassedOver(text)).toBe(isParsed(Buffer.from(text).toString()));
    }),
    { numRuns: runs(50_000) },
  );
});

const escapes = fc
  .array(
    fc.constantFrom(
      '\\',
      '\\',
      '\\\\',
      '\\"',
      '\\n',
      '\\u00e9',
      '\\u12',
      '\\x',
      '"',
      'u',
      'n',
      'é',
      'x'.repeat(7),
      'x'.repeat(14),
      '\x1f',
    ),
    { maxLength: 40, size: 'max' },
  )
  .map((pieces) => `"${pieces.join('')}"`);

test('wherever a backslash stands, and however many', () => {
  fc.assert(
    fc.property(escapes, (text) => {
      expect(isPassedOver(text)).toBe(isParsed(text));
    }),
    { numRuns: runs(20_000) },
  );
});

test('what is nested without end is left to JSON.parse', () => {
  expect(isPassedOver('['.repeat(200) + ']'.repeat(200))).toBe(true);
  expect(isPassedOver('['.repeat(100_000) + ']'.repeat(100_000))).toBe(false);
});
