/** Standard deviations of a normal distribution between which 95 of 100 draws fall. */
const Z = 1.96;

/**
 * Between which shares the true one lies with 95 % confidence, going by a sample: Wilson's score interval, which holds
 * for small samples and for shares near none and all.
 *
 * @returns two shares from 0 to 1
 */
export function intervalOf(hit: number, of: number): [low: number, high: number] {
  if (of === 0) return [0, 1];
  const share = hit / of;
  const spread = Z ** 2 / of;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (Z * Math.sqrt((share * (1 - share)) / of + spread / (4 * of))) / (1 + spread);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
