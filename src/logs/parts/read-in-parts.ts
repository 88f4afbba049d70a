import { availableParallelism } from 'node:os';
import type { LogFile } from '../../core/api-log.ts';
import type { LogFilter } from '../analysis/index.ts';
import type { KeptCalls } from '../kept-calls.ts';
import { type LogSource, logFileOf, type OpenedLog, openLog, type ReadLogOptions } from '../read/index.ts';
import { notReadable } from '../read/source.ts';
import { cutAtLines } from './cut.ts';
import { joinLines } from './join-lines.ts';
import type { PartRead } from './part.ts';
import { readInThread } from './part-thread.ts';

/** Below this size threads do not pay: each has to start, and to grow quick, first. */
const WORTH_BYTES = 64 * 1024 * 1024;
/** Each takes up to thirty megabytes, and the disk is soon no faster than they are. */
const MOST_THREADS = 3;

export interface PartsOptions extends Omit<ReadLogOptions, 'ndjson'> {
  filter?: LogFilter;
}

/**
 * Reads a large log of one object a line in several threads, and counts its calls as if it were read in one.
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
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  if (file === undefined || sizeBytes < WORTH_BYTES || threads < 2) return undefined;
  const opened = await recognised(source, options);
  if (!opened.plain || opened.kind.format !== 'ndjson') return undefined;
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
