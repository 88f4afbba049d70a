/**
 * A refused call's answer as it stands in a log, made the same as those that say the same: every digit of its correlation
 * id is a zero. No two answers get the same bytes that differ in anything else.
 */
import { ANSWER_AT, LONGEST_ANSWER } from './layout';
import { BACKSLASH, COLON, HYPHEN, isHexDigit, QUOTE, SMALL_C, SPACE, ZERO } from './letters';

/** `correlationId`, as the numbers that its first and last eight letters are in memory. */
const FIRST_LETTERS: u64 = ((<u64>0x74616c65) << 32) | 0x72726f63;
const LAST_LETTERS: u64 = ((<u64>0x64496e6f) << 32) | 0x6974616c;
const KEY_LENGTH: usize = 13;
/** What every correlation id is made: `00000000-0000-0000-0000-000000000000`. */
const ID_LENGTH: usize = 36;

const ANSWER: usize = ANSWER_AT;
const LONGEST: usize = LONGEST_ANSWER;

/** Copies an answer to `ANSWER_AT`. @returns where it ends there; 0: it is longer than usual */
export function readAnswer(from: usize, to: usize): usize {
  const length = to - from;
  if (length > LONGEST) return 0;
  const end = ANSWER + length;
  memory.copy(ANSWER, from, length);
  // No letter that an id has: it ends there.
  memory.fill(end, 0, 16);
  for (let key = keyIn(ANSWER, end); key !== 0; key = keyIn(key + 1, end)) {
    const at = afterMarks(key + KEY_LENGTH);
    if (isId(at)) clear(at);
  }
  return end;
}

function keyIn(at: usize, end: usize): usize {
  while (at < end) {
    let found = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(SMALL_C)));
    while (found !== 0) {
      const key = at + ctz(found);
      if (load<u64>(key) === FIRST_LETTERS && load<u64>(key + KEY_LENGTH - 8) === LAST_LETTERS)
        return key + KEY_LENGTH <= end ? key : 0;
      found &= found - 1;
    }
    at += 16;
  }
  return 0;
}

/** However often the quotes between a key and its value are escaped, and in whatever table they stand. */
function afterMarks(at: usize): usize {
  while (true) {
    const byte = load<u8>(at);
    if (byte !== QUOTE && byte !== BACKSLASH && byte !== COLON && byte !== SPACE) return at;
    at += 1;
  }
}

function isHyphenAt(index: usize): bool {
  return index === 8 || index === 13 || index === 18 || index === 23;
}

function isId(at: usize): bool {
  for (let index: usize = 0; index < ID_LENGTH; index += 1) {
    const byte = load<u8>(at + index);
    if (isHyphenAt(index) ? byte !== HYPHEN : !isHexDigit(byte)) return false;
  }
  return true;
}

function clear(at: usize): void {
  for (let index: usize = 0; index < ID_LENGTH; index += 1)
    if (!isHyphenAt(index)) store<u8>(at + index, ZERO);
}
