/** Folds paths, so that those of all calls of a route are the same. */
import { LONGEST_PATH, PATH_AT, PATH_HASH } from './layout';
import {
  afterDigits,
  BACKSLASH,
  CAPITAL_A,
  COLON,
  FRAGMENT,
  HYPHEN,
  QUERY,
  QUOTE,
  SLASH,
  SMALL_S,
  SPACE,
  TILDE,
} from './letters';

/** Stands for a slash and the id behind it; with an actor's id it is the letter of that. No word holds one of them. */
const ID: u8 = FRAGMENT;
const ACTOR_ID: u8 = 0x80;

const MOST_LETTERS: usize = LONGEST_PATH;

/** Four letters as the number that they are in memory. */
const HTTP: u32 = 0x70747468;
const SLASHES: u16 = 0x2f2f;

/**
 * Copies a path with the digits of every segment that is a number (`7001`), or an actor's (`A-7001`), left out, and its
 * query too. Segments of other kinds, such as `2026-03`, stay as they are.
 *
 * @returns how long it is then; -1: it is longer than usual, holds an escape, a quote or a letter above ASCII, or is none
 */
export function foldPath(from: usize, to: usize): i32 {
  let place = pathIn(from, to);
  if (place === 0) return -1;
  let length: usize = place - from;
  if (length > MOST_LETTERS) return -1;
  copy(from, place, 0);
  while (place < to && load<u8>(place) === SLASH) {
    const segment = place + 1;
    const letter = load<u8>(segment);
    const isActor = letter - CAPITAL_A < 26 && load<u8>(segment + 1) === HYPHEN;
    const behindId = afterId(isActor ? segment + 2 : segment, to);
    const kind: u8 = behindId === 0 ? SLASH : isActor ? ACTOR_ID | letter : ID;
    store<u8>(length, kind, PATH_AT);
    length += 1;
    place = behindId === 0 ? segment : behindId;
    const end = endOfWord(place, to);
    if (length + (end - place) > MOST_LETTERS) return -1;
    copy(place, end, length);
    length += end - place;
    place = end;
  }
  if (place < to && !(load<u8>(place) === QUERY && isPlainText(place, to))) return -1;
  store<u32>(PATH_HASH, hashOf(length));
  return <i32>length;
}

/** Sixteen bytes at once: what is copied beyond the end is written over, or not looked at. */
function copy(from: usize, to: usize, length: usize): void {
  while (from < to) {
    v128.store(length, v128.load(from), PATH_AT);
    from += 16;
    length += 16;
  }
}

/** Where the path of a whole URL begins; its host may be a number as well, but is no id. 0: there is none. */
function pathIn(from: usize, to: usize): usize {
  if (load<u8>(from) === SLASH) return from;
  if (load<u32>(from) !== HTTP) return 0;
  const colon = load<u8>(from + 4) === SMALL_S ? from + 5 : from + 4;
  if (load<u8>(colon) !== COLON || load<u16>(colon + 1) !== SLASHES) return 0;
  const end = endOfWord(colon + 3, to);
  return end < to && load<u8>(end) === SLASH ? end : 0;
}

/** Where the segment whose digits begin at `at` ends, if it is digits alone; 0 otherwise. */
function afterId(at: usize, to: usize): usize {
  const end = min(afterDigits(at), to);
  if (end <= at) return 0;
  const byte = load<u8>(end);
  return end === to || byte === SLASH || byte === QUERY ? end : 0;
}

/** Bytes that do not mean themselves in a JSON string, and quotes: one bit for each of sixteen. */
function strangeIn(bytes: v128): v128 {
  const controls = i8x16.lt_u(bytes, i8x16.splat(SPACE));
  const aboveAscii = i8x16.gt_u(bytes, i8x16.splat(TILDE));
  const quotes = i8x16.eq(bytes, i8x16.splat(QUOTE));
  const backslashes = i8x16.eq(bytes, i8x16.splat(BACKSLASH));
  return v128.or(v128.or(controls, aboveAscii), v128.or(quotes, backslashes));
}

function endOfWord(at: usize, to: usize): usize {
  while (at < to) {
    const bytes = v128.load(at);
    const slashes = i8x16.eq(bytes, i8x16.splat(SLASH));
    const queries = i8x16.eq(bytes, i8x16.splat(QUERY));
    const fragments = i8x16.eq(bytes, i8x16.splat(FRAGMENT));
    const ends = i8x16.bitmask(v128.or(v128.or(slashes, queries), v128.or(fragments, strangeIn(bytes))));
    if (ends !== 0) return min(at + ctz(ends), to);
    at += 16;
  }
  return to;
}

function isPlainText(at: usize, to: usize): bool {
  while (at < to) {
    const strange = i8x16.bitmask(strangeIn(v128.load(at)));
    if (strange !== 0) return at + ctz(strange) >= to;
    at += 16;
  }
  return true;
}

/** Of the path, which is compared word by word: the last one is made whole. */
function hashOf(length: usize): u32 {
  store<u32>(length, 0, PATH_AT);
  let hash: u32 = 0;
  for (let place: usize = 0; place < length; place += 4) {
    hash = (rotl(hash, 5) ^ load<u32>(place, PATH_AT)) * 0x9e3779b1;
  }
  return hash ^ (hash >> 15);
}
