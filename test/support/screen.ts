/** The size of a terminal. */
export interface Size {
  columns: number;
  lines: number;
}

/**
 * What a terminal shows when a command is done: its last rows, each line that is too long gone on in the next one, and
 * the prompt beneath. For text without colours, in which each sign takes one column.
 */
export function lastScreen(printed: string, { columns, lines }: Size): string {
  const rows = printed
    .trimEnd()
    .split('\n')
    .flatMap((line) => rowsOf(line, columns));
  return `${[...rows, '$'].slice(-lines).join('\n')}\n`;
}

function rowsOf(line: string, columns: number): string[] {
  const rows = Math.max(1, Math.ceil(line.length / columns));
  return Array.from({ length: rows }, (_, row) => line.slice(row * columns, (row + 1) * columns));
}
