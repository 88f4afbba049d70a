import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KnownTexts } from '../../src/redact/known-texts.ts';

/** As slowly and as plainly as it can be done: at each place the longest that is there. */
function plainly(known: readonly string[], text: string): string {
  const fold = (each: string) => each.replaceAll('\u0130', 'i').toLowerCase();
  const folded = fold(text);
  const longestFirst = known.map(fold).sort((a, b) => b.length - a.length);
  let masked = '';
  for (let at = 0; at < text.length; ) {
    const found = longestFirst.find((each) => folded.startsWith(each, at));
    masked += found === undefined ? text[at] : '*';
    at += found?.length ?? 1;
  }
  return masked;
}

/** Letters that have a twin in the other case within ASCII and beyond it, and some that have none. */
const LETTERS = [...'aApPkKiI-0', '\u212a', '\u0130', 'ä', 'Ä', '\u1e9e', 'ß', '\u{10400}', '\u{10428}'];
const ASCII = LETTERS.filter((letter) => letter <= '\u007f');

test.each([
  ['of ASCII', ASCII],
  ['of any letters', LETTERS],
])('texts %s are masked wherever they are, in whatever case', (_what, letters) => {
  const secret = fc.string({ unit: fc.constantFrom(...letters), minLength: 8, maxLength: 12 });
  const other = fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 10 });
  const written = (text: string) =>
    fc.array(fc.constantFrom(...spellings(text)), { minLength: 1, maxLength: 1 }).map(([one = text]) => one);
  fc.assert(
    fc.property(
      fc
        .array(secret, { minLength: 1, maxLength: 4 })
        .chain((secrets) =>
          fc.tuple(
            fc.constant(secrets),
            fc.array(fc.oneof(other, fc.constantFrom(...secrets).chain(written)), { maxLength: 6 }),
          ),
        ),
      ([secrets, parts]) => {
        const known = new KnownTexts();
        known.add(secrets);
        const text = parts.join('');
        expect(known.mask(text, '*')).toBe(plainly(secrets, text));
      },
    ),
    { numRuns: 500 },
  );
});

/** Ways to write it that fold to the same. */
function spellings(text: string): string[] {
  const beyond = text.replaceAll(/k/gi, '\u212a').replaceAll(/i/gi, '\u0130');
  const upper = [...text].map((letter) =>
    letter.toUpperCase().length === letter.length ? letter.toUpperCase() : letter,
  );
  return [
    text,
    text.toLowerCase().length === text.length ? text.toLowerCase() : text,
    upper.join(''),
    beyond,
  ];
}
