import { isFault, OTHER_EVENT, type RowFault } from '../fields/call.ts';
import { type ColumnMap, type ColumnMapping, expectColumns, mapColumns } from '../fields/columns.ts';
import { LikelyStatus } from '../fields/likely-status.ts';
import { looksLikeValue } from '../fields/names.ts';
import { createRecordReader, type RecordReader } from '../fields/records.ts';
import type { ApiCall } from '../fields/roles.ts';
import { type CsvEnd, type CsvRow, createCsvTable } from './csv-table.ts';
import {
  type CallSink,
  countRows,
  type LogReader,
  type ReaderOptions,
  type Reading,
  type Recogniser,
  type Rows,
} from './form.ts';
import { mapHint, unusable } from './unusable.ts';

const DELIMITERS = [',', ';', '\t', '|'];
/** Excel's own way to name the separator, on a line before the header. */
const SEPARATOR_LINE = /^"?sep=.?"?\s*$/i;

/** A table with a header; sure only where a column of it is known, since any text may hold commas. */
export const recogniseCsv: Recogniser = ({ text, map }) => {
  const [header = '', next] = tableLines(text);
  const delimiter = delimiterOf(header);
  const isSure = tellsCalls(header, delimiter, map);
  return isSure || isTable(header, next, delimiter)
    ? { isSure, read: csvReader(delimiter), delimiter }
    : undefined;
};

function tableLines(start: string): string[] {
  const lines = start.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  return SEPARATOR_LINE.test(lines[0] ?? '') ? lines.slice(1) : lines;
}

/** Behind what a container's runtime writes before each line. */
const HOLDS_OBJECT = /\{\s*"/;

/** A sentence may hold a comma as well; the line after it seldom holds as many. Quotes may hide some. */
function isTable(header: string, next: string | undefined, delimiter: string): boolean {
  if (!header.includes(delimiter) || HOLDS_OBJECT.test(header)) return false;
  const isPlain = next !== undefined && !`${header}${next}`.includes('"');
  return !isPlain || next.split(delimiter).length === header.split(delimiter).length;
}

/** The separator that stands most often outside of quotes; the comma where none does. */
function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Splits a header as far as it takes to know its columns: quotes count, line breaks in them do not. */
function tellsCalls(header: string, delimiter: string, map: ColumnMap): boolean {
  const columns = header.split(delimiter).map((column) => column.replace(/^\s*"|"\s*$/g, ''));
  const { places } = mapColumns(columns, map);
  return places.status.length > 0 || places.path.length > 0;
}

/** A text may tell of a call as well: stores of logs export little else than a time and the text of each row. */
function tells({ places }: ColumnMapping): boolean {
  return places.status.length > 0 || places.path.length > 0 || places.message.length > 0;
}

interface Header {
  names: string[];
  mapping: ColumnMapping;
}

const HEADER_HINT = 'Put a line with the names of the columns before the first row.';

/** Cuts every row into texts. Slow beside the scanner, which looks at bytes, and plain enough to test that one against. */
export function csvReader(delimiter: string): LogReader {
  return async (bytes, options, sink) => {
    const rows = new TableRows(options, sink);
    const table = createCsvTable(
      delimiter,
      (row) => rows.add(row),
      (line, reason) => rows.broken(line, reason),
    );
    for await (const chunk of bytes) table.write(chunk);
    return rows.end(table.end());
  };
}

/** Takes the rows of a table one by one, its header first, and hands on the calls in them. */
export class TableRows {
  readonly #options: ReaderOptions;
  readonly #rows: Rows;
  readonly #records: RecordReader;
  readonly #likely = new LikelyStatus();
  #header: Header | undefined;

  constructor(options: ReaderOptions, sink: CallSink) {
    this.#options = options;
    this.#rows = countRows(sink);
    this.#records = createRecordReader(options.map, options.dates);
  }

  /** What the columns are taken for; undefined before the header. */
  get mapping(): ColumnMapping | undefined {
    return this.#header?.mapping;
  }

  /** Columns of the header. */
  get width(): number {
    return this.#header?.names.length ?? 0;
  }

  /**
   * @returns what was made of the row; undefined where more may be made of one with the same values
   * @throws {UsageError} for a header of which nothing can be made
   */
  add({ cells, line }: CsvRow): ApiCall | RowFault | undefined {
    const filled = cells.filter((cell) => cell.trim() !== '').length;
    if (filled === 0 || (!this.#header && SEPARATOR_LINE.test(cells.join('')))) return undefined;
    if (!this.#header) {
      this.#header = readHeader(cells, this.#options);
      return undefined;
    }
    if (!fits(cells, this.#header)) {
      this.#rows.broken(line, `${cells.length} columns where the header has ${this.width}`);
      return undefined;
    }
    if (isHeader(cells, this.#header)) return undefined;
    if (this.#likely.isOpen) guess(this.#likely, cells, this.#header);
    const { row, isPlain } = this.#records.readValues(cells, this.#header.mapping);
    // A line of totals has few cells; a row of another table, put behind this one, has as many as any.
    if (isFault(row) && row !== OTHER_EVENT && filled * 2 > this.width) this.#rows.broken(line, row.fault);
    else this.#rows.add(row, line);
    return isPlain ? row : undefined;
  }

  /** @param reason quotes nothing of the row */
  broken(line: number, reason: string): void {
    this.#rows.broken(line, reason);
  }

  end(end: CsvEnd): Reading {
    const isPart = isPartOfRow(end, this.#header, this.#options);
    if (end.last && !isPart) this.add(end.last);
    const { column } = this.#likely;
    return {
      ...this.#rows.counts,
      ...columnsOf(this.#header),
      ...(column !== undefined && { likelyStatus: column }),
      truncated: end.inQuotes || isPart,
    };
  }
}

/** @throws {UsageError} where no column tells a status or a path, or `--map` names a column that is not there */
function readHeader(cells: readonly string[], { name, map, dates }: ReaderOptions): Header {
  const names = cells.map((cell) => cell.trim());
  expectColumns(map, names, name);
  const mapping = mapColumns(names, map, dates);
  if (tells(mapping)) return { names, mapping };
  if (names.filter(looksLikeValue).length * 2 > names.length) {
    throw unusable(name, 'begins with values where the names of its columns should stand', HEADER_HINT);
  }
  throw unusable(
    name,
    'has no column that is known to hold a status or a path',
    mapHint(names, mapping.ignored, 'columns'),
  );
}

/** Exports that are put one behind the other bring their headers. */
function isHeader(cells: readonly string[], { names }: Header): boolean {
  return names.every((name, index) => cells[index]?.trim() === name);
}

/** More cells than columns do no harm where they are empty: some exports end each row with a separator. */
function fits(cells: readonly string[], { names }: Header): boolean {
  return cells.length >= names.length && cells.slice(names.length).every((cell) => cell === '');
}

/** Less than three digits. */
const PART_OF_STATUS = /^\d{0,2}$/;

/** A last row without its line feed may be whole; not where columns are missing, or a status, or the bytes were cut. */
function isPartOfRow({ last }: CsvEnd, header: Header | undefined, { isCut }: ReaderOptions): boolean {
  if (!last || !header) return false;
  const end = last.cells.length - 1;
  const isStatus = header.mapping.places.status.some(({ index }) => index === end);
  return (
    isCut() ||
    last.cells.length < header.names.length ||
    (isStatus && PART_OF_STATUS.test(last.cells[end] ?? ''))
  );
}

function guess(likely: LikelyStatus, cells: readonly string[], { names, mapping }: Header): void {
  if (mapping.places.status.length === 0)
    likely.see(mapping.ignored, (column) => cells[names.indexOf(column)]);
}

function columnsOf(header: Header | undefined) {
  const isShown = (column: string) => column !== '' && !looksLikeValue(column);
  return {
    columns: header?.mapping.columns.filter(({ column }) => isShown(column)) ?? [],
    ignoredColumns: header?.mapping.ignored.filter(isShown) ?? [],
    names: header?.names ?? [],
  };
}
