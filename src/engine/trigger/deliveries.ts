import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';

/** One event as HubSpot writes it, keys unjudged. */
export type RawEvent = Readonly<Record<string, unknown>>;

/** One row of the list of deliveries. */
export interface DeliverySummary {
  name: string;
  /** What happened in HubSpot. */
  title: string;
  /** What the delivery is good for. */
  shows: string;
}

/** No delivery has this name. */
export class UnknownDelivery extends Error {
  override readonly name = 'UnknownDelivery';
  readonly delivery: string;
  /** Every name there is. */
  readonly known: readonly string[];

  constructor(delivery: string, known: readonly string[]) {
    super(`There is no delivery named ${delivery}.`);
    this.delivery = delivery;
    this.known = known;
  }
}

const indexSchema = v.record(v.string(), v.strictObject({ title: v.string(), shows: v.string() }));
const bodySchema = v.array(v.record(v.string(), v.unknown()));

/**
 * The deliveries of a folder, in the order of its `index.yaml`. Titles stand there and not in the bodies, so that
 * the bodies stay what HubSpot sends.
 *
 * @param folder the package's `fixtures/deliveries`
 */
export async function listDeliveries(folder: string): Promise<DeliverySummary[]> {
  const index = v.parse(indexSchema, parse(await readFile(join(folder, 'index.yaml'), 'utf8')));
  return Object.entries(index).map(([name, entry]) => ({ name, ...entry }));
}

/**
 * The events of one delivery of the folder.
 *
 * @throws {UnknownDelivery}
 */
export async function loadDelivery(folder: string, name: string): Promise<RawEvent[]> {
  const known = (await listDeliveries(folder)).map((delivery) => delivery.name);
  if (!known.includes(name)) throw new UnknownDelivery(name, known);
  return v.parse(bodySchema, JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')));
}
