/** One measured figure beside its goal. */
export interface Figure {
  what: string;
  measured: string;
  bar: string;
  /** Left out where there is no goal. */
  met?: boolean;
}

export function median(numbers: readonly number[]): number {
  const inOrder = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(inOrder.length / 2);
  const upper = inOrder[middle];
  const lower = inOrder.length % 2 === 0 ? inOrder[middle - 1] : upper;
  if (upper === undefined || lower === undefined) throw new Error('There is no median of nothing.');
  return (lower + upper) / 2;
}

/** The smallest number that so many per cent of all are not above. */
export function percentile(percent: number, numbers: readonly number[]): number {
  const inOrder = numbers.toSorted((a, b) => a - b);
  const found = inOrder[Math.ceil((percent / 100) * inOrder.length) - 1];
  if (found === undefined) throw new Error('There is no percentile of nothing.');
  return found;
}

export const milliseconds = (number: number): string => `${Math.round(number)} ms`;

/** The figures in three columns, each with whether it meets its goal. */
export function table(figures: readonly Figure[]): string {
  const rows = [
    ['what', 'measured', 'goal', ''],
    ...figures.map(({ what, measured, bar, met }) => [what, measured, bar, verdict(met)]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function verdict(met: boolean | undefined): string {
  if (met === undefined) return '';
  return met ? 'met' : 'MISSED';
}
