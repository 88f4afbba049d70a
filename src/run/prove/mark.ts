/** What a test message is known by: a short word that nobody writes by chance, one for each test. */

/** Without the signs that are taken for each other. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 4;

/** @param random as `Math.random` */
export function newMark(random: () => number): string {
  const signs = Array.from({ length: LENGTH }, () => SIGNS[Math.floor(random() * SIGNS.length)]);
  return `PROOF ${signs.join('')}`;
}

/** Whether the mark stands in a text, however a mail program has set it. */
export function holdsMark(text: string | undefined, mark: string): boolean {
  return letters(text ?? '').includes(letters(mark));
}

/** Whether any test's mark stands in it. */
export function holdsAnyMark(text: string): boolean {
  return new RegExp(`\\bPROOF [${SIGNS}]{${LENGTH}}\\b`).test(text);
}

/** Whether one of two texts, as far as they are words, begins the other: mails carry signatures and quotations. */
export function sameText(one: string | undefined, other: string): boolean {
  const [a, b] = [letters(one ?? ''), letters(other)];
  return a !== '' && b !== '' && (a.startsWith(b) || b.startsWith(a));
}

function letters(text: string): string {
  return text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
