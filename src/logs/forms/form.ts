/**
 * What every form of log gives: how its start is recognised, and a reader that hands on the calls one by one.
 * For whoever adds a form: one such file, and a row in `forms.ts`.
 */
import type { LogFile } from '../../core/api-log.ts';
import { isFault, type RowFault } from '../fields/call.ts';
import type { ColumnMap } from '../fields/columns.ts';
import { type NotJudgedCounts, noneLeftOut, notJudged } from '../fields/hosts.ts';
import type { ApiCall } from '../fields/roles.ts';
import type { DateOrder } from '../fields/time.ts';
import type { Bytes } from './byte-streams.ts';
import type { JsonShape } from './json-shape.ts';

/** The first part of a log's text, from which its form is told: the names of files lie. */
interface LogStart {
  /** May break off anywhere. */
  text: string;
  /** How it begins as JSON; undefined where it does not. */
  jsonShape: JsonShape | undefined;
  /** What `--map` says: a CSV may have no column that is known by name. */
  map: ColumnMap;
}

export interface Recognised {
  /** No other form begins so. Otherwise the log is read so only where no form is sure. */
  isSure: boolean;
  read: LogReader;
  /** Of a table. */
  delimiter?: string;
}

/** Whether a log that starts so is of a form. */
export type Recogniser = (start: LogStart) => Recognised | undefined;

export interface CallSink {
  call(call: ApiCall): void;
}

/** What a reader made of a log. */
export interface Reading {
  /** Calls that were handed on. */
  calls: number;
  /** Calls that were not handed on, because they say nothing of HubSpot's API. */
  notJudged: NotJudgedCounts;
  /** Calls, of those that were handed on, that lack a status or a path. */
  unread: number;
  /** Rows, beside those calls, that began as a record and cannot be read as one: a call may have stood in each. */
  broken: number;
  badRows: LogFile['badRows'];
  columns: LogFile['columns'];
  ignoredColumns: string[];
  /** Of those, one whose values look like statuses, where no column is known to hold them. */
  likelyStatus?: string;
  /** All columns, or keys, by name: what may be named by `--map`. */
  names: string[];
  /** The text ends in the middle of a row. */
  truncated: boolean;
  /** From this line on nothing could be read; absent where the reader came to the end. */
  stoppedAt?: number;
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
  /** How the log writes dates with slashes; absent where that is not known. */
  dates?: DateOrder;
  /** Whether the bytes ended too early, so that a last row without its line feed is not to be trusted. */
  isCut(): boolean;
}

const MOST_SHOWN = 10;

/** Counts rows as they come. */
export interface Rows {
  readonly counts: Pick<Reading, 'calls' | 'notJudged' | 'unread' | 'broken' | 'badRows'>;
  /** @param line counts from 1 */
  add(row: ApiCall | RowFault, line: number): void;
  /** @param reason quotes nothing of the row */
  bad(line: number, reason: string): void;
  /** A bad row in which a call may have stood. */
  broken(line: number, reason: string): void;
}

export function countRows(sink: CallSink): Rows {
  const counts: Rows['counts'] = {
    calls: 0,
    notJudged: noneLeftOut(),
    unread: 0,
    broken: 0,
    badRows: { count: 0, first: [] },
  };
  const bad = (line: number, reason: string): void => {
    counts.badRows.count += 1;
    if (counts.badRows.first.length < MOST_SHOWN) counts.badRows.first.push({ line, reason });
  };
  return {
    counts,
    bad,
    broken(line, reason) {
      counts.broken += 1;
      bad(line, reason);
    },
    add(row, line) {
      if (isFault(row)) {
        bad(line, row.fault);
        return;
      }
      const why = notJudged(row);
      if (why !== undefined) counts.notJudged[why] += 1;
      else {
        counts.calls += 1;
        if (row.status === undefined || (row.path === undefined && !row.told)) counts.unread += 1;
        sink.call(row);
      }
    },
  };
}
