/** Figures that tests counted, added up. */
import type { Counted } from '../support/figure.ts';

/** @param lines of JSON; a last one that was cut off is left out */
export function sumOf(lines: string): Map<string, Record<string, number>> {
  const sums = new Map<string, Record<string, number>>();
  for (const line of lines.split('\n').slice(0, -1)) {
    const { row, counts } = JSON.parse(line) as Counted;
    const sum = sums.get(row) ?? {};
    for (const [what, count] of Object.entries(counts)) sum[what] = (sum[what] ?? 0) + count;
    sums.set(row, sum);
  }
  return sums;
}
