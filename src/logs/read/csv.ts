import { type ColumnMapping, callOf, expectColumns, looksLikeValue, mapColumns } from '../fields/index.ts';
import { type CsvEnd, type CsvRow, createCsvTable } from './csv-table.ts';
import { SEPARATOR_LINE } from './detect.ts';
import { countRows, type LogReader, type ReaderOptions } from './rows.ts';
import { mapHint, unusable } from './unusable.ts';

interface Header {
  names: string[];
  mapping: ColumnMapping;
}

const HEADER_HINT = 'Put a line with the names of the columns before the first row.';

/** Reads a CSV with a header. */
export function csvReader(delimiter: string): LogReader {
  return async (bytes, options, sink) => {
    const rows = countRows(sink);
    let header: Header | undefined;

    const add = ({ cells, line }: CsvRow): void => {
      const isEmpty = cells.every((cell) => cell.trim() === '');
      if (isEmpty || (!header && SEPARATOR_LINE.test(cells.join('')))) return;
      if (!header) header = readHeader(cells, options);
      else if (fits(cells, header)) rows.add(callOf(cells, header.mapping), line);
      else rows.bad(line, `${cells.length} columns where the header has ${header.names.length}`);
    };

    const table = createCsvTable(delimiter, add, rows.bad);
    for await (const chunk of bytes) table.write(chunk);
    const end = await table.end();
    const isPart = isPartOfRow(end, header, options);
    if (end.last && !isPart) add(end.last);

    const { calls, otherHosts, badRows } = rows;
    return { calls, otherHosts, badRows, ...columnsOf(header), truncated: end.inQuotes || isPart };
  };
}

/** @throws {UsageError} where no column tells a status or a path, or `--map` names a column that is not there */
function readHeader(cells: readonly string[], { name, map }: ReaderOptions): Header {
  const names = cells.map((cell) => cell.trim());
  expectColumns(map, names, name);
  const mapping = mapColumns(names, map);
  if (mapping.places.status.length > 0 || mapping.places.path.length > 0) return { names, mapping };
  if (names.filter(looksLikeValue).length * 2 > names.length) {
    throw unusable(name, 'begins with values where the names of its columns should stand', HEADER_HINT);
  }
  throw unusable(
    name,
    'has no column that is known to hold a status or a path',
    mapHint(names, mapping.ignored, 'columns'),
  );
}

/** More cells than columns do no harm where they are empty: some exports end each row with a separator. */
function fits(cells: readonly string[], { names }: Header): boolean {
  return cells.length >= names.length && cells.slice(names.length).every((cell) => cell === '');
}

/** A last row without its line feed may be whole; not where columns are missing, or the bytes were cut. */
function isPartOfRow(
  { last, isOpen }: CsvEnd,
  header: Header | undefined,
  { isCut }: ReaderOptions,
): boolean {
  if (!last || !header || !isOpen) return false;
  return isCut() || last.cells.length < header.names.length;
}

function columnsOf(header: Header | undefined) {
  const isShown = (column: string) => column !== '' && !looksLikeValue(column);
  return {
    columns: header?.mapping.columns.filter(({ column }) => isShown(column)) ?? [],
    ignoredColumns: header?.mapping.ignored.filter(isShown) ?? [],
    names: header?.names ?? [],
  };
}
