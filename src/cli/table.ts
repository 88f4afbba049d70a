import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';

/** Two columns, the second wrapped under itself. */
export function table(rows: readonly (readonly string[])[], width: number): string {
  const first = Math.max(...rows.map(([name = '']) => stringWidth(name)));
  const room = Math.max(20, width - first - 4);
  return rows
    .flatMap(([name = '', text = '']) =>
      wrapAnsi(text, room, { hard: false })
        .split('\n')
        .map((line, index) => `  ${(index === 0 ? name : '').padEnd(first)}  ${line}`.trimEnd()),
    )
    .join('\n');
}
