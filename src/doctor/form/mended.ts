/**
 * What mail programs, word processors and chats do to a text on its way is undone: byte order marks, line ends, curly
 * quotes, blanks that do not break, signs that nobody sees, and the marks of a quotation before each line.
 */
const REPAIRS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\r\n?|\u2028|\u2029/g, '\n'],
  // Zero-width signs, soft hyphens, byte order marks, and what makes a picture of a sign; other blanks are blanks.
  [/\ufe0f|[\u00ad\u200b-\u200f\u2060\ufeff]/g, ''],
  [/[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' '],
  [/[\u201c-\u201f\u00ab\u00bb\u2033]/g, '"'],
  [/[\u2018-\u201b\u2032]/g, "'"],
  [/\uff1a/g, ':'],
  [/^ *(?:> ?)+/gm, ''],
];

export function mended(text: string): string {
  return REPAIRS.reduce((mending, [pattern, replacement]) => mending.replace(pattern, replacement), text);
}
