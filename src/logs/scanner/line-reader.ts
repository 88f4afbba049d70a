/**
 * Reads logs of one object a line at the speed of the disk: rows that look like those before are read from their
 * bytes, and every other row is parsed as the plain reader in `forms/ndjson.ts` parses it. Both find the same.
 */
import { FIRST_REFUSAL, isFault } from '../fields/call.ts';
import { type ColumnMap, mapColumns } from '../fields/columns.ts';
import { NOT_JUDGED, type NotJudged, noneLeftOut, notJudged } from '../fields/hosts.ts';
import type { ApiCall } from '../fields/roles.ts';
import type { CallSink, LogReader, Reading } from '../forms/form.ts';
import { createLineSplitter } from '../forms/lines.ts';
import { type ParsedLine, ParsedLines } from '../forms/ndjson.ts';
import { LINE_FEED } from './bytes.ts';
import { RowScanner } from './row-scanner.ts';
import { learnShape, type RowShape } from './row-shape.ts';

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

/** What was read of a log, or of a part of it. */
export interface LinesRead extends Reading {
  /** Line feeds. */
  lines: number;
}

/** Shapes that are tried on a row, and rows that one is looked for in: most logs have one writer. */
const MOST_SHAPES = 4;
const MOST_LEARNT_FROM = 200;

/** Kept in the place of a route whose calls say nothing of HubSpot's API. */
class LeftOut {
  readonly why: NotJudged;

  constructor(why: NotJudged) {
    this.why = why;
  }
}

/** Reads from a stream; the calls go to `sink`. */
export function scannerOf<Route>(sink: RouteSink<Route>): LogReader {
  return async (bytes, { map }) => {
    const reader = new LineReader(map, sink);
    for await (const chunk of bytes) reader.write(chunk);
    return reader.end();
  };
}

/** Reads chunk by chunk. A shape is learnt from the first rows that are parsed. */
export class LineReader<Route> {
  readonly #sink: RouteSink<Route>;
  readonly #map: ColumnMap;
  readonly #parsed: ParsedLines;
  readonly #scanner = new RowScanner<Route | LeftOut>();
  readonly #shapes: RowShape[] = [];
  #learntFrom = 0;
  /** The row before was of this shape, so the next one is likely to be. */
  #likely = 0;
  /** The row was scanned, and nothing but its route was not known yet. */
  #wantsRoute = false;
  #scannedRows = 0;
  #scannedCalls = 0;
  readonly #scannedLeftOut = noneLeftOut();
  #otherLines = 0;
  /** The last chunk ended within a line. */
  #isWithinLine = false;
  readonly #others = createLineSplitter({
    line: (bytes, number) => {
      const line = this.#parsed.line(bytes, number + this.#scannedRows);
      if (line !== undefined) this.#learn(line, bytes);
    },
    tooLong: (number) => this.#parsed.tooLong(number + this.#scannedRows),
  });

  /** @param map what `--map` says of keys */
  constructor(map: ColumnMap, sink: RouteSink<Route>) {
    this.#map = map;
    this.#sink = sink;
    this.#parsed = new ParsedLines(map, sink);
  }

  /** The chunk may be used again afterwards. */
  write(chunk: Uint8Array): void {
    const begin = this.#isWithinLine ? chunk.indexOf(LINE_FEED) + 1 : 0;
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    if (begin > 0) this.#passOn(chunk.subarray(0, begin));
    if (end > 0) this.#readLines(chunk, begin, end);
    if (end === chunk.length) return;
    this.#others.write(new Uint8Array(chunk.subarray(end)));
    this.#isWithinLine = true;
  }

  end(): LinesRead {
    this.#others.end();
    const parsed = this.#parsed.reading();
    const counts = { ...parsed.notJudged };
    for (const why of NOT_JUDGED) counts[why] += this.#scannedLeftOut[why];
    return {
      ...parsed,
      calls: parsed.calls + this.#scannedCalls,
      notJudged: counts,
      lines: this.#otherLines + this.#scannedRows,
    };
  }

  #readLines(bytes: Uint8Array, begin: number, end: number): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let place = begin;
    while (place < end) {
      let behind = this.#scan(bytes, view, place, end);
      if (behind < 0) {
        behind = bytes.indexOf(LINE_FEED, place) + 1;
        this.#passOn(bytes.subarray(place, behind));
      } else this.#scannedRows += 1;
      place = behind;
    }
  }

  #passOn(line: Uint8Array): void {
    this.#others.write(line);
    this.#otherLines += 1;
    this.#isWithinLine = false;
    this.#wantsRoute = false;
  }

  /** The place behind the line that begins at `from`, or -1: the line is to be parsed. */
  #scan(bytes: Uint8Array, view: DataView, from: number, end: number): number {
    const behind = this.#scanAs(this.#likely, bytes, view, from, end);
    if (behind >= 0) return this.#countScanned() ? behind : -1;
    for (let shape = 0; shape < this.#shapes.length; shape += 1) {
      const place = this.#scanAs(shape, bytes, view, from, end);
      if (place < 0) continue;
      this.#likely = shape;
      return this.#countScanned() ? place : -1;
    }
    return -1;
  }

  #scanAs(shape: number, bytes: Uint8Array, view: DataView, from: number, end: number): number {
    const known = this.#shapes[shape];
    return known === undefined ? -1 : this.#scanner.read(known, bytes, view, from, end);
  }

  #countScanned(): boolean {
    const { status, at, durationMs } = this.#scanner;
    const route = this.#scanner.route();
    if (route === undefined) this.#wantsRoute = true;
    else if (route instanceof LeftOut) this.#scannedLeftOut[route.why] += 1;
    else {
      this.#scannedCalls += 1;
      this.#sink.succeeded(route, status, at, durationMs);
    }
    return route !== undefined;
  }

  #learn({ record, row }: ParsedLine, bytes: Uint8Array): void {
    if (isFault(row) || row.status === undefined || row.status >= FIRST_REFUSAL) return;
    if (this.#wantsRoute || this.#learnShape(row, bytes, Object.keys(record))) {
      const why = notJudged(row);
      this.#scanner.keepRoute(why === undefined ? this.#sink.routeOf(row) : new LeftOut(why));
    }
  }

  /** Whether the row has a new shape; it is kept only if the row is read by it as it was by JSON. */
  #learnShape(call: ApiCall, bytes: Uint8Array, keys: readonly string[]): boolean {
    if (this.#shapes.length === MOST_SHAPES || this.#learntFrom === MOST_LEARNT_FROM) return false;
    this.#learntFrom += 1;
    const line = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    const shape = learnShape(line, keys, mapColumns(keys, this.#map), this.#shapes.length);
    if (shape === undefined || !this.#reads(shape, call, bytes)) return false;
    this.#likely = this.#shapes.push(shape) - 1;
    return true;
  }

  #reads(shape: RowShape, call: ApiCall, bytes: Uint8Array): boolean {
    const scanner = this.#scanner;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return (
      scanner.read(shape, bytes, view, 0, bytes.length) === bytes.length &&
      scanner.method === call.method &&
      scanner.status === call.status &&
      Object.is(scanner.at, call.at ?? Number.NaN) &&
      Object.is(scanner.durationMs, call.durationMs ?? Number.NaN)
    );
  }
}
