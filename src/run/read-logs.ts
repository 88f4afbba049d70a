import { resolve } from 'node:path';
import type { ApiLog } from '../core/api-log.ts';
import type { LogRefusals } from '../core/log-refusals.ts';
import { UsageError } from '../files/usage-error.ts';
import { analyseLogs } from '../logs/analyse.ts';
import type { LogFilter } from '../logs/analysis/filter.ts';
import { parseColumnMap } from '../logs/fields/columns.ts';
import { fileSource, type LogSource, streamSource } from '../logs/forms/source.ts';
import type { Surroundings } from './surroundings.ts';

export interface LogsToRead {
  /** As the user named them; `-` is standard input. */
  files: readonly string[];
  /** `column=field`: what a column means where its name does not say so. */
  map?: readonly string[];
  filter?: LogFilter;
  /** To go on without a log that is not of calls to HubSpot. */
  passOverForeign?: boolean;
}

/** How far the reading has come. */
export interface ReadingStep {
  /** What is read: a log by its name, or how many. */
  name: string;
  /** Bytes read so far, as they lie on the disk. */
  read: number;
  /** Bytes there are to read; absent for a pipe, which does not tell. */
  size?: number;
}

export interface ReadingProgress {
  step(step: ReadingStep): void;
  /** Nothing is read any more. */
  stop(): void;
}

const STDIN = '-';

/** How a report names a log: as the user did, and standard input by its name. */
export function nameOfLog(file: string): string {
  return file === STDIN ? 'standard input' : file;
}

/**
 * Reads API-call logs and finds out what they show.
 *
 * @throws UsageError for a file that cannot be read or holds no calls, and for a `map` that says nothing
 */
export async function readLogs(
  { files, map = [], filter, passOverForeign = false }: LogsToRead,
  around: Surroundings,
  startReading?: () => Promise<ReadingProgress>,
): Promise<{ log: ApiLog; refusals: LogRefusals }> {
  const columns = parseColumnMap(map);
  const sources = await sourcesOf(files, around);
  const [only = ''] = files.map(nameOfLog);
  const name = files.length === 1 ? only : `${files.length} logs`;
  const progress = await startReading?.();
  try {
    return await analyseLogs(sources, {
      map: columns,
      ...(filter && { filter }),
      passOverForeign,
      signal: around.signal,
      onProgress: (read, size) => progress?.step({ name, read, ...(size !== undefined && { size }) }),
    });
  } finally {
    progress?.stop();
  }
}

async function sourcesOf(files: readonly string[], { cwd, stdin }: Surroundings): Promise<LogSource[]> {
  const named = files.map((file) => ({ file, place: file === STDIN ? STDIN : resolve(cwd, file) }));
  const twice = named.find(({ place }, index) => named.findIndex((other) => other.place === place) < index);
  if (twice !== undefined) {
    throw new UsageError(
      `The API-call log ${nameOfLog(twice.file)} was named twice; its calls would count double.`,
    );
  }
  return Promise.all(
    named.map(({ file, place }) => {
      if (file !== STDIN) return fileSource(file, place);
      if (stdin) return streamSource(nameOfLog(file), stdin());
      throw new UsageError('There is no standard input to read a log from.');
    }),
  );
}
