import { resolve } from 'node:path';
import { UsageError } from '../../config/index.ts';
import type { ApiLog } from '../../core/api-log.ts';
import type { LogRefusals } from '../../core/log-refusals.ts';
import {
  analyseLogs,
  fileSource,
  type LogFilter,
  type LogSource,
  parseColumnMap,
  streamSource,
} from '../../logs/index.ts';
import type { Io } from '../io.ts';
import { startReading } from './reading-progress.ts';

export interface LogsToRead {
  /** As the user named them; `-` is standard input. */
  files: readonly string[];
  /** Values of `--map`. */
  map?: readonly string[] | undefined;
  filter?: LogFilter;
  /** Tell nothing of how far the reading has come. */
  quiet?: boolean;
}

const STDIN = '-';

/** How the report names a log: as the user did, and standard input by its name. */
export function nameOfLog(file: string): string {
  return file === STDIN ? 'standard input' : file;
}

/**
 * Reads API-call logs and finds out what they show, with progress on standard error.
 *
 * @throws UsageError for a file that cannot be read or holds no calls, and for a `--map` that says nothing
 */
export async function readLogs(
  { files, map = [], filter, quiet = false }: LogsToRead,
  io: Io,
): Promise<{ log: ApiLog; refusals: LogRefusals }> {
  const columns = parseColumnMap(map);
  const sources = await sourcesOf(files, io);
  const [only = ''] = files.map(nameOfLog);
  const name = files.length === 1 ? only : `${files.length} logs`;
  const progress = await startReading(io, quiet);
  try {
    return await analyseLogs(sources, {
      map: columns,
      ...(filter && { filter }),
      signal: io.signal,
      onProgress: (read, size) => progress.step({ name, read, ...(size !== undefined && { size }) }),
    });
  } finally {
    progress.stop();
  }
}

async function sourcesOf(files: readonly string[], io: Io): Promise<LogSource[]> {
  const named = files.map((file) => ({ file, place: file === STDIN ? STDIN : resolve(io.cwd, file) }));
  const twice = named.find(({ place }, index) => named.findIndex((other) => other.place === place) < index);
  if (twice !== undefined) {
    throw new UsageError(
      `The API-call log ${nameOfLog(twice.file)} was named twice; its calls would count double.`,
    );
  }
  return Promise.all(
    named.map(({ file, place }) =>
      file === STDIN ? streamSource(nameOfLog(file), io.stdin()) : fileSource(file, place),
    ),
  );
}
