/** Reads rows of JSON: where the values of keys begin and end of which something is made. */
import { afterBlanks, afterValue, marksIn } from './json-grammar';
import { findKey, followerOf } from './keys';
import {
  FROM_AT,
  HELD_OBJECT,
  HELD_VALUE,
  KEY_HELD,
  KEY_LENGTH,
  KEY_PLACE,
  KEY_ROW,
  KEY_WITHIN,
  ROW_SET,
  TO_AT,
  UNKNOWN_WITHIN,
  UNUSUAL_KEY,
} from './layout';
import { CLOSE_BRACE, COLON, COMMA, LINE_FEED, OPEN_BRACE, QUOTE } from './letters';

let row: i32 = 0;
/** Places of the row, one bit for each. */
let set: u64 = 0;

/**
 * Reads the row that begins at `from`, and passes over all of it, so that it is known to be JSON.
 *
 * @param keys of the row
 * @returns the place behind its line, or 0: it is left to a parser
 */
export function readRow(from: usize, keys: usize): usize {
  row += 1;
  set = 0;
  store<u32>(UNKNOWN_WITHIN, 0);
  store<u32>(UNUSUAL_KEY, 0);
  const brace = afterBlanks(from);
  if (load<u8>(brace) !== OPEN_BRACE) return 0;
  const behind = afterMembers(brace + 1, keys);
  if (behind === 0) return 0;
  store<f64>(ROW_SET, <f64>set);
  const end = afterBlanks(behind);
  return load<u8>(end) === LINE_FEED ? end + 1 : 0;
}

/** The place behind an object, or 0. */
function afterMembers(at: usize, keys: usize): usize {
  at = afterBlanks(at);
  if (load<u8>(at) === CLOSE_BRACE) return at + 1;
  let key = keys;
  while (true) {
    if (load<u8>(at) !== QUOTE) return 0;
    const letters = at + 1;
    const likely = followerOf(key, letters);
    if (likely !== 0) {
      key = likely;
      at = letters + load<i32>(key, KEY_LENGTH);
    } else {
      // Where the key ends is told by its letters: what is known of it comes later than these.
      const marks = marksIn(letters);
      key = findKey(keys, letters, marks, key);
      at = letters + (marks === 0 ? load<i32>(key, KEY_LENGTH) : ctz(marks) + 1);
    }
    if (key === 0 || load<i32>(key, KEY_ROW) === row) return 0;
    store<i32>(key, row, KEY_ROW);
    at = afterBlanks(at);
    if (load<u8>(at) !== COLON) return 0;
    const from = afterBlanks(at + 1);
    at = afterMember(from, key);
    if (at === 0) return 0;
    keep(key, from, at);
    at = afterBlanks(at);
    const byte = load<u8>(at);
    if (byte !== COMMA) return byte === CLOSE_BRACE ? at + 1 : 0;
    at = afterBlanks(at + 1);
  }
}

/** The place behind what a key holds, or 0. */
function afterMember(from: usize, key: usize): usize {
  const isObject = load<u8>(from) === OPEN_BRACE;
  if ((load<u32>(key, KEY_HELD) & (isObject ? HELD_OBJECT : HELD_VALUE)) === 0) {
    store<u32>(UNUSUAL_KEY, <u32>key);
    return 0;
  }
  const within = <usize>load<u32>(key, KEY_WITHIN);
  return isObject && within !== 0 ? afterMembers(from + 1, within) : afterValue(from, 0);
}

function keep(key: usize, from: usize, to: usize): void {
  const place = load<i32>(key, KEY_PLACE);
  if (place < 0) return;
  set |= (<u64>1) << place;
  store<u32>((<usize>place) << 2, <u32>from, FROM_AT);
  store<u32>((<usize>place) << 2, <u32>to, TO_AT);
}
