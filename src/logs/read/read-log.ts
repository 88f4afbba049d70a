import type { LogFile } from '../../core/api-log.ts';
import { type ColumnMap, expectColumns, OTHER_EVENT } from '../fields/index.ts';
import { csvReader } from './csv.ts';
import type { LogKind } from './detect.ts';
import { jsonReader, readHar } from './json.ts';
import { readNdjsonPlainly } from './ndjson-plain.ts';
import { type OpenedLog, openLog } from './open.ts';
import type { CallSink, LogReader, NdjsonReader, Reading } from './rows.ts';
import type { LogSource } from './source.ts';
import { mapHint, unusable } from './unusable.ts';

export interface ReadLogOptions {
  /** What `--map` says of columns and keys. */
  map?: ColumnMap;
  signal?: AbortSignal;
  /** Bytes of the file that were read so far; compressed ones where it is compressed. */
  onBytes?(done: number): void;
  /** Reads one object a line; the plain one where none is given. */
  ndjson?: NdjsonReader;
}

/**
 * Reads a log of any form, told by its content, and hands on its calls to HubSpot one by one. Memory does not grow
 * with the log.
 *
 * @returns what the log was found to be
 * @throws {UsageError} where nothing of it can be used, with the reason, or `--map` names a column that it has not got
 * @throws the signal's reason where it aborts
 */
export async function readLog(source: LogSource, options: ReadLogOptions, sink: CallSink): Promise<LogFile> {
  const opened = await openLog(source, options);
  const map = options.map ?? [];
  const read = readerFor(opened.kind, options.ndjson ?? readNdjsonPlainly);
  const reading = await read(opened.bytes, { name: source.name, map, isCut: opened.isCut }, sink);
  return logFileOf(source.name, opened, reading, map);
}

/**
 * What is to be said of a log that was read.
 *
 * @throws {UsageError} as `readLog` does
 */
export function logFileOf(name: string, opened: OpenedLog, reading: Reading, map: ColumnMap): LogFile {
  const { calls, otherHosts, badRows, columns, ignoredColumns } = reading;
  const { format } = opened.kind;
  if (format !== 'har' && reading.names.length > 0) expectColumns(map, reading.names, name);
  const truncated = reading.truncated || opened.isCut();
  if (calls === 0) throw nothingIn(name, opened.kind, { ...reading, truncated });
  return {
    name,
    format,
    gzip: opened.gzip,
    calls,
    columns,
    ignoredColumns,
    badRows,
    truncated,
    ...(otherHosts > 0 ? { otherHosts } : {}),
  };
}

function readerFor(kind: LogKind, ndjson: NdjsonReader): LogReader {
  switch (kind.format) {
    case 'csv':
      return csvReader(kind.delimiter);
    case 'ndjson':
      return ndjson;
    case 'har':
      return readHar;
    case 'json':
      return jsonReader(kind.shape);
  }
}

function nothingIn(name: string, { format }: LogKind, reading: Reading): Error {
  const { otherHosts, badRows, truncated } = reading;
  if (otherHosts > 0) return unusable(name, 'holds no call to HubSpot: all of its calls go to other hosts');
  const [first] = badRows.first;
  if (first) {
    const reason = `has no row that can be used; line ${first.line}: ${first.reason}`;
    return unusable(name, reason, hintFor(first.reason, format, reading));
  }
  if (truncated) return unusable(name, 'ends before its first call is complete');
  return unusable(name, format === 'csv' ? 'has a header and no rows' : 'holds no calls');
}

/** HubSpot documents no keys for the method, path and status of what its command line lists. */
const KEY_OF_HUBSPOT_LISTS = 'requestExecutionTimestamp';
const ASK_FOR_CALLS = 'Ask HubSpot for the calls: `hs app logs --app=ID --type=api-call --json`.';
const ASK_FOR_DETAILS =
  'If none of them tells a status or a path, take the CSV that the Logs tab of the app exports, or one call with its answer: `hs app log-details LOG_ID --app=ID --type=api-call --json`.';

function hintFor(
  reason: string,
  format: LogKind['format'],
  { names, ignoredColumns }: Reading,
): string | undefined {
  if (reason === OTHER_EVENT.fault) return ASK_FOR_CALLS;
  if (names.length === 0) return undefined;
  const hint = mapHint(names, ignoredColumns, format === 'csv' ? 'columns' : 'keys');
  return names.includes(KEY_OF_HUBSPOT_LISTS) ? `${hint} ${ASK_FOR_DETAILS}` : hint;
}
