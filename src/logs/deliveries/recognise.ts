/**
 * Tells the log of webhook deliveries from a log of API calls, by its content: both are named to the same command, and the
 * one says nothing where the other is asked for.
 */

import { LARGEST_FILE } from '../../files/text-file.ts';
import { type Bytes, giveUp, peek } from '../forms/byte-streams.ts';
import { recogniseForm } from '../forms/forms.ts';
import { jsonShapeOf } from '../forms/json-shape.ts';
import type { LogSource } from '../forms/source.ts';
import { unpack } from '../forms/unpack.ts';
import { DELIVERIES, deliveryOf } from './delivery.ts';
import { recordsIn } from './records-in.ts';

const HEAD_BYTES = 64 * 1024;

const SYSTEM = /"loggingSystemType\\?"\s*:\s*\\?"([A-Z_]+)/g;
/** In a HAR the answers stand as text within text, so their quotes are escaped. Right before the word that names them. */
const IN_HAR = /(?:loggingSystemType\\+"\s*:\s*\\+"|\/developers\/logs\/[^"]*)WEBHOOKS$/;
/** As many letters before that word are looked at. */
const BEFORE = 200;
/** Rows of a table are held against it in as many bytes, unless none is whole there. */
const TABLE_BYTES = 8 * 1024;

/** Whether a log holds deliveries, with the same log still to be read: a pipe can be opened once. */
export async function tellApart(
  source: LogSource,
): Promise<{ holds: 'deliveries' | 'calls'; source: LogSource }> {
  const { bytes, reopened } = await looked(source);
  const { bytes: text } = await unpack(bytes);
  const { head, bytes: whole } = await peek(text, HEAD_BYTES);
  const start = new TextDecoder().decode(head);
  const found =
    jsonShapeOf(start) === 'har'
      ? (source.sizeBytes ?? 0) <= LARGEST_FILE && (await harHoldsDeliveries(whole))
      : startsAsDeliveries(start, head);
  await giveUp(whole);
  return { holds: found ? 'deliveries' : 'calls', source: reopened };
}

/** Bytes to look at, and a source that gives them once more. */
async function looked(source: LogSource): Promise<{ bytes: Bytes; reopened: LogSource }> {
  if (source.file !== undefined) return { bytes: source.open(), reopened: source };
  const iterator = source.open()[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  async function* looking(): AsyncGenerator<Uint8Array> {
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      seen.push(new Uint8Array(next.value));
      yield next.value;
    }
  }
  async function* again(): AsyncGenerator<Uint8Array> {
    yield* seen.splice(0);
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { bytes: looking(), reopened: { ...source, open: again } };
}

/** Looked for in no more than is read of deliveries. */
async function harHoldsDeliveries(bytes: Bytes): Promise<boolean> {
  let before = Buffer.alloc(0);
  let length = 0;
  for await (const chunk of bytes) {
    const text = Buffer.concat([before, chunk]);
    for (let at = text.indexOf(DELIVERIES); at >= 0; at = text.indexOf(DELIVERIES, at + 1)) {
      const end = at + DELIVERIES.length;
      if (IN_HAR.test(text.toString('latin1', Math.max(0, at - BEFORE), end))) return true;
    }
    before = Buffer.from(text.subarray(-BEFORE));
    length += chunk.length;
    if (length > LARGEST_FILE) return false;
  }
  return false;
}

/** Most of its rows say so of themselves; of a table, its columns and values. */
function startsAsDeliveries(start: string, head: Uint8Array): boolean {
  const systems = [...start.matchAll(SYSTEM)].map(([, system]) => system);
  if (systems.length > 0) return systems.filter((each) => each === 'WEBHOOKS').length * 2 > systems.length;
  if (jsonShapeOf(start) !== undefined) return false;
  const form = recogniseForm(head, []);
  if (typeof form === 'string' || form.form !== 'csv') return false;
  const rows = rowsOf(start.slice(0, TABLE_BYTES)) ?? rowsOf(start) ?? [];
  const deliveries = rows.filter((row) => deliveryOf(row) !== undefined);
  return deliveries.length > 0 && deliveries.length * 2 > rows.length;
}

/** Those that are whole; undefined where none is. */
function rowsOf(table: string): readonly object[] | undefined {
  const { lists = [] } = recordsIn(table.slice(0, table.lastIndexOf('\n') + 1) || table) ?? {};
  const records = lists.flat();
  return records.length > 0 ? records : undefined;
}
