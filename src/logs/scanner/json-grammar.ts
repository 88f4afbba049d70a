/**
 * Passes over JSON that stands in bytes, with nothing made of it: each function gives the place behind what begins at
 * `at`, or -1 where it is not what `JSON.parse` takes. For rows of one line: a line feed ends everything. One has to
 * stand in the bytes, and a few bytes more behind it.
 */
import {
  BACKSLASH,
  CAPITAL_E,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  HYPHEN,
  isDigit,
  OPEN_BRACE,
  OPEN_BRACKET,
  PLUS,
  POINT,
  pairTable,
  QUOTE,
  SMALL_E,
  SMALL_F,
  SMALL_N,
  SMALL_T,
  SMALL_U,
  SPACE,
  TAB,
  ZERO,
} from './bytes.ts';

/** What is nested deeper is left to `JSON.parse`, which does not nest its own calls. */
const DEEPEST = 200;

/** A byte that means itself in a string; above ASCII even a broken one, which is decoded to some letter. */
const isSelf = (byte: number) => byte >= SPACE && byte !== QUOTE && byte !== BACKSLASH;
/** How many of two bytes mean themselves before another comes: logs are mostly strings, so two are looked at at once. */
export const SELVES = pairTable((first, second) => (isSelf(first) ? (isSelf(second) ? 2 : 1) : 0));
/** 1 for what may follow a backslash, but for `u`. */
const IS_ESCAPED = table((byte) => '"\\/bfnrt'.includes(String.fromCharCode(byte)));
const IS_HEX = table((byte) => /[\da-f]/i.test(String.fromCharCode(byte)));

function table(has: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => Number(has(byte)));
}

/** Blanks of a line. */
export function afterBlanks(bytes: Uint8Array, at: number): number {
  let place = at;
  for (;;) {
    const byte = bytes[place] ?? 0;
    if (byte > SPACE || (byte !== SPACE && byte !== TAB && byte !== CARRIAGE_RETURN)) return place;
    place += 1;
  }
}

/** @param depth how many objects and arrays are open around it */
export function afterValue(bytes: Uint8Array, view: DataView, at: number, depth: number): number {
  switch (bytes[at]) {
    case QUOTE:
      return afterString(bytes, view, at + 1);
    case OPEN_BRACE:
      return depth === DEEPEST ? -1 : afterObject(bytes, view, at + 1, depth + 1);
    case OPEN_BRACKET:
      return depth === DEEPEST ? -1 : afterArray(bytes, view, at + 1, depth + 1);
    case SMALL_T:
      return afterWord(bytes, at, 'true');
    case SMALL_F:
      return afterWord(bytes, at, 'false');
    case SMALL_N:
      return afterWord(bytes, at, 'null');
    default:
      return afterNumber(bytes, at);
  }
}

/** @param at behind the quote that opens it */
export function afterString(bytes: Uint8Array, view: DataView, at: number): number {
  let place = at;
  for (;;) {
    let selves = SELVES[view.getUint16(place, true)] ?? 0;
    while (selves === 2) {
      place += 2;
      selves = SELVES[view.getUint16(place, true)] ?? 0;
    }
    place += selves;
    const byte = bytes[place];
    if (byte === QUOTE) return place + 1;
    if (byte !== BACKSLASH) return -1;
    const escaped = bytes[place + 1] ?? 0;
    if (IS_ESCAPED[escaped] === 1) place += 2;
    else if (escaped === SMALL_U && isHex(bytes, place + 2)) place += 6;
    else return -1;
  }
}

function isHex(bytes: Uint8Array, at: number): boolean {
  for (let place = at; place < at + 4; place += 1) {
    if (IS_HEX[bytes[place] ?? 0] !== 1) return false;
  }
  return true;
}

/** @param at behind the brace that opens it */
function afterObject(bytes: Uint8Array, view: DataView, at: number, depth: number): number {
  let place = afterBlanks(bytes, at);
  if (bytes[place] === CLOSE_BRACE) return place + 1;
  for (;;) {
    if (bytes[place] !== QUOTE) return -1;
    place = afterString(bytes, view, place + 1);
    if (place < 0) return -1;
    place = afterBlanks(bytes, place);
    if (bytes[place] !== COLON) return -1;
    place = afterValue(bytes, view, afterBlanks(bytes, place + 1), depth);
    if (place < 0) return -1;
    place = afterBlanks(bytes, place);
    if (bytes[place] !== COMMA) return bytes[place] === CLOSE_BRACE ? place + 1 : -1;
    place = afterBlanks(bytes, place + 1);
  }
}

/** @param at behind the bracket that opens it */
function afterArray(bytes: Uint8Array, view: DataView, at: number, depth: number): number {
  let place = afterBlanks(bytes, at);
  if (bytes[place] === CLOSE_BRACKET) return place + 1;
  for (;;) {
    place = afterValue(bytes, view, place, depth);
    if (place < 0) return -1;
    place = afterBlanks(bytes, place);
    if (bytes[place] !== COMMA) return bytes[place] === CLOSE_BRACKET ? place + 1 : -1;
    place = afterBlanks(bytes, place + 1);
  }
}

function afterWord(bytes: Uint8Array, at: number, word: string): number {
  for (let letter = 1; letter < word.length; letter += 1) {
    if (bytes[at + letter] !== word.charCodeAt(letter)) return -1;
  }
  return at + word.length;
}

function afterNumber(bytes: Uint8Array, at: number): number {
  const first = bytes[at] === HYPHEN ? at + 1 : at;
  let place = afterDigits(bytes, first);
  if (place === first || (bytes[first] === ZERO && place > first + 1)) return -1;
  if (bytes[place] === POINT) {
    const decimals = place + 1;
    place = afterDigits(bytes, decimals);
    if (place === decimals) return -1;
  }
  if (bytes[place] !== SMALL_E && bytes[place] !== CAPITAL_E) return place;
  const sign = bytes[place + 1];
  const exponent = place + (sign === PLUS || sign === HYPHEN ? 2 : 1);
  place = afterDigits(bytes, exponent);
  return place === exponent ? -1 : place;
}

function afterDigits(bytes: Uint8Array, at: number): number {
  let place = at;
  while (isDigit(bytes[place] ?? 0)) place += 1;
  return place;
}
