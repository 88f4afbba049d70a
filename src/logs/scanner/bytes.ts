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

/**
 * Bytes that are looked for at one place. They are compared four at a time, as whole numbers: most of a log's line is
 * the same in every line, and this is what that part costs.
 */
export class Literal {
  readonly length: number;
  readonly #bytes: Uint8Array;
  readonly #words: Int32Array;

  /** `text` is taken byte by byte, so it holds no letter above U+00FF. */
  constructor(text: string) {
    this.#bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    this.length = this.#bytes.length;
    const view = new DataView(this.#bytes.buffer);
    this.#words = Int32Array.from({ length: this.length >> 2 }, (_, word) => view.getInt32(word << 2, true));
  }

  /** Whether it stands at `at`. The caller knows that `length` bytes from there on are within the view. */
  standsAt(view: DataView, at: number): boolean {
    const words = this.#words;
    for (let word = 0; word < words.length; word += 1) {
      if (view.getInt32(at + (word << 2), true) !== words[word]) return false;
    }
    for (let byte = words.length << 2; byte < this.length; byte += 1) {
      if (view.getUint8(at + byte) !== this.#bytes[byte]) return false;
    }
    return true;
  }
}

/** So many digits are exact in a floating point number, and so is the power of ten that they are divided by. */
const MOST_DIGITS = 15;

/** Reads `12` and `12.5` from bytes. JSON's other spellings, with a sign or an exponent, are not read here. */
export class Decimals {
  /** The number that was read last. */
  value = 0;

  /** The place behind the number that begins at `at`, or -1: it is not written so. */
  read(bytes: Uint8Array, at: number): number {
    const whole = this.#readDigits(bytes, at, 0);
    const leadsWithZero = bytes[at] === ZERO && whole > at + 1;
    if (whole === at || leadsWithZero || whole - at > MOST_DIGITS) return -1;
    if (bytes[whole] !== POINT) return whole;
    const end = this.#readDigits(bytes, whole + 1, this.value);
    const decimals = end - whole - 1;
    if (decimals === 0 || whole - at + decimals > MOST_DIGITS) return -1;
    this.value /= 10 ** decimals;
    return end;
  }

  #readDigits(bytes: Uint8Array, at: number, before: number): number {
    let value = before;
    let place = at;
    for (let byte = bytes[place] ?? 0; isDigit(byte); byte = bytes[place] ?? 0) {
      value = value * 10 + (byte - ZERO);
      place += 1;
    }
    this.value = value;
    return place;
  }
}
