/** The keys of a log, found by their bytes. The other side makes them, and adds one whenever one is unknown here. */
import { marksIn } from './json-grammar';
import {
  KEY_FOLLOWER,
  KEY_LENGTH,
  KEY_LETTERS,
  KEY_NEXT,
  KEYS_FIRST,
  UNKNOWN_AT,
  UNKNOWN_WITHIN,
} from './layout';

/**
 * The key whose letters begin at `at`.
 *
 * @param keys of the object that it stands in
 * @param before the key before it; `keys` itself before the first
 * @returns 0: it is not known yet, or is written with an escape
 */
export function findKey(keys: usize, at: usize, before: usize): usize {
  const likely = <usize>load<u32>(before, KEY_FOLLOWER);
  if (likely !== 0 && stands(likely, at)) return likely;
  let found = <usize>load<u32>(keys + KEYS_FIRST + (hashOf(at) << 2));
  while (found !== 0 && !stands(found, at)) found = load<u32>(found, KEY_NEXT);
  if (found === 0) {
    store<u32>(UNKNOWN_WITHIN, <u32>keys);
    store<u32>(UNKNOWN_AT, <u32>at);
  } else store<u32>(before, <u32>found, KEY_FOLLOWER);
  return found;
}

/** Odd numbers without a pattern, so that a product's high bits depend on every letter. */
const ONE_FACTOR: u64 = ((<u64>0x9e3779b9) << 32) | 0x7f4a7c15;
const OTHER_FACTOR: u64 = ((<u64>0xc2b2ae3d) << 32) | 0x27d4eb4f;

/**
 * Of the first sixteen letters up to the quote. An escape, or a control, ends them as well: no key is known by such
 * letters.
 */
export function hashOf(at: usize): u32 {
  const marks = marksIn(at);
  const length: i32 = marks === 0 ? 16 : ctz(marks);
  const first = load<u64>(at) & firstBytes(length);
  const second = load<u64>(at + 8) & firstBytes(length - 8);
  const hash = (first * ONE_FACTOR) ^ (second * OTHER_FACTOR);
  return <u32>(hash >> 56);
}

/** Ones for so many bytes of eight. */
function firstBytes(count: i32): u64 {
  if (count <= 0) return 0;
  return count >= 8 ? u64.MAX_VALUE : ((<u64>1) << (count << 3)) - 1;
}

/** Compares sixteen letters at once; behind those of a key there is room. */
function stands(key: usize, at: usize): bool {
  let letters = <usize>load<u32>(key, KEY_LETTERS);
  let left = load<i32>(key, KEY_LENGTH);
  while (left > 16) {
    if (alikeIn(letters, at) !== 0xffff) return false;
    letters += 16;
    at += 16;
    left -= 16;
  }
  return (~alikeIn(letters, at) & ((1 << left) - 1)) === 0;
}

/** Which of sixteen bytes are the same, one bit for each. */
function alikeIn(one: usize, other: usize): i32 {
  return i8x16.bitmask(i8x16.eq(v128.load(one), v128.load(other)));
}
