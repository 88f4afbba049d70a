/**
 * The one cleaner of text that others wrote, before it is printed: names, messages, file names and answers may hold
 * signs that a terminal obeys (escape sequences, C0 and C1 controls), that turn text around (bidirectional controls), or
 * that nobody sees (zero-width signs). For every format and every stream.
 */

/** Signs that are obeyed or not seen. */
const HARMFUL = String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]`;
const COLOUR = `${String.fromCharCode(0x1b)}\\[[\\d;]*m`;

/** Each is made when it is used first: to read one takes longer than to look through a page by it. */
const made = new Map<string, RegExp>();

function signs(source: string): RegExp {
  const pattern = made.get(source) ?? new RegExp(source, 'gu');
  made.set(source, pattern);
  return pattern;
}

/** Words of ASCII with a blank between each two, as nearly all texts are: nothing is to be looked for in them. */
const PLAIN_LINE = /^[!-~]+(?: [!-~]+)*$/;

/** The one sign in JSON that stands outside of its strings. */
const IN_JSON = `(?!\\n)${HARMFUL}`;
/** Line breaks and tabs lay a page out; the zero-width space in Markdown is our own, against links and mentions. */
const ON_A_PAGE = `(?![\\n\\t\\u200b])${HARMFUL}`;
const ON_A_COLOURED_PAGE = `${COLOUR}|${ON_A_PAGE}`;

/**
 * The text on one line that a terminal only shows and never obeys: every run of such signs is one blank, and what stood
 * behind an escape is seen as it is.
 */
export function printable(text: string): string {
  if (PLAIN_LINE.test(text)) return text;
  // Everything that has no shape of its own: controls, formats, halves and blanks of every kind.
  return text.replace(/[\p{C}\p{Z}\s]+/gu, ' ').trim();
}

/** A name on one line, with such signs written out (`\u200b`): two names that differ have to look it. */
export function spelledOut(name: string): string {
  return name.replace(signs(HARMFUL), unicodeEscape);
}

/** A whole page on which such signs are written out; line breaks and tabs stay. */
export function safePage(page: string): string {
  return page.replace(signs(ON_A_PAGE), unicodeEscape);
}

/** As `safePage`, for one that was drawn in colour: colours stay, no other sequence does. */
export function safeColouredPage(page: string): string {
  return page.replace(signs(ON_A_COLOURED_PAGE), (found) =>
    found.length > 2 ? found : unicodeEscape(found),
  );
}

/**
 * JSON in whose strings such signs are escapes, so that it can be shown on a terminal and reads back the same.
 *
 * @param indent blanks for each level; all on one line without
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(signs(IN_JSON), unicodeEscape);
}

/** Each half of a sign beyond the first plane by itself, as JSON has it. */
function unicodeEscape(sign: string): string {
  return sign
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
