import type { ApiCall } from '../../core/api-call.ts';
import {
  type ColumnMap,
  createRecordReader,
  goesToHubSpot,
  isFault,
  mapColumns,
  type RowFault,
} from '../fields/index.ts';
import { createLineSplitter } from '../read/lines.ts';
import { countRows, type Reading } from '../read/rows.ts';
import { LINE_FEED } from './bytes.ts';
import type { RouteSink } from './route-sink.ts';
import { RowScanner } from './row-scanner.ts';
import { learnShape, type RowShape } from './row-shape.ts';

/** Shapes that are tried on a row, and rows that one is looked for in: most logs have one writer. */
const MOST_SHAPES = 4;
const MOST_LESSONS = 200;
const FIRST_REFUSAL = 400;

/** Kept in the place of a route whose calls do not go to HubSpot. */
const OTHER_HOST = Symbol('other host');

/** What was read of a log, or of a part of it. */
export interface LinesRead extends Reading {
  /** Line feeds. */
  lines: number;
}

/**
 * Reads an API-call log of one object a line.
 *
 * The first rows are parsed as JSON, and how they look is learnt. A row that looks like one of them and that succeeded
 * is then read from its bytes; every other row is parsed. Either way the same comes out.
 */
export class LineReader<Route> {
  readonly #sink: RouteSink<Route>;
  readonly #map: ColumnMap;
  readonly #records;
  readonly #rows;
  readonly #scanner = new RowScanner<Route | typeof OTHER_HOST>();
  readonly #shapes: RowShape[] = [];
  #lessons = 0;
  /** The row before was of this shape, so the next one is likely to be. */
  #likely = 0;
  /** The row was scanned, and nothing but its route was not known yet. */
  #wantsRoute = false;
  #scannedRows = 0;
  #scannedCalls = 0;
  #scannedOtherHosts = 0;
  #otherLines = 0;
  /** The last chunk ended within a line. */
  #isWithinLine = false;
  #truncated = false;
  readonly #others = createLineSplitter({
    line: (bytes, number) => this.#parse(bytes, number + this.#scannedRows),
    tooLong: (number) => this.#rows.bad(number + this.#scannedRows, 'longer than 4 MB'),
  });

  /** @param map what `--map` says of keys */
  constructor(map: ColumnMap, sink: RouteSink<Route>) {
    this.#map = map;
    this.#sink = sink;
    this.#records = createRecordReader(map);
    this.#rows = countRows(sink);
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
    const { columns, ignored, all } = this.#records.keys();
    return {
      calls: this.#rows.calls + this.#scannedCalls,
      otherHosts: this.#rows.otherHosts + this.#scannedOtherHosts,
      badRows: this.#rows.badRows,
      columns,
      ignoredColumns: ignored,
      names: all,
      truncated: this.#truncated,
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
    else if (route === OTHER_HOST) this.#scannedOtherHosts += 1;
    else {
      this.#scannedCalls += 1;
      this.#sink.succeeded(route, status, at, durationMs);
    }
    return route !== undefined;
  }

  #parse(bytes: Uint8Array, number: number): void {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    if (text.trim() === '') return;
    const value = parsed(text);
    if (isObject(value)) {
      const row = this.#records.callOf(value);
      this.#rows.add(row, number);
      this.#learn(row, bytes, Object.keys(value));
    } else if (value === undefined && !text.endsWith('\n') && text.trimStart().startsWith('{')) {
      this.#truncated = true;
    } else this.#rows.bad(number, value === undefined ? 'not JSON' : 'not an object');
  }

  #learn(row: ApiCall | RowFault, bytes: Uint8Array, keys: readonly string[]): void {
    if (isFault(row) || row.status === undefined || row.status >= FIRST_REFUSAL) return;
    if (this.#wantsRoute || this.#learnShape(row, bytes, keys)) {
      const isHubSpot = row.path === undefined || goesToHubSpot(row.path);
      this.#scanner.keepRoute(isHubSpot ? this.#sink.routeOf(row) : OTHER_HOST);
    }
  }

  /** Whether the row has a new shape; it is kept only if the row is read by it as it was by JSON. */
  #learnShape(call: ApiCall, bytes: Uint8Array, keys: readonly string[]): boolean {
    if (this.#shapes.length === MOST_SHAPES || this.#lessons === MOST_LESSONS) return false;
    this.#lessons += 1;
    const line = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    const shape = learnShape(line, keys, mapColumns(keys, this.#map));
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
