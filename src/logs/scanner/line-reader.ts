/**
 * Reads logs of one object a line at the speed of the disk: rows that look like those before are read from their
 * bytes, and every other row is parsed as the plain reader in `forms/ndjson.ts` parses it. Both find the same.
 */
import type { LogReader, ReaderOptions, Reading } from '../forms/form.ts';
import { LONGEST_LINE_BYTES } from '../forms/lines.ts';
import { ParsedLines, readNdjsonPlainly } from '../forms/ndjson.ts';
import { AlikeCalls, type AlikeRows, type AlikeSink } from './alike-calls.ts';
import { LINE_FEED } from './bytes.ts';
import { MOST_ROWS } from './kernel/layout.ts';
import { Kernel } from './kernel.ts';
import { LogWindow, piecesOf } from './log-window.ts';
import { RowScanner } from './row-scanner.ts';

/** Reads from a stream; the calls go to `sink`. Where the kernel cannot be had, as the plain reader does. */
export function scannerOf<Kind>(sink: AlikeSink<Kind>): LogReader {
  return async (bytes, options) => {
    const kernel = Kernel.create();
    if (kernel === undefined) return readNdjsonPlainly(bytes, options, sink);
    const reader = new LineReader(kernel, options, sink);
    for await (const chunk of bytes) reader.write(chunk);
    return reader.end();
  };
}

/** Reads chunk by chunk. What rows are like is learnt from those that are parsed. */
class LineReader<Kind> {
  readonly #kernel: Kernel;
  readonly #parsed: ParsedLines;
  readonly #scanner: RowScanner<AlikeRows<Kind>>;
  readonly #alike: AlikeCalls<Kind>;
  readonly #window: LogWindow;
  /** Line feeds so far. */
  #lines = 0;
  #isTooLong = false;

  constructor(kernel: Kernel, { map, dates }: ReaderOptions, sink: AlikeSink<Kind>) {
    this.#kernel = kernel;
    this.#window = new LogWindow(kernel);
    this.#parsed = new ParsedLines(map, sink, dates);
    this.#scanner = new RowScanner(kernel, this.#parsed.known);
    this.#alike = new AlikeCalls(sink, this.#scanner.values);
  }

  /** The chunk may be used again afterwards. */
  write(chunk: Uint8Array): void {
    const window = this.#window;
    for (const piece of piecesOf(chunk)) {
      window.append(piece);
      const end = window.lastIndexOf(LINE_FEED) + 1;
      let place = window.begin;
      while (place < end) {
        place = this.#readMany(place, end);
        if (place < end) place = this.#readLine(place);
      }
      window.dropTo(place);
      if (window.length > LONGEST_LINE_BYTES) {
        this.#isTooLong = true;
        window.dropTo(window.end);
      }
    }
  }

  end(): Reading {
    const { begin, end, length } = this.#window;
    if (this.#isTooLong) this.#parsed.tooLong(this.#lines + 1);
    else if (length > 0) this.#parsed.line(this.#window.slice(begin, end), this.#lines + 1);
    return this.#alike.addTo(this.#parsed.reading());
  }

  /** Where the next line begins that is of no kind of rows that is known, or that `end`s what there is. */
  #readMany(from: number, end: number): number {
    if (this.#isTooLong) return from;
    let place = from;
    do {
      place = this.#scanner.readMany(place, end);
      if (this.#kernel.rowsRead > 0) this.#parsed.endText();
      this.#alike.countMany(this.#kernel);
      this.#lines += this.#kernel.linesRead;
    } while (this.#kernel.rowsRead === MOST_ROWS);
    return place;
  }

  /** The place behind the line that begins at `from`. */
  #readLine(from: number): number {
    this.#lines += 1;
    const end = this.#isTooLong ? 0 : this.#kernel.stoppedBefore || this.#scanner.read(from);
    if (end > 0 && end - from <= LONGEST_LINE_BYTES) {
      this.#readRow(from, end);
      return end;
    }
    const behind = this.#window.indexOf(LINE_FEED, from) + 1;
    if (this.#isTooLong || behind - from > LONGEST_LINE_BYTES) this.#parsed.tooLong(this.#lines);
    else this.#parsed.line(this.#window.slice(from, behind), this.#lines);
    this.#isTooLong = false;
    return behind;
  }

  /** Reads the row that was scanned: as those that are like it, by its values, or from end to end. */
  #readRow(from: number, end: number): void {
    const isRead = this.#scanner.readValues();
    if (isRead && this.#alike.count()) {
      this.#parsed.endText();
      return;
    }
    const mapping = this.#scanner.mapping();
    const row =
      mapping !== undefined && this.#parsed.readsByValues(mapping)
        ? this.#parsed.values(this.#scanner.parsedValues(), mapping, this.#lines)
        : this.#parsed.line(this.#window.slice(from, end), this.#lines);
    if (row !== undefined && isRead) this.#alike.learn(row);
  }
}
