/**
 * Reads tables at the speed of the disk: rows that look like those before are read from their bytes, of which only the
 * few cells are looked at that say something, and every other row is cut into texts as the plain reader in `forms/csv.ts`
 * does. Both find the same.
 */

import type { ColumnMapping } from '../fields/columns.ts';
import { csvReader, TableRows } from '../forms/csv.ts';
import { type CsvEnd, cellOf, cellsOf, TOO_LONG } from '../forms/csv-table.ts';
import type { LogReader, ReaderOptions, Reading } from '../forms/form.ts';
import { LONGEST_LINE_BYTES } from '../forms/lines.ts';
import { AlikeCalls, type AlikeRows, type AlikeSink } from './alike-calls.ts';
import { CARRIAGE_RETURN, LINE_FEED } from './bytes.ts';
import { MOST_ROWS, MOST_VALUES } from './kernel/layout.ts';
import { Kernel } from './kernel.ts';
import { LogWindow, piecesOf } from './log-window.ts';
import type { RowShape } from './row-shape.ts';
import { RowValues } from './row-values.ts';

/** Reads from a stream; the calls go to `sink`. Where the kernel cannot be had, as the plain reader does. */
export function tableScannerOf<Kind>(sink: AlikeSink<Kind>): (delimiter: string) => LogReader {
  return (delimiter) => async (bytes, options) => {
    const kernel = Kernel.create();
    if (kernel === undefined) return csvReader(delimiter)(bytes, options, sink);
    const reader = new TableReader(kernel, delimiter, options, sink);
    for await (const chunk of bytes) reader.write(chunk);
    return reader.end();
  };
}

/** Reads chunk by chunk. What rows are like is learnt from those that are cut into texts. */
class TableReader<Kind> {
  readonly #kernel: Kernel;
  readonly #delimiter: string;
  readonly #delimiterByte: number;
  readonly #rows: TableRows;
  readonly #values: RowValues<AlikeRows<Kind>>;
  readonly #alike: AlikeCalls<Kind>;
  readonly #window: LogWindow;
  #shape: RowShape | undefined;
  /** Of the row that comes next. */
  #line = 1;
  /** Within what is too long: up to the next line feed. */
  #isPassingOver = false;

  constructor(kernel: Kernel, delimiter: string, options: ReaderOptions, sink: AlikeSink<Kind>) {
    this.#kernel = kernel;
    this.#delimiter = delimiter;
    this.#delimiterByte = delimiter.charCodeAt(0);
    this.#rows = new TableRows(options, sink);
    this.#values = new RowValues(kernel, cellOf);
    this.#alike = new AlikeCalls(sink, this.#values);
    this.#window = new LogWindow(kernel);
  }

  /** The chunk may be used again afterwards. */
  write(chunk: Uint8Array): void {
    for (const piece of piecesOf(chunk)) {
      this.#window.append(piece);
      this.#window.dropTo(this.#read());
    }
  }

  end(): Reading {
    const { bytes, begin, end, length } = this.#window;
    if (this.#isPassingOver) return this.#reading({ inQuotes: true });
    if (length === 0) return this.#reading({ inQuotes: false });
    // A line feed stands behind the window: it ends what lacks its own, whatever stands there.
    if (this.#cut(begin, end + 1) === 0) return this.#reading({ inQuotes: true });
    const row = { cells: this.#cells(begin, end + 1), line: this.#line };
    if (bytes[end - 1] !== CARRIAGE_RETURN) return this.#reading({ last: row, inQuotes: false });
    if (!this.#kernel.isEmpty) this.#rows.add(row);
    return this.#reading({ inQuotes: false });
  }

  #reading(end: CsvEnd): Reading {
    return this.#alike.addTo(this.#rows.end(end));
  }

  /** How far the window could be read. */
  #read(): number {
    const { begin, end } = this.#window;
    let at = this.#isPassingOver ? this.#passOver(begin, 0) : begin;
    while (at < end) {
      at = this.#readMany(at, end);
      if (at >= end) break;
      const behind = this.#cut(at, end);
      if ((behind === 0 ? end : behind) - at > LONGEST_LINE_BYTES) {
        this.#rows.broken(this.#line, TOO_LONG);
        at = this.#passOver(at, LONGEST_LINE_BYTES);
        continue;
      }
      if (behind === 0) break;
      if (!this.#kernel.isEmpty) this.#readRow(at, behind);
      this.#line += this.#kernel.lines;
      at = behind;
    }
    return at;
  }

  /** Where the next row begins that is of no kind that is known. */
  #readMany(from: number, end: number): number {
    if (this.#shape === undefined) return from;
    const { code } = this.#kernel;
    const shape = this.#shape.at;
    let at = from;
    do {
      at = code.cutRows(at, end, this.#delimiterByte, shape, this.#rows.width, LONGEST_LINE_BYTES);
      this.#alike.countMany(this.#kernel);
      this.#line += this.#kernel.linesRead;
    } while (this.#kernel.rowsRead === MOST_ROWS);
    return at;
  }

  #cut(at: number, end: number): number {
    return this.#kernel.code.cutRow(at, end, this.#delimiterByte);
  }

  #readRow(at: number, behind: number): void {
    const shape = this.#shape;
    const isRead = shape !== undefined && this.#kernel.cells === this.#rows.width && this.#values.read(shape);
    if (isRead && this.#alike.count()) return;
    const row = this.#rows.add({ cells: this.#cells(at, behind), line: this.#line });
    if (row !== undefined && isRead) this.#alike.learn(row);
    this.#shape ??= this.#rows.mapping && this.#shapeOf(this.#rows.mapping);
  }

  /** Of a row with more cells than are kept, none is read by its values. */
  #shapeOf(mapping: ColumnMapping): RowShape | undefined {
    return this.#rows.width <= MOST_VALUES ? this.#values.shapeOf(mapping) : undefined;
  }

  #cells(at: number, behind: number): string[] {
    const count = this.#kernel.cells;
    if (count > MOST_VALUES) return cellsOf(this.#window.slice(at, behind), this.#delimiter);
    return Array.from({ length: count }, (_, index) => String(this.#values.parsed(index)));
  }

  /** The place behind what is too long from `at` on; the end of the window where it goes on. */
  #passOver(at: number, least: number): number {
    const feed = this.#window.indexOf(LINE_FEED, at + least);
    this.#isPassingOver = feed < 0;
    const end = this.#isPassingOver ? this.#window.end : feed + 1;
    for (let place = at; ; ) {
      place = this.#window.indexOf(LINE_FEED, place) + 1;
      if (place === 0 || place > end) return end;
      this.#line += 1;
    }
  }
}
