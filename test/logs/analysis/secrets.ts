import fc from 'fast-check';

const ALL_ZERO = '00000000-0000-0000-0000-000000000000';
const DIGITS = [...'0123456789'];
const LOWER = [...'abcdefghijklmnopqrstuvwxyz'];
const UPPER = LOWER.map((letter) => letter.toUpperCase());

const textOf = (letters: readonly string[], minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength, maxLength });

/** Random letters with digits among them, as keys have them. */
const random = fc
  .tuple(
    textOf([...LOWER, ...UPPER, ...DIGITS, '-', '_'], 6, 20),
    fc.constantFrom('7x9', '0Q1', '4a2'),
    textOf([...LOWER, ...UPPER, ...DIGITS], 8, 20),
  )
  .map((parts) => `k${parts.join('')}`);

export const secrets: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('na1', 'eu1').map((region) => `pat-${region}-${ALL_ZERO}`),
  textOf([...DIGITS, ...'abcdef'], 16, 64).filter((hex) => !/^\d+$/.test(hex)),
  textOf([...LOWER, ...UPPER, ...DIGITS], 10, 30).map((text) => `ocx_live_${text}`),
  textOf([...LOWER, ...UPPER, ...DIGITS, '-', '_'], 12, 40).map(
    (text) => `eyJhbGciOiJIUzI1NiJ9.${text}.${text}`,
  ),
  random,
  random.map((text) => text.toLowerCase()),
);

export const emails: fc.Arbitrary<string> = fc
  .tuple(
    textOf([...LOWER, ...DIGITS, '.', '+', '-'], 1, 12),
    fc.constantFrom('example.test', 'mail.example.test'),
  )
  .map(([name, host]) => `n${name}@${host}`);
