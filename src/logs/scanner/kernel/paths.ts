/** Folds paths, so that those of all calls of a route are the same. */
import { hashOfAll } from './alike';
import { LONGEST_PATH, PATH_AT, PATH_HASH, PATH_LENGTH } from './layout';
import { afterDigits, CAPITAL_A, COLON, HYPHEN, QUERY, SLASH, SMALL_S } from './letters';
import { ACTOR_ID, copyPart, endOfWord, ID, isBeforeQuery, putMark } from './path-letters';
import { foldShortPath } from './short-paths';

const PATH: usize = PATH_AT;
const MOST_LETTERS: usize = LONGEST_PATH;
const MOST_OF_HOST: usize = LONGEST_PATH / 2;

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
  const place = pathIn(from, to);
  const before: usize = place - from;
  if (place === 0 || before > MOST_OF_HOST) return -1;
  copyPart(from, place, 0);
  let length = foldShortPath(place, to, before);
  if (length === 0) length = foldLongPath(place, to, before);
  if (length < 0) return -1;
  store<u32>(PATH_HASH, <u32>(hashOfAll(PATH, PATH + length, 0) >> 32));
  store<i32>(PATH_LENGTH, length);
  return length;
}

/** Segment by segment. */
function foldLongPath(place: usize, to: usize, before: usize): i32 {
  let length = before;
  while (place < to && load<u8>(place) === SLASH) {
    const segment = place + 1;
    const letter = load<u8>(segment);
    const isActor = letter - CAPITAL_A < 26 && load<u8>(segment + 1) === HYPHEN;
    const behindId = afterId(isActor ? segment + 2 : segment, to);
    putMark(behindId === 0 ? SLASH : isActor ? ACTOR_ID | letter : ID, length);
    length += 1;
    place = behindId === 0 ? segment : behindId;
    const end = endOfWord(place, to);
    if (length + (end - place) > MOST_LETTERS) return -1;
    copyPart(place, end, length);
    length += end - place;
    place = end;
  }
  return isBeforeQuery(place, to) ? <i32>length : -1;
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
