/** The keys of a log, found by their bytes. The other side makes them, and adds one whenever one is unknown here. */
import { areAlike, firstBytes, ONE_FACTOR, OTHER_FACTOR } from './alike';
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

/** The key that came after another before, if its letters begin at `at`; 0 otherwise. */
export function followerOf(before: usize, at: usize): usize {
  const likely = <usize>load<u32>(before, KEY_FOLLOWER);
  return likely !== 0 && stands(likely, at) ? likely : 0;
}

/**
 * The key whose letters begin at `at`.
 *
 * @param keys of the object that it stands in
 * @param marks what does not mean itself among its first sixteen letters
 * @param before the key before it; `keys` itself before the first
 * @returns 0: it is not known yet, or is written with an escape
 */
export function findKey(keys: usize, at: usize, marks: i32, before: usize): usize {
  let found = <usize>load<u32>(keys + KEYS_FIRST + (hashBefore(marks, at) << 2));
  while (found !== 0 && !stands(found, at)) found = load<u32>(found, KEY_NEXT);
  if (found === 0) {
    store<u32>(UNKNOWN_WITHIN, <u32>keys);
    store<u32>(UNKNOWN_AT, <u32>at);
  } else store<u32>(before, <u32>found, KEY_FOLLOWER);
  return found;
}

/**
 * Of the first sixteen letters up to the quote. An escape, or a control, ends them as well: no key is known by such
 * letters.
 */
export function hashOf(at: usize): u32 {
  return hashBefore(marksIn(at), at);
}

function hashBefore(marks: i32, at: usize): u32 {
  const length: i32 = marks === 0 ? 16 : ctz(marks);
  const first = load<u64>(at) & firstBytes(length);
  const second = load<u64>(at + 8) & firstBytes(length - 8);
  const hash = (first * ONE_FACTOR) ^ (second * OTHER_FACTOR);
  return <u32>(hash >> 56);
}

function stands(key: usize, at: usize): bool {
  return areAlike(<usize>load<u32>(key, KEY_LETTERS), at, load<i32>(key, KEY_LENGTH));
}
