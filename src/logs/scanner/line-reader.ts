/**
 * Reads logs of one object a line at the speed of the disk: rows that look like those before are read from their
 * bytes, and every other row is parsed as the plain reader in `forms/ndjson.ts` parses it. Both find the same.
 */
import { FIRST_REFUSAL, isFault, type RowFault } from '../fields/call.ts';
import type { ColumnMap } from '../fields/columns.ts';
import { NOT_JUDGED, type NotJudged, noneLeftOut, notJudged } from '../fields/hosts.ts';
import type { ApiCall } from '../fields/roles.ts';
import type { DateOrder } from '../fields/time.ts';
import type { CallSink, LogReader, Reading } from '../forms/form.ts';
import { LONGEST_LINE_BYTES } from '../forms/lines.ts';
import { ParsedLines } from '../forms/ndjson.ts';
import { ByteWindow } from './byte-window.ts';
import { LINE_FEED } from './bytes.ts';
import { RowScanner } from './row-scanner.ts';

/** Takes calls one by one, and those that were not refused also by their route, which is made ready once. */
export interface RouteSink<Route> extends CallSink {
  /** What is to be kept of a route so that its calls can be counted. `call` is one of them. */
  routeOf(call: ApiCall): Route;
  /**
   * A call that was not refused. The same as `call` with these fields.
   *
   * @param at epoch milliseconds, NaN where the log has none
   * @param durationMs NaN where the log has none
   */
  succeeded(route: Route, status: number, at: number, durationMs: number): void;
}

/** What rows that were not refused have in common where they differ in time, duration and ids alone. */
interface AlikeRows<Route> {
  status: number;
  /** Why such calls say nothing of HubSpot's API; undefined where they do. */
  why: NotJudged | undefined;
  /** Undefined where they do not. */
  route: Route | undefined;
}

/** Reads from a stream; the calls go to `sink`. */
export function scannerOf<Route>(sink: RouteSink<Route>): LogReader {
  return async (bytes, { map, dates }) => {
    const reader = new LineReader(map, sink, dates);
    for await (const chunk of bytes) reader.write(chunk);
    return reader.end();
  };
}

/** Reads chunk by chunk. What rows are like is learnt from those that are parsed. */
export class LineReader<Route> {
  readonly #sink: RouteSink<Route>;
  readonly #parsed: ParsedLines;
  readonly #scanner: RowScanner<AlikeRows<Route>>;
  readonly #window = new ByteWindow();
  /** Line feeds so far. */
  #lines = 0;
  #isTooLong = false;
  #scannedCalls = 0;
  readonly #scannedLeftOut = noneLeftOut();

  /**
   * @param map what `--map` says of keys
   * @param dates how the log writes dates with slashes
   */
  constructor(map: ColumnMap, sink: RouteSink<Route>, dates?: DateOrder) {
    this.#sink = sink;
    this.#parsed = new ParsedLines(map, sink, dates);
    this.#scanner = new RowScanner(this.#parsed.known);
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
    const parsed = this.#parsed.reading();
    const counts = { ...parsed.notJudged };
    for (const why of NOT_JUDGED) counts[why] += this.#scannedLeftOut[why];
    return { ...parsed, calls: parsed.calls + this.#scannedCalls, notJudged: counts };
  }

  /** The place behind the line that begins at `from`. */
  #readLine(from: number): number {
    const window = this.#window;
    this.#lines += 1;
    const scanned = this.#isTooLong ? -1 : this.#scanner.read(window.bytes, window.view, from);
    if (scanned >= 0 && scanned - from <= LONGEST_LINE_BYTES && this.#countAlike()) return scanned;
    const behind = window.indexOf(LINE_FEED, from) + 1;
    if (this.#isTooLong || behind - from > LONGEST_LINE_BYTES) this.#parsed.tooLong(this.#lines);
    else {
      const row = this.#parsed.line(window.slice(from, behind), this.#lines);
      if (row !== undefined && scanned >= 0) this.#learn(row);
    }
    this.#isTooLong = false;
    return behind;
  }

  /** Counts the row that was scanned as those that are like it; says whether any are known. */
  #countAlike(): boolean {
    const { at, durationMs } = this.#scanner;
    const alike = this.#scanner.known();
    if (alike === undefined) return false;
    this.#parsed.endText();
    if (alike.why !== undefined) this.#scannedLeftOut[alike.why] += 1;
    else {
      this.#scannedCalls += 1;
      this.#sink.succeeded(alike.route as Route, alike.status, at, durationMs);
    }
    return true;
  }

  #learn(row: ApiCall | RowFault): void {
    if (isFault(row) || row.status === undefined || row.status >= FIRST_REFUSAL) return;
    const why = notJudged(row);
    const route = why === undefined ? this.#sink.routeOf(row) : undefined;
    this.#scanner.keep({ status: row.status, why, route });
  }
}
