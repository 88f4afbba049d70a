/** Reads logs of webhook deliveries whole: HubSpot keeps them for days and lists them by the hundred. */
import type { DeliveryFile } from '../../core/delivery-log.ts';
import { isObject } from '../../core/json.ts';
import { LARGEST_FILE } from '../../files/text-file.ts';
import { UsageError } from '../../files/usage-error.ts';
import { rolesOf } from '../fields/roles.ts';
import { jsonShapeOf } from '../forms/json-shape.ts';
import type { LogSource } from '../forms/source.ts';
import { unpack } from '../forms/unpack.ts';
import { type Delivery, deliveryOf, isOfOtherSystem, merged } from './delivery.ts';
import { recordsIn } from './records-in.ts';
import type { Stretch } from './summarize.ts';

/** A log of which no row is a delivery; it may be of something else. */
export class NoDeliveries extends UsageError {}

export interface DeliveriesRead {
  files: DeliveryFile[];
  /** Each once, oldest first; those without a time come first. */
  deliveries: Delivery[];
  /** Between these times no delivery is missing; absent where that is not known. */
  covered?: Stretch;
  /** What is said of logs that hold no deliveries and were passed over: one sentence each. */
  foreign: string[];
  /** Logs that end in the middle of a row. */
  cut: string[];
  /** Rows among deliveries that are damaged, or in a form that is not understood. */
  unread: number;
}

/**
 * @throws {NoDeliveries} for a log that holds none, and is no empty list
 * @throws {UsageError} for one that cannot be read
 */
export async function readDeliveries(
  sources: readonly LogSource[],
  { passOverForeign = false }: { passOverForeign?: boolean } = {},
): Promise<DeliveriesRead> {
  const files: DeliveryFile[] = [];
  const foreign: string[] = [];
  const cut: string[] = [];
  let unread = 0;
  const byId = new Map<string, Delivery>();
  let covered: Stretch | undefined;
  for (const source of sources) {
    try {
      const { form, lists, found, ...log } = await deliveriesOf(source);
      for (const delivery of found) {
        const key = delivery.id ?? `${source.name}:${byId.size}`;
        const known = byId.get(key);
        byId.set(key, known ? merged(known, delivery) : delivery);
      }
      unread += log.unread;
      if (log.broken === 0) covered = lists.map(stretchOf).reduce(longer, covered);
      if (log.isCut) cut.push(source.name);
      files.push({ name: source.name, format: form, deliveries: found.length, others: log.others });
    } catch (error) {
      if (!(passOverForeign && error instanceof NoDeliveries)) throw error;
      foreign.push([error.message, error.hint].filter((part) => part !== undefined).join(' '));
    }
  }
  const deliveries = oldestFirst([...byId.values()]);
  return { files, deliveries, foreign, cut, unread, ...(covered && { covered }) };
}

/** Rows of a list and the details of some of them, as one. */
export function eachOnce(rows: readonly Delivery[]): Delivery[] {
  const byId = new Map<string, Delivery>();
  for (const [index, row] of rows.entries()) {
    const key = row.id ?? String(index);
    const known = byId.get(key);
    byId.set(key, known ? merged(known, row) : row);
  }
  return oldestFirst([...byId.values()]);
}

function oldestFirst(deliveries: Delivery[]): Delivery[] {
  return deliveries.sort(({ at: one = 0 }, { at: other = 0 }) => one - other);
}

/**
 * A list is a stretch of the log without gaps: what it does not show between its first and its last row was not sent.
 * Details of single rows are no such stretch, nor is a list of errors alone. A row that is not understood, or does not
 * say when, may be the very one that is missed; and times without a zone say nothing of another clock.
 */
function stretchOf({ records, found, unread }: ListRead): Stretch | undefined {
  const isList = records.length > 1 && !records.some((record) => 'log' in record);
  const times = found.flatMap(({ at, unzoned }) => (at === undefined || unzoned ? [] : at));
  const isWhole = unread === 0 && times.length === found.length;
  if (!isList || !isWhole || !found.some(({ outcome }) => outcome === 'answered')) return undefined;
  const sorted = times.toSorted((one, other) => one - other);
  return { from: sorted[0] ?? 0, to: sorted.at(-1) ?? 0 };
}

function longer(one: Stretch | undefined, other: Stretch | undefined): Stretch | undefined {
  if (!one || !other) return one ?? other;
  return other.to - other.from > one.to - one.from ? other : one;
}

interface ListRead {
  records: readonly object[];
  found: readonly Delivery[];
  /** Rows that are no delivery, and do not say that they are something else. */
  unread: number;
}

function listRead(records: readonly object[]): ListRead {
  const found: Delivery[] = [];
  let unread = 0;
  for (const record of records) {
    const delivery = deliveryOf(record);
    if (delivery) found.push(delivery);
    else if (!isOfOtherSystem(record) && !isOfTotals(record)) unread += 1;
  }
  return { records, found, unread };
}

/** A line of totals under a table has few values. */
function isOfTotals(record: object): boolean {
  const values = Object.values(record);
  return values.filter((value) => value === '').length * 2 > values.length;
}

async function deliveriesOf(source: LogSource) {
  const { form, lists, broken, isCut } = await recordsOf(source);
  const records = lists.flat();
  const read = lists.map(listRead);
  const found = read.flatMap((list) => list.found);
  if (found.length === 0 && records.length > 0) throw noneIn(source.name, records);
  // A page asks for other lists as well.
  const ofDeliveries = read.filter((list) => list.found.length > 0);
  const unread = ofDeliveries.reduce((sum, list) => sum + list.unread, 0);
  return {
    form,
    lists: ofDeliveries,
    found,
    others: records.length - found.length - unread,
    broken,
    unread: unread + broken,
    isCut,
  };
}

async function recordsOf(source: LogSource) {
  const unpacked = await unpack(source.open());
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of unpacked.bytes) {
    chunks.push(new Uint8Array(chunk));
    length += chunk.length;
    if (length > LARGEST_FILE) {
      throw new UsageError(
        `The delivery log ${source.name} is larger than ${LARGEST_FILE / 2 ** 20} MB, so it was not read.`,
        { hint: 'Ask HubSpot for a shorter time: `hs app logs --type=webhooks --since=24h --json`.' },
      );
    }
  }
  const text = Buffer.concat(chunks).toString('utf8');
  const found = recordsIn(text);
  if (found) return { ...found, isCut: found.isCut || unpacked.isCut() };
  if (jsonShapeOf(text) !== undefined) {
    throw new NoDeliveries(
      `The delivery log ${source.name} ends before its first row does, or breaks in it, so nothing of it was read.`,
      { hint: 'Bring the whole file.' },
    );
  }
  throw new NoDeliveries(`The delivery log ${source.name} is in no form that can be read.`, { hint: BRING });
}

const BRING =
  "Bring HubSpot's own: `hs app logs --app=ID --type=webhooks --json`, `hs app log-details LOG_ID --app=ID --type=webhooks --json`, or the Webhooks page of the app's logs, saved from the browser as HAR.";

function noneIn(name: string, records: readonly object[]): NoDeliveries {
  if (records.some(isOfCalls)) {
    return new NoDeliveries(`The delivery log ${name} holds API calls and no webhook delivery.`, {
      hint: `A log of calls is named with --api-log ${name}.`,
    });
  }
  return new NoDeliveries(`The delivery log ${name} holds no webhook delivery.`, { hint: BRING });
}

/** It says so of itself, or names a method or a path. */
function isOfCalls(record: object): boolean {
  const rows = 'log' in record && isObject(record.log) ? [record, record.log] : [record];
  return rows.some((row) => Object.values(row).includes('API_CALL') || Object.keys(row).some(isOfCall));
}

/** Rows of every kind have a label. */
function isOfCall(key: string): boolean {
  return key !== 'label' && rolesOf(key).some(({ role }) => role === 'method' || role === 'path');
}
