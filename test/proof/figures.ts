/** Figures that tests counted, added up. */
import type { Counted } from '../support/figure.ts';
import type { Figures } from './page.ts';

/** @param lines of JSON; a last one that was cut off is left out */
export function sumOf(lines: string): Figures {
  const sums: Record<string, Record<string, number>> = {};
  for (const line of lines.split('\n').slice(0, -1)) {
    const { row, counts } = JSON.parse(line) as Counted;
    const sum = sums[row] ?? {};
    for (const [what, count] of Object.entries(counts)) sum[what] = (sum[what] ?? 0) + count;
    sums[row] = sum;
  }
  return sums;
}
