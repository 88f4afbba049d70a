/** Folds paths of less than 64 letters, as most are: what their letters are fits into a few whole numbers, a bit for each. */
import { CAPITAL_A, HYPHEN, SLASH, ZERO } from './letters';
import { ACTOR_ID, copyPart, endsIn, ID, isBeforeQuery, putMark } from './path-letters';

const MOST: i32 = 64;

let slashes: u64 = 0;
let digits: u64 = 0;
let capitals: u64 = 0;
let hyphens: u64 = 0;

/**
 * As `foldPath` does.
 *
 * @param folded how long it is already
 * @returns 0: it is no short one
 */
export function foldShortPath(from: usize, to: usize, folded: usize): i32 {
  const count = lookAt(from, to);
  if (count >= MOST) return 0;
  if (!isBeforeQuery(from + count, to)) return -1;
  const within = ((<u64>1) << count) - 1;
  const borders = (slashes & within) | ((<u64>1) << count);
  const begins = (slashes & within) << 1;
  digits &= within;
  const actors = begins & capitals & (hyphens >> 1) & (digits >> 2);
  let length = folded;
  let copied: usize = 0;
  for (let left = (begins & digits) | actors; left !== 0; left &= left - 1) {
    const segment = <usize>ctz(left);
    const isActor = ((actors >> segment) & 1) === 1;
    const id = isActor ? segment + 2 : segment;
    const end = id + <usize>ctz(~(digits >> id));
    if (((borders >> end) & 1) === 0) continue;
    copyPart(from + copied, from + segment - 1, length);
    length += segment - 1 - copied;
    putMark(isActor ? ACTOR_ID | load<u8>(from + segment) : ID, length);
    length += 1;
    copied = end;
  }
  copyPart(from + copied, from + count, length);
  return <i32>(length + count - copied);
}

/** What its letters are, up to 64. @returns how many it has */
function lookAt(from: usize, to: usize): i32 {
  slashes = 0;
  digits = 0;
  capitals = 0;
  hyphens = 0;
  for (let block: i32 = 0; block < MOST; block += 16) {
    const bytes = v128.load(from + block);
    slashes |= bitsOf(i8x16.eq(bytes, i8x16.splat(SLASH)), block);
    hyphens |= bitsOf(i8x16.eq(bytes, i8x16.splat(HYPHEN)), block);
    digits |= bitsOf(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(ZERO)), i8x16.splat(10)), block);
    capitals |= bitsOf(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(CAPITAL_A)), i8x16.splat(26)), block);
    const ends = endsIn(from + block);
    if (ends !== 0) return min(block + ctz(ends), <i32>(to - from));
    if (from + block + 16 >= to) return <i32>(to - from);
  }
  return MOST;
}

function bitsOf(lanes: v128, block: i32): u64 {
  return (<u64>i8x16.bitmask(lanes)) << block;
}
