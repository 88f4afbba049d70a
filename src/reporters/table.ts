import { printable } from '../redact/printable.ts';
import { columnsOf } from './columns.ts';
import { behind, indented, inset, prose, type Sheet } from './layout.ts';

/** A row of a table: its cells, and what is told beneath them. */
export interface TableRow {
  cells: readonly string[];
  beneath?: string | undefined;
}

const GAP = 2;
/** Under a row stands what belongs to it, so far in. */
const INDENT = 4;
/** Narrower than this, a last cell is set beneath its row. */
const LEAST_FOR_LAST = 16;

/**
 * Rows in columns that are as wide as what stands in them. The last cell takes the rest of the sheet; where too little is
 * left for it, it stands beneath.
 */
export function tableLines(sheet: Sheet, rows: readonly TableRow[]): string[] {
  const cleaned = rows.map(({ cells, beneath }) => ({ cells: cells.map(printable), beneath }));
  const columns = Math.max(0, ...cleaned.map(({ cells }) => cells.length - 1));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...cleaned.map(({ cells }) => columnsOf(cells[at] ?? ''))),
  );
  const column = widths.reduce((sum, width) => sum + width + GAP, 0);
  const isNarrow = sheet.width - column < LEAST_FOR_LAST;
  return cleaned.flatMap(({ cells, beneath }) => {
    const lead = widths.map((width, at) => padded(cells[at] ?? '', width)).join(' '.repeat(GAP));
    const last = cells.at(-1) ?? '';
    const under = (text: string) => indented(prose(inset(sheet, INDENT), text), INDENT);
    return [
      ...(isNarrow
        ? [...prose(sheet, lead.trimEnd()), ...under(last)]
        : behind(lead, column, prose(inset(sheet, column), last)).map((line) => line.trimEnd())),
      ...(beneath === undefined ? [] : under(beneath)),
    ];
  });
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)));
}
