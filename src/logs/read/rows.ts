import type { ApiCall } from '../../core/api-call.ts';
import type { LogFile } from '../../core/api-log.ts';
import { type ColumnMap, goesToHubSpot, isFault, type RowFault } from '../fields/index.ts';
import type { Bytes } from './bytes.ts';

export interface CallSink {
  call(call: ApiCall): void;
}

/** What a reader made of a log. */
export interface Reading {
  /** Calls that were handed on. */
  calls: number;
  /** Calls to hosts that are not HubSpot's; none of them was handed on. */
  otherHosts: number;
  badRows: LogFile['badRows'];
  columns: LogFile['columns'];
  ignoredColumns: string[];
  /** All columns, or keys, by name: what may be named by `--map`. */
  names: string[];
  /** The text ends in the middle of a row. */
  truncated: boolean;
}

/**
 * Reads one form of log and hands each call on. Bad rows are counted, never thrown. `bytes` are UTF-8 without a byte
 * order mark.
 */
export type LogReader = (bytes: Bytes, options: ReaderOptions, sink: CallSink) => Promise<Reading>;

export interface ReaderOptions {
  /** As the user named the log. */
  name: string;
  map: ColumnMap;
  /** Whether the bytes ended too early, so that a last row without its line feed is not to be trusted. */
  isCut(): boolean;
}

/** Reads one object a line. */
export type NdjsonReader = LogReader;

const MOST_SHOWN = 10;

/** Counts rows as they come. */
export interface Rows {
  readonly calls: number;
  readonly otherHosts: number;
  readonly badRows: LogFile['badRows'];
  /** @param line counts from 1 */
  add(row: ApiCall | RowFault, line: number): void;
  /** @param reason quotes nothing of the row */
  bad(line: number, reason: string): void;
}

export function countRows(sink: CallSink): Rows {
  let calls = 0;
  let otherHosts = 0;
  const badRows: LogFile['badRows'] = { count: 0, first: [] };
  const bad = (line: number, reason: string): void => {
    badRows.count += 1;
    if (badRows.first.length < MOST_SHOWN) badRows.first.push({ line, reason });
  };
  return {
    get calls() {
      return calls;
    },
    get otherHosts() {
      return otherHosts;
    },
    badRows,
    bad,
    add(row, line) {
      if (isFault(row)) bad(line, row.fault);
      else if (row.path !== undefined && !goesToHubSpot(row.path)) otherHosts += 1;
      else {
        calls += 1;
        sink.call(row);
      }
    },
  };
}
