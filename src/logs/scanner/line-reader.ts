/**
 * Reads logs of one object a line at the speed of the disk: rows that look like those before are read from their
 * bytes, and every other row is parsed as the plain reader in `forms/ndjson.ts` parses it. Both find the same.
 */
import type { ColumnMap } from '../fields/columns.ts';
import type { DateOrder } from '../fields/time.ts';
import type { LogReader, Reading } from '../forms/form.ts';
import { LONGEST_LINE_BYTES } from '../forms/lines.ts';
import { ParsedLines } from '../forms/ndjson.ts';
import { AlikeCalls, type AlikeRows, type AlikeSink } from './alike-calls.ts';
import { ByteWindow } from './byte-window.ts';
import { LINE_FEED } from './bytes.ts';
import { RowScanner } from './row-scanner.ts';

/** Reads from a stream; the calls go to `sink`. */
export function scannerOf<Kind>(sink: AlikeSink<Kind>): LogReader {
  return async (bytes, { map, dates }) => {
    const reader = new LineReader(map, sink, dates);
    for await (const chunk of bytes) reader.write(chunk);
    return reader.end();
  };
}

/** Reads chunk by chunk. What rows are like is learnt from those that are parsed. */
export class LineReader<Kind> {
  readonly #parsed: ParsedLines;
  readonly #scanner: RowScanner<AlikeRows<Kind>>;
  readonly #alike: AlikeCalls<Kind>;
  readonly #window = new ByteWindow();
  /** Line feeds so far. */
  #lines = 0;
  #isTooLong = false;

  /**
   * @param map what `--map` says of keys
   * @param dates how the log writes dates with slashes
   */
  constructor(map: ColumnMap, sink: AlikeSink<Kind>, dates?: DateOrder) {
    this.#parsed = new ParsedLines(map, sink, dates);
    this.#scanner = new RowScanner(this.#parsed.known);
    this.#alike = new AlikeCalls(sink, this.#scanner.values);
  }

  /** The chunk may be used again afterwards. */
  write(chunk: Uint8Array): void {
    const window = this.#window;
    window.append(chunk);
    const end = window.lastIndexOf(LINE_FEED) + 1;
    let place = 0;
    while (place < end) place = this.#readLine(place);
    window.drop(end);
    if (window.length > LONGEST_LINE_BYTES) {
      this.#isTooLong = true;
      window.drop(window.length);
    }
  }

  end(): Reading {
    const rest = this.#window.slice(0, this.#window.length);
    if (this.#isTooLong) this.#parsed.tooLong(this.#lines + 1);
    else if (rest.length > 0) this.#parsed.line(rest, this.#lines + 1);
    return this.#alike.addTo(this.#parsed.reading());
  }

  /** The place behind the line that begins at `from`. */
  #readLine(from: number): number {
    const { bytes, view } = this.#window;
    this.#lines += 1;
    const end = this.#isTooLong ? -1 : this.#scanner.read(bytes, view, from);
    if (end >= 0 && end - from <= LONGEST_LINE_BYTES) {
      this.#readRow(bytes, view, from, end);
      return end;
    }
    const behind = this.#window.indexOf(LINE_FEED, from) + 1;
    if (this.#isTooLong || behind - from > LONGEST_LINE_BYTES) this.#parsed.tooLong(this.#lines);
    else this.#parsed.line(this.#window.slice(from, behind), this.#lines);
    this.#isTooLong = false;
    return behind;
  }

  /** Reads the row that was scanned: as those that are like it, by its values, or from end to end. */
  #readRow(bytes: Uint8Array, view: DataView, from: number, end: number): void {
    const isRead = this.#scanner.readValues(bytes, view);
    if (isRead && this.#alike.count()) {
      this.#parsed.endText();
      return;
    }
    const mapping = this.#scanner.mapping();
    const row =
      mapping !== undefined && this.#parsed.readsByValues(mapping)
        ? this.#parsed.values(this.#scanner.parsedValues(bytes), mapping, this.#lines)
        : this.#parsed.line(bytes.subarray(from, end), this.#lines);
    if (row !== undefined && isRead) this.#alike.learn(row);
  }
}
