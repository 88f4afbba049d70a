/** Letters as bytes, by the names that JSON's grammar gives them. */
export const TAB: u8 = 0x09;
export const LINE_FEED: u8 = 0x0a;
export const CARRIAGE_RETURN: u8 = 0x0d;
export const SPACE: u8 = 0x20;
export const QUOTE: u8 = 0x22;
export const FRAGMENT: u8 = 0x23;
export const PLUS: u8 = 0x2b;
export const COMMA: u8 = 0x2c;
export const HYPHEN: u8 = 0x2d;
export const POINT: u8 = 0x2e;
export const SLASH: u8 = 0x2f;
export const ZERO: u8 = 0x30;
export const COLON: u8 = 0x3a;
export const QUERY: u8 = 0x3f;
export const CAPITAL_A: u8 = 0x41;
export const OPEN_BRACKET: u8 = 0x5b;
export const BACKSLASH: u8 = 0x5c;
export const CLOSE_BRACKET: u8 = 0x5d;
export const SMALL_A: u8 = 0x61;
export const SMALL_B: u8 = 0x62;
export const SMALL_C: u8 = 0x63;
export const SMALL_E: u8 = 0x65;
export const SMALL_F: u8 = 0x66;
export const SMALL_N: u8 = 0x6e;
export const SMALL_R: u8 = 0x72;
export const SMALL_S: u8 = 0x73;
export const SMALL_T: u8 = 0x74;
export const SMALL_U: u8 = 0x75;
export const OPEN_BRACE: u8 = 0x7b;
export const CLOSE_BRACE: u8 = 0x7d;
export const TILDE: u8 = 0x7e;

/** Turns capitals into small letters, and leaves digits as they are. */
export const SMALL: u8 = 0x20;

export function isDigit(byte: u8): bool {
  return byte - ZERO < 10;
}

export function isHexDigit(byte: u8): bool {
  return isDigit(byte) || (byte | SMALL) - SMALL_A < 6;
}

/** Sixteen at once: how many digits a number has is not to be guessed from the one before. */
export function afterDigits(at: usize): usize {
  while (true) {
    const count = ctz(~digitsIn(v128.load(at)));
    at += count;
    if (count < 16) return at;
  }
}

/** One bit for each of sixteen bytes. */
function digitsIn(bytes: v128): i32 {
  return i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(ZERO)), i8x16.splat(10)));
}
