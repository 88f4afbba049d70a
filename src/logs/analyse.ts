/**
 * What API-call logs show: which calls HubSpot refused, when and why, and which were slow. For `logs` and
 * `doctor --api-log`; nothing here knows of the command line or of checks.
 */
import type { ApiLog, LogFile } from '../core/api-log.ts';
import type { LogAccounts } from '../core/log-accounts.ts';
import type { LogRefusals } from '../core/log-refusals.ts';
import type { LogFilter } from './analysis/filter.ts';
import { refusalsOf } from './analysis/refusals-of.ts';
import { summarize } from './analysis/summarize.ts';
import type { ColumnMap } from './fields/columns.ts';
import type { DateOrder } from './fields/time.ts';
import { readLog } from './forms/read-log.ts';
import type { LogSource } from './forms/source.ts';
import { ForeignLog } from './forms/unusable.ts';
import { KeptCalls } from './kept-calls.ts';
import { scannerOf } from './scanner/line-reader.ts';
import { tableScannerOf } from './scanner/table-reader.ts';

export interface AnalyseOptions {
  /** What `--map` says of columns and keys. */
  map?: ColumnMap;
  /** What `--dates` says of dates with slashes. */
  dates?: DateOrder;
  filter?: LogFilter;
  signal?: AbortSignal;
  /** How far the reading has come, in bytes as they lie on the disk; the whole is not known of a stream. */
  onProgress?(doneBytes: number, totalBytes: number | undefined): void;
  /** To go on without a log that is not of calls to HubSpot, and only say so, where other things are looked at too. */
  passOverForeign?: boolean;
}

/**
 * Reads API-call logs, in the order in which they are given, and finds out what they show together.
 *
 * @throws {UsageError} for a log that cannot be read or of which nothing can be used; it names the log
 * @throws the signal's reason where it aborts
 */
export async function analyseLogs(
  sources: readonly LogSource[],
  { map = [], dates, filter, signal, onProgress, passOverForeign = false }: AnalyseOptions = {},
): Promise<{ log: ApiLog; refusals: LogRefusals; accounts: LogAccounts }> {
  const calls = new KeptCalls(filter);
  const files: LogFile[] = [];
  const foreign: ForeignLog[] = [];
  const totalBytes = sum(sources.map(({ sizeBytes = Number.NaN }) => sizeBytes));
  let before = 0;
  for (const source of sources) {
    let done = 0;
    const onBytes = (bytes: number) => {
      done = bytes;
      onProgress?.(before + bytes, Number.isNaN(totalBytes) ? undefined : totalBytes);
    };
    const options = {
      map,
      onBytes,
      quick: { ndjson: scannerOf(calls), csv: tableScannerOf(calls) },
      ...(dates && { dates }),
      ...(signal && { signal }),
    };
    try {
      files.push(await readLog(source, options, calls));
    } catch (error) {
      if (!(passOverForeign && error instanceof ForeignLog)) throw error;
      foreign.push(error);
    }
    before += done;
  }
  const log = summarize(calls.tally, files, calls.leftOut);
  const refusals = refusalsOf(log);
  const { accounts } = calls;
  if (foreign.length === 0) return { log, refusals, accounts };
  return { log, refusals: { ...refusals, foreign: said(foreign, refusals) }, accounts };
}

/** Of each log that was passed over; where there is no call at all to look at, what to bring instead too. */
function said(foreign: readonly ForeignLog[], { calls }: LogRefusals): string[] {
  return foreign.map(({ message, hint }) =>
    calls > 0 || hint === undefined ? message : `${message} ${hint}`,
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
