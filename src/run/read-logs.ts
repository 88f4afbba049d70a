import { resolve } from 'node:path';
import type { ApiLog } from '../core/api-log.ts';
import type { Given } from '../core/given.ts';
import type { LogAccounts } from '../core/log-accounts.ts';
import type { LogRefusals } from '../core/log-refusals.ts';
import { UsageError } from '../files/usage-error.ts';
import { analyseLogs } from '../logs/analyse.ts';
import type { LogFilter } from '../logs/analysis/filter.ts';
import { readDeliveries } from '../logs/deliveries/read.ts';
import { tellApart } from '../logs/deliveries/recognise.ts';
import { answeredEvents, deliveryLogs } from '../logs/deliveries/summarize.ts';
import { type ColumnMap, parseColumnMap } from '../logs/fields/columns.ts';
import type { DateOrder } from '../logs/fields/time.ts';
import { fileSource, type LogSource, streamSource } from '../logs/forms/source.ts';
import { API_CALL_LOG } from '../logs/forms/unusable.ts';
import type { Surroundings } from './surroundings.ts';

export interface LogsToRead {
  /** As the user named them; `-` is standard input. */
  files: readonly string[];
  /** `column=field`: what a column means where its name does not say so. */
  map?: readonly string[];
  /** Which number of a date with slashes is the day, where the log does not tell. */
  dates?: DateOrder;
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

/** Logs that were named together: which are of API calls, and which of webhook deliveries. */
export interface SortedLogs {
  calls: LogSource[];
  deliveries: LogSource[];
}

/** @throws UsageError for a file that cannot be read, or was named twice */
export async function sortLogs(files: readonly string[], around: Surroundings): Promise<SortedLogs> {
  const told = await Promise.all((await sourcesOf(files, API_CALL_LOG, around)).map(tellApart));
  const of = (kind: keyof SortedLogs) => told.flatMap(({ holds, source }) => (holds === kind ? source : []));
  return { calls: of('calls'), deliveries: of('deliveries') };
}

export interface CallsRead {
  log: ApiLog;
  refusals: LogRefusals;
  accounts: LogAccounts;
}

/**
 * Reads API-call logs and finds out what they show.
 *
 * @throws UsageError for a file that cannot be read or holds no calls, and for a `map` that says nothing
 */
export async function readLogs(
  { files, map = [], dates, filter, passOverForeign = false }: LogsToRead,
  around: Surroundings,
  startReading?: () => Promise<ReadingProgress>,
): Promise<CallsRead> {
  const columns = parseColumnMap(map);
  const { calls, deliveries } = await sortLogs(files, around);
  const asked = { map: columns, ...(dates && { dates }), filter, passOverForeign };
  const read = await readCalls(calls, asked, around, startReading);
  return deliveries.length === 0 ? read : { ...read, refusals: withDeliveries(read.refusals, deliveries) };
}

/** What is said of a log of deliveries in the place of one of calls. */
function withDeliveries(refusals: LogRefusals, sources: readonly LogSource[]): LogRefusals {
  const said = sources.map(
    ({ name }) =>
      `The API-call log ${name} holds webhook deliveries, and no call to HubSpot: name it with --delivery-log.`,
  );
  return { ...refusals, foreign: [...(refusals.foreign ?? []), ...said] };
}

export interface CallsToRead extends Pick<LogsToRead, 'dates' | 'passOverForeign'> {
  map: ColumnMap;
  filter?: LogFilter | undefined;
}

/** @throws UsageError as `readLogs` does */
export async function readCalls(
  sources: readonly LogSource[],
  { map, dates, filter, passOverForeign = false }: CallsToRead,
  around: Surroundings,
  startReading?: () => Promise<ReadingProgress>,
): Promise<CallsRead> {
  const [only] = sources;
  const name = sources.length === 1 && only ? only.name : `${sources.length} logs`;
  const progress = await startReading?.();
  try {
    return await analyseLogs(sources, {
      map,
      ...(dates && { dates }),
      ...(filter && { filter }),
      passOverForeign,
      signal: around.signal,
      onProgress: (read, size) => progress?.step({ name, read, ...(size !== undefined && { size }) }),
    });
  } finally {
    progress?.stop();
  }
}

/**
 * Reads HubSpot's log of webhook deliveries; a file that holds none is said to hold none, and the others are read.
 *
 * @throws UsageError for a file that cannot be read, or was named twice
 */
export async function readDeliveryLogs(
  files: readonly string[],
  around: Surroundings,
): Promise<NonNullable<Given['deliveryLog']>> {
  const sources = await sourcesOf(files, 'delivery log', around);
  const { deliveries, foreign, ...read } = await readDeliveries(sources, { passOverForeign: true });
  return {
    files: files.map(nameOfLog),
    logs: deliveryLogs(deliveries, { foreign, ...read }),
    answered: answeredEvents(deliveries),
  };
}

async function sourcesOf(
  files: readonly string[],
  role: string,
  { cwd, stdin }: Surroundings,
): Promise<LogSource[]> {
  const named = files.map((file) => ({ file, place: file === STDIN ? STDIN : resolve(cwd, file) }));
  const twice = named.find(({ place }, index) => named.findIndex((other) => other.place === place) < index);
  if (twice !== undefined) {
    throw new UsageError(
      `The ${role} ${nameOfLog(twice.file)} was named twice; what it holds would count double.`,
    );
  }
  return Promise.all(
    named.map(({ file, place }) => {
      if (file !== STDIN) return fileSource(file, place, role);
      if (stdin) return streamSource(nameOfLog(file), stdin());
      throw new UsageError('There is no standard input to read a log from.');
    }),
  );
}
