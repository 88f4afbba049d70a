/**
 * Reads tables at the speed of the disk: rows that look like those before are read from their bytes, of which only the
 * few cells are looked at that say something, and every other row is cut into texts as the plain reader in `forms/csv.ts`
 * does. Both find the same.
 */

import { TableRows } from '../forms/csv.ts';
import { type CsvEnd, cellOf, TOO_LONG } from '../forms/csv-table.ts';
import type { CallSink, LogReader, ReaderOptions, Reading } from '../forms/form.ts';
import { LONGEST_LINE_BYTES } from '../forms/lines.ts';
import { AlikeCalls, type AlikeRows, type AlikeSink } from './alike-calls.ts';
import { ByteWindow } from './byte-window.ts';
import { CARRIAGE_RETURN, LINE_FEED } from './bytes.ts';
import { CellCutter } from './cell-cutter.ts';
import type { RowShape } from './row-shape.ts';
import { RowValues } from './row-values.ts';

/** Reads from a stream; the calls go to `sink`. */
export function tableScannerOf<Kind>(sink: AlikeSink<Kind>): (delimiter: string) => LogReader {
  return (delimiter) => async (bytes, options) => {
    const reader = new TableReader(delimiter, options, sink);
    for await (const chunk of bytes) reader.write(chunk);
    return reader.end();
  };
}

/** Reads chunk by chunk. What rows are like is learnt from those that are cut into texts. */
class TableReader<Kind> {
  readonly #rows: TableRows;
  readonly #values = new RowValues<AlikeRows<Kind>>(cellOf);
  readonly #alike: AlikeCalls<Kind>;
  readonly #cutter: CellCutter;
  readonly #window = new ByteWindow();
  #shape: RowShape | undefined;
  /** Of the row that comes next. */
  #line = 1;
  /** Within what is too long: up to the next line feed. */
  #isPassingOver = false;

  constructor(delimiter: string, options: ReaderOptions, sink: AlikeSink<Kind>) {
    this.#rows = new TableRows(options, sink as CallSink);
    this.#alike = new AlikeCalls(sink, this.#values);
    this.#cutter = new CellCutter(delimiter, this.#values);
  }

  /** The chunk may be used again afterwards. */
  write(chunk: Uint8Array): void {
    this.#window.append(chunk);
    this.#window.drop(this.#read());
  }

  end(): Reading {
    const { bytes, view, length } = this.#window;
    if (length === 0 || this.#isPassingOver) return this.#reading({ inQuotes: false });
    // A line feed stands behind the window: it ends what lacks its own, whatever stands there.
    if (this.#cutter.cut(bytes, view, 0, length + 1) < 0) return this.#reading({ inQuotes: true });
    const row = { cells: this.#cells(bytes), line: this.#line };
    if (bytes[length - 1] !== CARRIAGE_RETURN) return this.#reading({ last: row, inQuotes: false });
    if (!this.#cutter.isEmpty) this.#rows.add(row);
    return this.#reading({ inQuotes: false });
  }

  #reading(end: CsvEnd): Reading {
    return this.#alike.addTo(this.#rows.end(end));
  }

  /** How far the window could be read. */
  #read(): number {
    const { bytes, view, length } = this.#window;
    let at = this.#isPassingOver ? this.#passOver(0, 0) : 0;
    while (at < length) {
      const end = this.#cutter.cut(bytes, view, at, length);
      if ((end < 0 ? length : end) - at > LONGEST_LINE_BYTES) {
        this.#rows.bad(this.#line, TOO_LONG);
        at = this.#passOver(at, LONGEST_LINE_BYTES);
        continue;
      }
      if (end < 0) break;
      if (!this.#cutter.isEmpty) this.#readRow(bytes, view);
      this.#line += this.#cutter.lines;
      at = end;
    }
    return at;
  }

  #readRow(bytes: Uint8Array, view: DataView): void {
    const shape = this.#shape;
    const isRead =
      shape !== undefined && this.#cutter.count === this.#rows.width && this.#values.read(shape, bytes, view);
    if (isRead && this.#alike.count()) return;
    const row = this.#rows.add({ cells: this.#cells(bytes), line: this.#line });
    if (row !== undefined && isRead) this.#alike.learn(row);
    this.#shape ??= this.#rows.mapping && this.#values.shapeOf(this.#rows.mapping);
  }

  #cells(bytes: Uint8Array): string[] {
    return Array.from({ length: this.#cutter.count }, (_, index) =>
      String(this.#values.parsed(bytes, index)),
    );
  }

  /** The place behind what is too long from `at` on; the end of the window where it goes on. */
  #passOver(at: number, least: number): number {
    const feed = this.#window.indexOf(LINE_FEED, at + least);
    this.#isPassingOver = feed < 0;
    const end = this.#isPassingOver ? this.#window.length : feed + 1;
    for (let place = at; ; ) {
      place = this.#window.indexOf(LINE_FEED, place) + 1;
      if (place === 0 || place > end) return end;
      this.#line += 1;
    }
  }
}
