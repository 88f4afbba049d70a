/**
 * Values of which a log has few, such as methods and statuses: words, each known behind those that stand before it in its
 * row. So the last word of a row tells all of them.
 */
import { areAlike, hashOfAll } from './alike';
import {
  ROW_WORD,
  SPARE,
  VALUES_AT,
  VALUES_END,
  WORD_FROM,
  WORD_PLACE,
  WORD_ROLE,
  WORD_TO,
  WORDS_AT,
  WORDS_HASHES,
} from './layout';

/** A word: the one before it, at which place its value stands, how many letters it has, and these themselves. */
const BEFORE: usize = 0;
const PLACE: usize = 4;
const LENGTH: usize = 8;
/** Something is read from it; otherwise the next column counts. */
const SAYS: usize = 12;
/** The word that came after it before, and is likely to again; 0 where none has. */
const FOLLOWER: usize = 16;
/** Another one with the same hash, or 0. */
const NEXT: usize = 20;
/** How many words are known behind it. */
const COUNT: usize = 24;
const LETTERS: usize = 32;

/** Of a column with more values than these no more are words: it is something else. */
const MOST_BEHIND: i32 = 250;
const MOST_WORDS: i32 = 8_000;

const FIRSTS: usize = WORDS_AT;
const END: usize = VALUES_END;

let count: i32 = 0;
let free: usize = VALUES_AT;

/** Room that stays taken; 0: there is none left. */
export function take(size: usize): usize {
  const at = free;
  const end = (at + size + 15) & ~15;
  if (end > END) return 0;
  free = end;
  return at;
}

/** The word from `from` to before `to` behind `before`; 0: it is not known, and is told to the other side. */
export function findWord(before: usize, place: i32, from: usize, to: usize, role: i32): usize {
  const likely = <usize>load<u32>(before, FOLLOWER);
  if (likely !== 0 && stands(likely, place, from, to)) return likely;
  let word = <usize>load<u32>(firstOf(before, place, from, to));
  while (word !== 0 && !(<usize>load<u32>(word, BEFORE) === before && stands(word, place, from, to)))
    word = load<u32>(word, NEXT);
  if (word !== 0) {
    store<u32>(before, <u32>word, FOLLOWER);
    return word;
  }
  store<u32>(ROW_WORD, <u32>before);
  store<i32>(WORD_PLACE, place);
  store<i32>(WORD_ROLE, role);
  store<u32>(WORD_FROM, <u32>from);
  store<u32>(WORD_TO, <u32>to);
  return 0;
}

export function saysSomething(word: usize): bool {
  return load<i32>(word, SAYS) === 1;
}

/** Keeps a word that stands behind none; 0: there is no room. */
export function keepFirstWord(): usize {
  return take(LETTERS);
}

/** Keeps the word that was not known. False: there are too many. */
export function keepWord(says: i32): bool {
  const before = <usize>load<u32>(ROW_WORD);
  const from = <usize>load<u32>(WORD_FROM);
  const to = <usize>load<u32>(WORD_TO);
  const place = load<i32>(WORD_PLACE);
  const behind = load<i32>(before, COUNT);
  if (behind === MOST_BEHIND || count === MOST_WORDS) return false;
  const word = take(LETTERS + (to - from) + SPARE);
  if (word === 0) return false;
  count += 1;
  store<i32>(before, behind + 1, COUNT);
  store<u32>(word, <u32>before, BEFORE);
  store<i32>(word, place, PLACE);
  store<i32>(word, <i32>(to - from), LENGTH);
  store<i32>(word, says, SAYS);
  memory.copy(word + LETTERS, from, to - from);
  const first = firstOf(before, place, from, to);
  store<u32>(word, load<u32>(first), NEXT);
  store<u32>(first, <u32>word);
  return true;
}

function stands(word: usize, place: i32, from: usize, to: usize): bool {
  const length = <i32>(to - from);
  return (
    load<i32>(word, LENGTH) === length &&
    load<i32>(word, PLACE) === place &&
    areAlike(word + LETTERS, from, length)
  );
}

/** Where the first word with the same hash is named. */
function firstOf(before: usize, place: i32, from: usize, to: usize): usize {
  const hash = hashOfAll(from, to, ((<u64>before) << 16) | <u64>place);
  return FIRSTS + ((<usize>((hash >> 40) & (WORDS_HASHES - 1))) << 2);
}
