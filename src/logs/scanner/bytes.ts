/** Letters as bytes, by the names that JSON's and URLs' grammars give them. */
export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const HYPHEN = 0x2d;
export const POINT = 0x2e;
export const ZERO = 0x30;
export const COLON = 0x3a;
export const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
const SMALL_A = 0x61;
const SMALL_F = 0x66;
export const SMALL_N = 0x6e;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;

const NINE = 0x39;

export const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;

export const isHexDigit = (byte: number): boolean =>
  isDigit(byte) || ((byte | 0x20) >= SMALL_A && (byte | 0x20) <= SMALL_F);

/** What is known of each two bytes that follow each other, by the number that they make: logs are looked at two by two. */
function pairTable(of: (first: number, second: number) => number): Uint8Array {
  const table = new Uint8Array(65_536);
  for (let pair = 0; pair < table.length; pair += 1) table[pair] = of(pair & 0xff, pair >> 8);
  return table;
}

/** A byte that means itself in a JSON string; above ASCII even a broken one, which is decoded to some letter. */
const isSelf = (byte: number) => byte >= SPACE && byte !== QUOTE && byte !== BACKSLASH;
/** How many of two bytes mean themselves before another comes. */
export const SELVES = pairTable((first, second) => (isSelf(first) ? (isSelf(second) ? 2 : 1) : 0));

/** So many digits are exact in a floating point number, and so is the power of ten that they are divided by. */
const MOST_DIGITS = 15;
const POWERS_OF_TEN = Array.from({ length: MOST_DIGITS + 1 }, (_, power) => 10 ** power);
/** Behind a comma three digits may as well be thousands. */
const MOST_BEHIND_COMMA = 2;

/** Reads `12`, `12.5` and `12,5` from bytes. JSON's other spellings, with a sign or an exponent, are not read here. */
export class Decimals {
  /** The number that was read last. */
  value = 0;

  /** The place behind the number that begins at `at`, or -1: it is not written so. */
  read(bytes: Uint8Array, at: number): number {
    const whole = this.#readDigits(bytes, at, 0);
    const leadsWithZero = bytes[at] === ZERO && whole > at + 1;
    if (whole === at || leadsWithZero || whole - at > MOST_DIGITS) return -1;
    const isPoint = bytes[whole] === POINT;
    if (!isPoint && !(bytes[whole] === COMMA && isDigit(bytes[whole + 1] ?? 0))) return whole;
    const end = this.#readDigits(bytes, whole + 1, this.value);
    const decimals = end - whole - 1;
    if (decimals === 0 || whole - at + decimals > MOST_DIGITS) return -1;
    if (!isPoint && decimals > MOST_BEHIND_COMMA) return -1;
    this.value /= POWERS_OF_TEN[decimals] ?? 1;
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
