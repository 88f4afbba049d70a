/**
 * Reads a large log of one object a line in several threads, as if it were read in one. For `analyse.ts`; logs of
 * other forms, and smaller ones, are left to `forms/read-log.ts`.
 */
import { availableParallelism } from 'node:os';
import type { LogFile } from '../../core/api-log.ts';
import type { LogFilter } from '../analysis/filter.ts';
import { NOT_JUDGED, type NotJudgedCounts, noneLeftOut } from '../fields/hosts.ts';
import type { Reading } from '../forms/form.ts';
import { logFileOf, type OpenedLog, type OpenOptions, openLog } from '../forms/read-log.ts';
import { type LogSource, notReadable } from '../forms/source.ts';
import type { KeptCalls } from '../kept-calls.ts';
import type { LinesRead } from '../scanner/line-reader.ts';
import { cutAtLines, type PartRead, readInThread } from './part.ts';

/** In smaller logs threads do not pay: each has to start, and to grow quick, first. */
const THREADS_FROM_BYTES = 64 * 1024 * 1024;
/** Each takes up to thirty megabytes, and the disk is soon no faster than they are. */
const MOST_THREADS = 3;
const MOST_SHOWN = 10;

export interface PartsOptions extends OpenOptions {
  filter?: LogFilter;
  /** How many bytes a log has at least for which several threads pay. */
  threadsFromBytes?: number;
}

/**
 * Reads a log in parts and counts its calls.
 *
 * @returns undefined, with nothing done, for every log for which that cannot be done or does not pay
 * @throws as `readLog` does
 */
export async function readInParts(
  source: LogSource,
  options: PartsOptions,
  calls: KeptCalls,
): Promise<LogFile | undefined> {
  const { name, file, sizeBytes = 0 } = source;
  const { threadsFromBytes = THREADS_FROM_BYTES } = options;
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  if (file === undefined || sizeBytes < threadsFromBytes || threads < 2) return undefined;
  const opened = await recognised(source, options);
  if (!opened.plain || opened.form !== 'ndjson') return undefined;
  const parts = await readParts(file, sizeBytes, threads, options).catch((error: unknown) => {
    throw error instanceof Error && 'code' in error && 'syscall' in error ? notReadable(name, error) : error;
  });
  for (const { tally, leftOut } of parts) {
    calls.tally.merge(tally);
    calls.leftOut += leftOut;
  }
  return logFileOf(name, opened, joinLines(parts.map(({ lines }) => lines)), options.map ?? []);
}

/** Looks at the beginning of a log and closes it again. */
async function recognised(source: LogSource, { map = [], signal }: PartsOptions): Promise<OpenedLog> {
  const opened = await openLog(source, { map, ...(signal && { signal }) });
  for await (const _ of opened.bytes) break;
  return opened;
}

/** Where one part fails, or the whole is to end, no thread goes on. */
async function readParts(
  file: string,
  sizeBytes: number,
  threads: number,
  { map = [], filter, signal, onBytes }: PartsOptions,
): Promise<PartRead[]> {
  const stop = new AbortController();
  const ended = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  let done = 0;
  const onMoreBytes = (bytes: number) => {
    done += bytes;
    onBytes?.(done);
  };
  try {
    const parts = await cutAtLines(file, sizeBytes, threads);
    const jobs = parts.map((part) => ({ ...part, file, map, filter: filter?.options ?? {} }));
    return await Promise.all(jobs.map((job) => readInThread(job, ended, onMoreBytes)));
  } finally {
    stop.abort();
  }
}

/** What was read of a log whose parts, in their order, were read apart. */
export function joinLines(parts: readonly LinesRead[]): Reading {
  const columns = uniqueColumns(parts.flatMap((part) => part.columns));
  const understood = new Set(columns.map(({ column }) => column));
  const ignored = unique(parts.flatMap(({ ignoredColumns }) => ignoredColumns));
  const likelyStatus = parts.find((part) => part.likelyStatus !== undefined)?.likelyStatus;
  return {
    ...(likelyStatus !== undefined && { likelyStatus }),
    calls: sum(parts.map(({ calls }) => calls)),
    unread: sum(parts.map(({ unread }) => unread)),
    notJudged: joinNotJudged(parts.map(({ notJudged }) => notJudged)),
    badRows: {
      count: sum(parts.map(({ badRows }) => badRows.count)),
      first: parts.flatMap(badRowsInWhole).slice(0, MOST_SHOWN),
    },
    columns,
    ignoredColumns: ignored.filter((column) => !understood.has(column)),
    names: unique(parts.flatMap(({ names }) => names)),
    truncated: parts.some(({ truncated }) => truncated),
  };
}

function joinNotJudged(parts: readonly NotJudgedCounts[]): NotJudgedCounts {
  const joined = noneLeftOut();
  for (const why of NOT_JUDGED) joined[why] = sum(parts.map((counts) => counts[why]));
  return joined;
}

/** Each part has counted its lines from 1. */
function badRowsInWhole(
  { badRows }: LinesRead,
  part: number,
  parts: readonly LinesRead[],
): LogFile['badRows']['first'] {
  const before = sum(parts.slice(0, part).map(({ lines }) => lines));
  return badRows.first.map(({ line, reason }) => ({ line: before + line, reason }));
}

function uniqueColumns(columns: LogFile['columns']): LogFile['columns'] {
  const byName = new Map(columns.map((pair) => [`${pair.column}=${pair.field}`, pair]));
  return [...byName.values()].sort((a, b) => order(a.column, b.column) || order(a.field, b.field));
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort(order);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
