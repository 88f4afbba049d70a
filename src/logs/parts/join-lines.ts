import type { LogFile } from '../../core/api-log.ts';
import type { LinesRead } from '../ndjson/index.ts';
import type { Reading } from '../read/rows.ts';

const MOST_SHOWN = 10;

/** What was read of a log whose parts, in their order, were read apart. */
export function joinLines(parts: readonly LinesRead[]): Reading {
  const columns = uniqueColumns(parts.flatMap((part) => part.columns));
  const understood = new Set(columns.map(({ column }) => column));
  const ignored = unique(parts.flatMap(({ ignoredColumns }) => ignoredColumns));
  return {
    calls: sum(parts.map(({ calls }) => calls)),
    otherHosts: sum(parts.map(({ otherHosts }) => otherHosts)),
    badRows: {
      count: sum(parts.map(({ badRows }) => badRows.count)),
      first: parts.flatMap(badRowsInWhole).slice(0, MOST_SHOWN),
    },
    columns,
    ignoredColumns: ignored.filter((column) => !understood.has(column)),
    names: unique(parts.flatMap(({ names }) => names)),
    truncated: parts.some(({ truncated }) => truncated),
  };
}

/** Each part has counted its lines from 1. */
function badRowsInWhole(
  { badRows }: LinesRead,
  part: number,
  parts: readonly LinesRead[],
): LogFile['badRows']['first'] {
  const before = sum(parts.slice(0, part).map(({ lines }) => lines));
  return badRows.first.map(({ line, reason }) => ({ line: before + line, reason }));
}

function uniqueColumns(columns: LogFile['columns']): LogFile['columns'] {
  const byName = new Map(columns.map((pair) => [`${pair.column}=${pair.field}`, pair]));
  return [...byName.values()].sort((a, b) => order(a.column, b.column) || order(a.field, b.field));
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort(order);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
