/** Letters as bytes, by the names that JSON's and URLs' grammars give them. */
export const LINE_FEED = 0x0a;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const FRAGMENT = 0x23;
export const HYPHEN = 0x2d;
export const POINT = 0x2e;
export const SLASH = 0x2f;
export const ZERO = 0x30;
export const COLON = 0x3a;
export const QUERY = 0x3f;
export const CAPITAL_A = 0x41;
export const CAPITAL_Z = 0x5a;

const NINE = 0x39;
const BACKSLASH = 0x5c;
const TILDE = 0x7e;

export const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;

export const isCapital = (byte: number): boolean => byte >= CAPITAL_A && byte <= CAPITAL_Z;

/** A byte that means itself in a JSON string: no control, no escape, and nothing above ASCII, which may be broken. */
export const isPlain = (byte: number): boolean => byte >= SPACE && byte <= TILDE && byte !== BACKSLASH;

/** The place of the quote that ends the text at `at`; -1: not all of the text is plain. */
export function endOfText(bytes: Uint8Array, at: number): number {
  let place = at;
  for (;;) {
    const byte = bytes[place] ?? 0;
    if (byte === QUOTE) return place;
    if (!isPlain(byte)) return -1;
    place += 1;
  }
}
