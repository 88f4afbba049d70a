/**
 * Passes over JSON, with nothing made of it: each function gives the place behind what begins at `at`, or 0 where it is
 * not what `JSON.parse` takes. For rows of one line: a line feed ends everything, and one has to stand in the bytes.
 */
import {
  afterDigits,
  BACKSLASH,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  HYPHEN,
  isHexDigit,
  OPEN_BRACE,
  OPEN_BRACKET,
  PLUS,
  POINT,
  QUOTE,
  SLASH,
  SMALL,
  SMALL_B,
  SMALL_E,
  SMALL_F,
  SMALL_N,
  SMALL_R,
  SMALL_T,
  SMALL_U,
  SPACE,
  TAB,
  ZERO,
} from './letters';

/** What is nested deeper is left to `JSON.parse`, which does not nest its own calls. */
const DEEPEST: i32 = 200;

/** Four letters as the number that they are in memory. */
const NULL: u32 = 0x6c6c756e;
const TRUE: u32 = 0x65757274;
const ALSE: u32 = 0x65736c61;

/** Blanks of a line. */
export function afterBlanks(at: usize): usize {
  while (isBlank(load<u8>(at))) at += 1;
  return at;
}

/** Of most bytes one comparison tells that they are none. */
function isBlank(byte: u8): bool {
  return byte <= SPACE && (byte === SPACE || byte === TAB || byte === CARRIAGE_RETURN);
}

/** @param depth how many objects and arrays are open around it */
export function afterValue(at: usize, depth: i32): usize {
  const byte = load<u8>(at);
  if (byte === QUOTE) return afterString(at + 1);
  if (byte === OPEN_BRACE) return depth === DEEPEST ? 0 : afterObject(at + 1, depth + 1);
  if (byte === OPEN_BRACKET) return depth === DEEPEST ? 0 : afterArray(at + 1, depth + 1);
  if (byte === SMALL_T) return load<u32>(at) === TRUE ? at + 4 : 0;
  if (byte === SMALL_F) return load<u32>(at + 1) === ALSE ? at + 5 : 0;
  if (byte === SMALL_N) return load<u32>(at) === NULL ? at + 4 : 0;
  return afterNumber(at);
}

/** Bytes that do not mean themselves in a string, one bit for each of sixteen. Above ASCII even a broken one does. */
export function marksIn(at: usize): i32 {
  const bytes = v128.load(at);
  const quotes = i8x16.eq(bytes, i8x16.splat(QUOTE));
  const backslashes = i8x16.eq(bytes, i8x16.splat(BACKSLASH));
  const controls = i8x16.lt_u(bytes, i8x16.splat(SPACE));
  return i8x16.bitmask(v128.or(v128.or(quotes, backslashes), controls));
}

/** @param at behind the quote that opens it */
export function afterString(at: usize): usize {
  let marks = marksIn(at);
  while (marks === 0) {
    at += 16;
    marks = marksIn(at);
  }
  const mark = at + ctz(marks);
  const byte = load<u8>(mark);
  if (byte === QUOTE) return mark + 1;
  return byte === BACKSLASH ? afterEscapes(at) : 0;
}

/** @param at sixteen bytes within a string: the first of them that does not mean itself is a backslash */
function afterEscapes(at: usize): usize {
  let isFirstEscaped: u32 = 0;
  while (true) {
    const bytes = v128.load(at);
    const backslashes: u32 = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(BACKSLASH)));
    const quotes: u32 = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(QUOTE)));
    const controls: u32 = i8x16.bitmask(i8x16.lt_u(bytes, i8x16.splat(SPACE)));
    const escaped = escapedBy(backslashes, isFirstEscaped);
    const ends = (quotes & ~escaped) | controls;
    const before: u32 = ends === 0 ? 0xffff : (ends - 1) & ~ends;
    const unusual = escaped & before & ~(quotes | backslashes);
    const strange = unusual === 0 ? 0 : unusual & ~lettersOfEscapes(bytes);
    if (strange !== 0) {
      at = afterCode(at + ctz(strange));
      if (at === 0) return 0;
      isFirstEscaped = 0;
    } else if (ends !== 0) {
      const end = at + ctz(ends);
      return load<u8>(end) === QUOTE ? end + 1 : 0;
    } else {
      isFirstEscaped = (escaped >> 16) & 1;
      at += 16;
    }
  }
}

/** Every second bit. */
const ODD: u32 = 0xaaaaaaaa;

/**
 * Bytes behind a backslash that is not escaped itself, of sixteen and the one behind them: a backslash is where it stands
 * at an even place of a row of them. A subtraction carries through each row, and so tells its even places from its odd ones.
 */
function escapedBy(backslashes: u32, isFirstEscaped: u32): u32 {
  const maybe = backslashes & ~isFirstEscaped;
  const escapesAndEscaped = (((maybe << 1) | ODD) - maybe) ^ ODD;
  return escapesAndEscaped ^ (backslashes | isFirstEscaped);
}

/** Bytes that mean one letter behind a backslash, beside quotes and backslashes. */
function lettersOfEscapes(bytes: v128): u32 {
  const slashes = v128.or(i8x16.eq(bytes, i8x16.splat(SLASH)), i8x16.eq(bytes, i8x16.splat(SMALL_N)));
  const returns = v128.or(i8x16.eq(bytes, i8x16.splat(SMALL_R)), i8x16.eq(bytes, i8x16.splat(SMALL_T)));
  const others = v128.or(i8x16.eq(bytes, i8x16.splat(SMALL_B)), i8x16.eq(bytes, i8x16.splat(SMALL_F)));
  return i8x16.bitmask(v128.or(v128.or(slashes, returns), others));
}

/** Behind `u` and four digits; 0 where it is nothing that is escaped. */
function afterCode(at: usize): usize {
  if (load<u8>(at) !== SMALL_U) return 0;
  for (let place = at + 1; place < at + 5; place += 1) {
    if (!isHexDigit(load<u8>(place))) return 0;
  }
  return at + 5;
}

/** @param at behind the brace that opens it */
function afterObject(at: usize, depth: i32): usize {
  at = afterBlanks(at);
  if (load<u8>(at) === CLOSE_BRACE) return at + 1;
  while (true) {
    if (load<u8>(at) !== QUOTE) return 0;
    at = afterString(at + 1);
    if (at === 0) return 0;
    at = afterBlanks(at);
    if (load<u8>(at) !== COLON) return 0;
    at = afterValue(afterBlanks(at + 1), depth);
    if (at === 0) return 0;
    at = afterBlanks(at);
    const byte = load<u8>(at);
    if (byte !== COMMA) return byte === CLOSE_BRACE ? at + 1 : 0;
    at = afterBlanks(at + 1);
  }
}

/** @param at behind the bracket that opens it */
function afterArray(at: usize, depth: i32): usize {
  at = afterBlanks(at);
  if (load<u8>(at) === CLOSE_BRACKET) return at + 1;
  while (true) {
    at = afterValue(at, depth);
    if (at === 0) return 0;
    at = afterBlanks(at);
    const byte = load<u8>(at);
    if (byte !== COMMA) return byte === CLOSE_BRACKET ? at + 1 : 0;
    at = afterBlanks(at + 1);
  }
}

function afterNumber(at: usize): usize {
  const first = load<u8>(at) === HYPHEN ? at + 1 : at;
  let place = afterDigits(first);
  if (place === first || (load<u8>(first) === ZERO && place > first + 1)) return 0;
  if (load<u8>(place) === POINT) {
    const decimals = place + 1;
    place = afterDigits(decimals);
    if (place === decimals) return 0;
  }
  if ((load<u8>(place) | SMALL) !== SMALL_E) return place;
  const sign = load<u8>(place + 1);
  const exponent = place + (sign === PLUS || sign === HYPHEN ? 2 : 1);
  place = afterDigits(exponent);
  return place === exponent ? 0 : place;
}
