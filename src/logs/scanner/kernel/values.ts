/**
 * Reads the values of a row whose places are known: path, time and duration; all others are compared with those of rows
 * before. A value may stand in quotes. Only what is sure to mean the same to a parser is read.
 */
import { readAnswer } from './answers';
import {
  ANSWER_AT,
  CATEGORY_BIT,
  FROM_AT,
  GIVEN_DURATION,
  GIVEN_TIME,
  MESSAGE_BIT,
  ROW_AT,
  ROW_DURATION,
  ROW_ROLES,
  ROW_WORD,
  SHAPE_AT,
  SHAPE_DURATION,
  SHAPE_FURTHER,
  SHAPE_MS_PER_UNIT,
  SHAPE_OTHERS,
  SHAPE_PATHS,
  SHAPE_WORD,
  TO_AT,
  UNKNOWN_KIND,
  UNKNOWN_WORD,
  UNREAD_DURATION,
  UNREADABLE,
} from './layout';
import { QUOTE } from './letters';
import { decimalRead, readDecimal } from './numbers';
import { foldPath } from './paths';
import { findRoute, kindOf, rolesOf } from './routes';
import { readTime } from './times';
import { findWord, saysSomething } from './words';

/** JSON writes smaller numbers with an exponent, which is not understood as a duration. */
const SHORTEST: f64 = 0.000001;
/** As `fields/values.ts` has it: a day. */
const LONGEST_DURATION_MS: f64 = 86400000;

/** Four letters as the number that they are in memory. */
const NULL: u32 = 0x6c6c756e;

/** @returns 0: it was read */
const READ: i32 = 0;

/**
 * Reads the row that was scanned last.
 *
 * @param given what was read of it by others, and stands in its place already
 * @returns what kind of rows it is of, or why that is not known
 */
export function readValues(shape: usize, given: i32): i32 {
  if ((given & GIVEN_TIME) === 0) {
    const unread = readTimeAt(load<i32>(shape, SHAPE_AT));
    if (unread !== READ) return unread;
  }
  if ((given & GIVEN_DURATION) === 0 && !readDurationAt(load<i32>(shape, SHAPE_DURATION), shape))
    return UNREAD_DURATION;
  return readPath(<usize>load<u32>(shape, SHAPE_PATHS)) ? kindIn(shape) : UNREADABLE;
}

function beginOf(place: i32): usize {
  return <usize>load<u32>((<usize>place) << 2, FROM_AT);
}

function endOf(place: i32): usize {
  return <usize>load<u32>((<usize>place) << 2, TO_AT);
}

function readTimeAt(place: i32): i32 {
  if (place < 0) {
    store<f64>(ROW_AT, NaN);
    return READ;
  }
  const from = beginOf(place);
  const quote: usize = load<u8>(from) === QUOTE ? 1 : 0;
  return readTime(from + quote, endOf(place) - quote);
}

function readDurationAt(place: i32, shape: usize): bool {
  if (place < 0) {
    store<f64>(ROW_DURATION, NaN);
    return true;
  }
  const from = beginOf(place);
  const quote: usize = load<u8>(from) === QUOTE ? 1 : 0;
  if (!readDecimal(from + quote, endOf(place) - quote, true)) return false;
  const amount = decimalRead();
  if (amount !== 0 && amount < SHORTEST) return false;
  const microseconds = amount * load<f64>(shape, SHAPE_MS_PER_UNIT) * 1000;
  const whole = Math.floor(microseconds);
  const milliseconds = (microseconds - whole < 0.5 ? whole : whole + 1) / 1000;
  store<f64>(ROW_DURATION, milliseconds);
  return milliseconds <= LONGEST_DURATION_MS;
}

/** Of the surest place at which anything stands. */
function readPath(places: usize): bool {
  const count = load<i32>(places);
  for (let index: i32 = 1; index <= count; index += 1) {
    const place = load<i32>(places + ((<usize>index) << 2));
    const from = beginOf(place);
    const quote: usize = load<u8>(from) === QUOTE ? 1 : 0;
    const to = endOf(place) - quote;
    if (to > from + quote && !isNull(from, to)) return foldPath(from + quote, to) >= 0;
  }
  return false;
}

/** No other value of JSON begins so, and to a table the word is no path either. */
function isNull(from: usize, to: usize): bool {
  return to - from === 4 && load<u32>(from) === NULL;
}

/** Looks up what is known, and reads on as long as that does not tell it. */
function kindIn(shape: usize): i32 {
  store<i32>(ROW_ROLES, 0);
  let word = lastWord(<usize>load<u32>(shape, SHAPE_WORD), <usize>load<u32>(shape, SHAPE_OTHERS));
  if (word === 0) return UNKNOWN_WORD;
  let route = findRoute(word);
  while (route !== 0) {
    const roles = rolesOf(route);
    if (roles === 0) return kindOf(route);
    store<i32>(ROW_ROLES, load<i32>(ROW_ROLES) | roles);
    for (let bit = CATEGORY_BIT; bit <= MESSAGE_BIT; bit <<= 1) {
      if ((roles & bit) === 0) continue;
      const places = <usize>load<u32>(shape + SHAPE_FURTHER + ((<usize>(bit >> 1)) << 2));
      word = furtherWord(word, places, bit);
      if (word <= 1) return word === 0 ? UNKNOWN_WORD : UNREADABLE;
    }
    route = findRoute(word);
  }
  store<u32>(ROW_WORD, <u32>word);
  return UNKNOWN_KIND;
}

/** 0: one of the words is not known. */
function lastWord(first: usize, places: usize): usize {
  const count = load<i32>(places);
  let word = first;
  for (let index: i32 = 1; index <= count && word !== 0; index += 1) {
    const place = load<i32>(places + ((<usize>index) << 2));
    word = findWord(word, place, beginOf(place), endOf(place), 0);
  }
  return word;
}

/** The last word with what the surest column says that says anything; 0: one is not known. 1: one is too long. */
function furtherWord(before: usize, places: usize, role: i32): usize {
  const count = load<i32>(places);
  let word = before;
  for (let index: i32 = 1; index <= count; index += 1) {
    const place = load<i32>(places + ((<usize>index) << 2));
    const end = readAnswer(beginOf(place), endOf(place));
    if (end === 0) return 1;
    word = findWord(word, place, ANSWER_AT, end, role);
    if (word === 0 || saysSomething(word)) return word;
  }
  return word;
}
