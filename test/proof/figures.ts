/** Figures that tests counted, added up. */
import type { Counted } from '../support/figure.ts';
import type { Figures, PartOfProof } from './page.ts';

/** @param lines of JSON; a last one that was cut off is left out */
export function sumOf(lines: string): Pick<PartOfProof, 'figures' | 'tables'> {
  const counted = lines
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Counted);
  const alone = counted.filter(({ table }) => table === undefined);
  const together = Map.groupBy(counted, ({ table }) => table ?? '');
  together.delete('');
  const tables = [...together].map(([table, rows]) => [table, rowsOf(rows)]);
  return { figures: rowsOf(alone), tables: Object.fromEntries(tables) };
}

function rowsOf(counted: readonly Counted[]): Figures {
  const rows = Map.groupBy(counted, ({ row }) => row);
  return Object.fromEntries([...rows].map(([row, lines]) => [row, added(lines)]));
}

function added(lines: readonly Counted[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const { counts } of lines)
    for (const [what, count] of Object.entries(counts)) sum[what] = (sum[what] ?? 0) + count;
  return sum;
}
