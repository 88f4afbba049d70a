/** Letters of paths, and the buffer into which paths are folded. */
import { PATH_AT } from './layout';
import { BACKSLASH, FRAGMENT, QUERY, QUOTE, SLASH, SPACE, TILDE } from './letters';

/** Stands for a slash and the id behind it; with an actor's id it is the letter of that. No word holds one of them. */
export const ID: u8 = FRAGMENT;
export const ACTOR_ID: u8 = 0x80;

/** Sixteen bytes at once: what is copied beyond the end is written over, or not looked at. */
export function copyPart(from: usize, to: usize, length: usize): void {
  while (from < to) {
    v128.store(length, v128.load(from), PATH_AT);
    from += 16;
    length += 16;
  }
}

export function putMark(mark: u8, length: usize): void {
  store<u8>(length, mark, PATH_AT);
}

/** Bytes that do not mean themselves in a JSON string, and quotes: one bit for each of sixteen. */
function strangeIn(bytes: v128): v128 {
  const controls = i8x16.lt_u(bytes, i8x16.splat(SPACE));
  const aboveAscii = i8x16.gt_u(bytes, i8x16.splat(TILDE));
  const quotes = i8x16.eq(bytes, i8x16.splat(QUOTE));
  const backslashes = i8x16.eq(bytes, i8x16.splat(BACKSLASH));
  return v128.or(v128.or(controls, aboveAscii), v128.or(quotes, backslashes));
}

/** Bytes that end a path: one bit for each of sixteen. */
export function endsIn(at: usize): i32 {
  const bytes = v128.load(at);
  const queries = i8x16.eq(bytes, i8x16.splat(QUERY));
  const fragments = i8x16.eq(bytes, i8x16.splat(FRAGMENT));
  return i8x16.bitmask(v128.or(v128.or(queries, fragments), strangeIn(bytes)));
}

export function endOfWord(at: usize, to: usize): usize {
  while (at < to) {
    const slashes = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(SLASH)));
    const ends = slashes | endsIn(at);
    if (ends !== 0) return min(at + ctz(ends), to);
    at += 16;
  }
  return to;
}

/** Whether a path may end before `at`: with the text, or with its query. */
export function isBeforeQuery(at: usize, to: usize): bool {
  return at >= to || (load<u8>(at) === QUERY && isPlainText(at, to));
}

function isPlainText(at: usize, to: usize): bool {
  while (at < to) {
    const strange = i8x16.bitmask(strangeIn(v128.load(at)));
    if (strange !== 0) return at + ctz(strange) >= to;
    at += 16;
  }
  return true;
}
