/** The most threads whose messages are read. */
const LARGEST_SAMPLE = 200;

/**
 * Some of a list, evenly spread over it, in an order in which every beginning of it is evenly spread too: whoever has to
 * stop early has looked at the whole period.
 */
export function spread<T>(items: readonly T[], most = LARGEST_SAMPLE): T[] {
  const chosen = Math.min(most, items.length);
  const step = items.length / Math.max(1, chosen);
  const evenly = Array.from({ length: chosen }, (_, index) => items[Math.floor(index * step)] as T);
  return bitReversed(chosen).map((index) => evenly[index] as T);
}

/** 0 to `length` in the order of a binary subdivision: 0, 1/2, 1/4, 3/4, 1/8, ... */
function bitReversed(length: number): number[] {
  const bits = Math.ceil(Math.log2(Math.max(1, length)));
  const reverse = (number: number) =>
    Array.from({ length: bits }, (_, bit) => ((number >> bit) & 1) << (bits - 1 - bit)).reduce(
      (sum, part) => sum + part,
      0,
    );
  return Array.from({ length: 2 ** bits }, (_, index) => reverse(index)).filter((index) => index < length);
}
