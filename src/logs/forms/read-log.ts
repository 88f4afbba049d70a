/**
 * Reads one log of any form: opens it, tells its form by its content, hands on its calls to HubSpot one by one, and
 * says what it was found to be. For `analyse.ts`, which finds out what the calls show.
 */
import type { LogFile, LogForm } from '../../core/api-log.ts';
import { OTHER_EVENT } from '../fields/call.ts';
import { type ColumnMap, expectColumns } from '../fields/columns.ts';
import { NOT_JUDGED, type NotJudged } from '../fields/hosts.ts';
import type { DateOrder } from '../fields/time.ts';
import { type Bytes, giveUp, peek } from './byte-streams.ts';
import { datesIn, datesInAll, decided, expectOrder } from './date-order.ts';
import type { CallSink, LogReader, Reading, Recognised } from './form.ts';
import { recogniseForm } from './forms.ts';
import type { LogSource } from './source.ts';
import { type Unpacked, unpack } from './unpack.ts';
import { ForeignLog, mapHint, unusable } from './unusable.ts';
import { type Zones, zonesIn } from './zones.ts';

interface OpenOptions {
  /** What `--map` says of columns and keys. */
  map?: ColumnMap;
  /** What `--dates` says: how the log writes dates with slashes. */
  dates?: DateOrder;
  signal?: AbortSignal;
  /** Bytes of the file that were read so far; compressed ones where it is compressed. */
  onBytes?(done: number): void;
}

export interface ReadLogOptions extends OpenOptions {
  /** Reads the forms that have quicker readers than the plain ones; these where it is not given. */
  quick?: QuickReaders;
}

/** Readers that find the same as the plain ones of their forms. */
interface QuickReaders {
  /** One object a line. */
  ndjson: LogReader;
  csv(delimiter: string): LogReader;
}

/** A log whose form is known and that is still to be read. */
interface OpenedLog extends Unpacked, Omit<Recognised, 'isSure'> {
  form: LogForm;
  /** How it writes dates with slashes; undefined where nothing tells. */
  dates: DateOrder | undefined;
  /** It has such dates, and nothing tells. */
  undecidedDates: boolean;
  /** Whether its times name their zone; undefined where none is seen. */
  zones: Zones | undefined;
}

const HEAD_BYTES = 64 * 1024;

/** @throws {UsageError} where the content is no log, with the reason */
async function openLog(source: LogSource, options: OpenOptions = {}): Promise<OpenedLog> {
  const unpacked = await unpack(counted(source.open(), options));
  const { head, bytes } = await peek(unpacked.bytes, HEAD_BYTES);
  const found = recogniseForm(head, options.map ?? []);
  if (typeof found !== 'string') {
    const dates = await orGivenUp(bytes, datesOf(source, head, options));
    const zones = found.form === 'har' ? 'named' : zonesIn(startOf(head));
    return { ...unpacked, ...found, bytes, ...dates, zones };
  }

  await giveUp(bytes);
  const holdsNothing = unpacked.gzip && head.length === 0 && unpacked.isCut();
  throw unusable(source.name, holdsNothing ? 'is gzip that ends before anything is unpacked' : found);
}

function startOf(head: Uint8Array): string {
  return Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
}

/** The same; where it fails, nobody reads the bytes any more. */
async function orGivenUp<T>(bytes: Bytes, wanted: Promise<T>): Promise<T> {
  try {
    return await wanted;
  } catch (error) {
    await giveUp(bytes);
    throw error;
  }
}

/**
 * How a log writes dates with slashes: as a person says, or as the first of them tell. Where these do not, a file is
 * looked through to the end; a stream can be read once only.
 */
async function datesOf(
  source: LogSource,
  head: Uint8Array,
  { dates: said, signal }: OpenOptions,
): Promise<Pick<OpenedLog, 'dates' | 'undecidedDates'>> {
  const seen = datesIn(startOf(head));
  if (said !== undefined) expectOrder(said, seen, source.name);
  if (said !== undefined || !seen.unsaid) return { dates: said ?? decided(seen), undecidedDates: false };
  const isWhole = head.length < HEAD_BYTES || source.file === undefined;
  const order =
    decided(seen) ??
    (isWhole
      ? undefined
      : decided(
          await datesInAll((await unpack(counted(source.open(), { ...(signal && { signal }) }))).bytes),
        ));
  return { dates: order, undecidedDates: order === undefined };
}

async function* counted(bytes: Bytes, { signal, onBytes }: OpenOptions): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const chunk of bytes) {
    signal?.throwIfAborted();
    yield chunk;
    done += chunk.length;
    onBytes?.(done);
  }
}

/**
 * Reads a log to its end. Memory does not grow with it.
 *
 * @returns what the log was found to be
 * @throws {ForeignLog} where it is the log of something else
 * @throws {UsageError} where nothing of it can be used, with the reason, or `--map` names a column that it has not got
 * @throws the signal's reason where it aborts
 */
export async function readLog(source: LogSource, options: ReadLogOptions, sink: CallSink): Promise<LogFile> {
  const opened = await openLog(source, options);
  const { name } = source;
  const { map = [], quick } = options;
  const read = (quick && quickReader(opened, quick)) ?? opened.read;
  const { dates, isCut } = opened;
  const reading = await read(opened.bytes, { name, map, isCut, ...(dates && { dates }) }, sink);
  return logFileOf(name, opened, reading, map);
}

function quickReader({ form, delimiter }: OpenedLog, quick: QuickReaders): LogReader | undefined {
  if (form === 'ndjson') return quick.ndjson;
  return delimiter === undefined ? undefined : quick.csv(delimiter);
}

/**
 * What is to be said of a log that was read.
 *
 * @throws {UsageError} as `readLog` does
 */
function logFileOf(name: string, opened: OpenedLog, reading: Reading, map: ColumnMap): LogFile {
  const { calls, badRows, columns, ignoredColumns, names } = reading;
  const { form, gzip, isCut } = opened;
  if (names.length > 0) expectColumns(map, names, name);
  const truncated = reading.truncated || isCut();
  if (calls === 0) throw nothingIn(name, form, { ...reading, truncated });
  return {
    name,
    format: form,
    gzip,
    calls,
    columns,
    ignoredColumns,
    badRows,
    ...(reading.unread > 0 && { unread: reading.unread }),
    ...(reading.broken > 0 && { broken: reading.broken }),
    ...(reading.likelyStatus !== undefined && { likelyStatus: reading.likelyStatus }),
    truncated,
    ...(reading.stoppedAt !== undefined && { stoppedAt: reading.stoppedAt }),
    ...(opened.undecidedDates && { undecidedDates: true }),
    ...(opened.zones !== undefined && opened.zones !== 'named' && { zones: opened.zones }),
    ...Object.fromEntries(
      NOT_JUDGED.flatMap((why) => (reading.notJudged[why] > 0 ? [[why, reading.notJudged[why]]] : [])),
    ),
  };
}

const BRING_CALLS =
  'Bring the calls that OpenCX makes to HubSpot: the CSV that the Logs tab of the app exports, or the log of a proxy between the two.';
const NOT_HUBSPOTS: Readonly<Record<NotJudged, [reason: string, hint: string]>> = {
  otherHosts: ['holds no call to HubSpot: all of its calls go to other hosts', BRING_CALLS],
  unknownHosts: [
    "holds no call that is known to go to HubSpot: it logs no host, and its paths are none of HubSpot's API",
    'Where a column tells the host, name it: --map "COLUMN=host".',
  ],
  ownPages: [
    "holds no call of the integration: HubSpot's own pages made its calls, with a person's session and not with the token",
    BRING_CALLS,
  ],
  received: [
    'holds no answer of HubSpot: its rows are requests that came in to a server, such as deliveries to a webhook receiver',
    BRING_CALLS,
  ],
  answeredBetween: [
    'holds no answer of HubSpot: something on the way, such as a gateway or a proxy, refused its calls with a page or a document of its own',
    "Look at what stands between OpenCX and HubSpot; for HubSpot's own word, bring the CSV that the Logs tab of the app exports.",
  ],
};

function nothingIn(name: string, form: LogForm, reading: Reading): Error {
  const { badRows, truncated } = reading;
  const [why] = NOT_JUDGED.filter((each) => reading.notJudged[each] > 0).sort(
    (one, other) => reading.notJudged[other] - reading.notJudged[one],
  );
  if (why !== undefined) {
    const [reason, hint] = NOT_HUBSPOTS[why];
    return new ForeignLog(`The API-call log ${name} ${reason}.`, { hint });
  }
  const [first] = badRows.first;
  if (first) {
    const reason = `has no row that can be used; line ${first.line}: ${first.reason}`;
    return unusable(name, reason, hintFor(first.reason, form, reading));
  }
  if (truncated) return unusable(name, 'ends before its first call is complete');
  return unusable(name, form === 'csv' ? 'has a header and no rows' : 'holds no calls');
}

/** HubSpot documents no keys for the method, path and status of what its command line lists. */
const KEY_OF_HUBSPOT_LISTS = 'requestExecutionTimestamp';
const ASK_FOR_CALLS = 'Ask HubSpot for the calls: `hs app logs --app=ID --type=api-call --json`.';
const ASK_FOR_DETAILS =
  'If none of them tells a status or a path, take the CSV that the Logs tab of the app exports, or one call with its answer: `hs app log-details LOG_ID --app=ID --type=api-call --json`.';

function hintFor(reason: string, form: LogForm, { names, ignoredColumns }: Reading): string | undefined {
  if (reason === OTHER_EVENT.fault) return ASK_FOR_CALLS;
  if (names.length === 0) return undefined;
  const hint = mapHint(names, ignoredColumns, form === 'csv' ? 'columns' : 'keys');
  return names.includes(KEY_OF_HUBSPOT_LISTS) ? `${hint} ${ASK_FOR_DETAILS}` : hint;
}
