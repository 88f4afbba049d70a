/** Compares letters, sixteen at once: what stands behind them is looked at too, and makes no difference. */

/** Odd numbers without a pattern, so that a product's high bits depend on every letter. */
export const ONE_FACTOR: u64 = ((<u64>0x9e3779b9) << 32) | 0x7f4a7c15;
export const OTHER_FACTOR: u64 = ((<u64>0xc2b2ae3d) << 32) | 0x27d4eb4f;

export function areAlike(one: usize, other: usize, length: i32): bool {
  while (length > 16) {
    if (alikeIn(one, other) !== 0xffff) return false;
    one += 16;
    other += 16;
    length -= 16;
  }
  return (~alikeIn(one, other) & ((1 << length) - 1)) === 0;
}

/** Of all letters, eight at once. */
export function hashOfAll(from: usize, to: usize, seed: u64): u64 {
  let hash = seed * ONE_FACTOR;
  while (from + 8 <= to) {
    hash = (rotl(hash, 5) ^ load<u64>(from)) * ONE_FACTOR;
    from += 8;
  }
  if (from < to) hash = (rotl(hash, 5) ^ (load<u64>(from) & firstBytes(<i32>(to - from)))) * ONE_FACTOR;
  return hash;
}

/** Ones for so many bytes of eight. */
export function firstBytes(count: i32): u64 {
  if (count <= 0) return 0;
  return count >= 8 ? u64.MAX_VALUE : ((<u64>1) << (count << 3)) - 1;
}

/** Which of sixteen bytes are the same, one bit for each. */
function alikeIn(one: usize, other: usize): i32 {
  return i8x16.bitmask(i8x16.eq(v128.load(one), v128.load(other)));
}
