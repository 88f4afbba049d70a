/** Sends realistic deliveries to an engine on this machine: `engine trigger`. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Secret } from '../../core/secret.ts';
import { buildDelivery, repeatDelivery, UnknownField } from '../../engine/trigger/build-delivery.ts';
import {
  type DeliverySummary,
  listDeliveries,
  loadDelivery,
  type RawEvent,
  UnknownDelivery,
} from '../../engine/trigger/deliveries.ts';
import { createDeliveryWire, sendDelivery } from '../../engine/trigger/send-delivery.ts';
import { MOST_DELIVERIES, type RowOutcome, triggerMany } from '../../engine/trigger/trigger-many.ts';
import { nearest, nearestHint } from '../../files/nearest.ts';
import { UsageError } from '../../files/usage-error.ts';
import { systemClock } from '../connect.ts';
import { packageRoot } from '../package.ts';
import { openSavedDeliveries } from '../saved-deliveries.ts';
import type { Surroundings } from '../surroundings.ts';

export interface TriggerRequest {
  /** Name of a bundled event. */
  event?: string;
  /** In its place, a file with saved deliveries, which are sent as they came; `-` is standard input. */
  file?: string;
  /** Where the engine takes events, on this machine. */
  url: string;
  /** URL that the signature is made for, in place of `url`. */
  publicUrl?: string;
  /** Fields of the event that are to be otherwise. */
  set: Readonly<Record<string, string>>;
  /** Deliveries. */
  count: number;
  /** Deliveries a second; as fast as it goes when left out. */
  rate?: number;
}

/** Of the bundled events. */
export const FOLDER = join(packageRoot(), 'fixtures', 'deliveries');

/** The events that can be sent. */
export function bundledEvents(): Promise<DeliverySummary[]> {
  return listDeliveries(FOLDER);
}

/**
 * Sends the deliveries, signed where HUBSPOT_CLIENT_SECRET is set.
 *
 * @throws UsageError for an event or a field that there is not, and for a file without a delivery
 */
export async function triggerEvent(
  request: TriggerRequest,
  around: Pick<Surroundings, 'env' | 'cwd' | 'signal' | 'readStdin'>,
): Promise<RowOutcome> {
  const { url, publicUrl, set, count, rate } = request;
  const { env, signal } = around;
  const bodies = await bodiesFor(request, around);
  const bodyOf = (number: number) => ofKnownFields(() => bodies.of(set, number));
  // Told before anything is sent.
  bodyOf(1);
  const wire = createDeliveryWire({ clock: systemClock });
  const sending = wire.within({ signal });
  const secret = env['HUBSPOT_CLIENT_SECRET'];
  try {
    return await triggerMany({
      count: rowLength(count, bodies.deliveries),
      ...(rate !== undefined && { rate }),
      clock: systemClock,
      sleep: (milliseconds) => delay(milliseconds, undefined, { signal }),
      send: (number) =>
        sendDelivery(sending, {
          url,
          body: bodyOf(number),
          ...(secret && { secret: new Secret(secret) }),
          ...(publicUrl && { publicUrl: new Secret(publicUrl) }),
        }),
    });
  } finally {
    await wire.close();
  }
}

/** What is sent. */
interface Bodies {
  /** How many deliveries there are before the first one comes again. */
  deliveries: number;
  /** @param number of the delivery in the row, from 1 */
  of(set: TriggerRequest['set'], number: number): string;
}

async function bodiesFor(
  { event, file }: TriggerRequest,
  around: Pick<Surroundings, 'cwd' | 'readStdin'>,
): Promise<Bodies> {
  if (file !== undefined) return savedBodies(file, around);
  const events = await deliveryNamed(event ?? '');
  return {
    deliveries: 1,
    of: (set, number) => buildDelivery(events, { set, now: systemClock.now(), number }),
  };
}

/** HubSpot puts no more events into one delivery (HubSpot docs, webhooks). */
const LARGEST_DELIVERY = 100;

async function savedBodies(file: string, around: Pick<Surroundings, 'cwd' | 'readStdin'>): Promise<Bodies> {
  const saved = await openSavedDeliveries(file, around);
  const deliveries = saved.deliveries.flatMap((elements) => partsOf(elements, LARGEST_DELIVERY));
  return {
    deliveries: Math.max(1, deliveries.length),
    of: (set, number) => repeatDelivery(deliveries[(number - 1) % deliveries.length] ?? [], { set, number }),
  };
}

function partsOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, part) =>
    all.slice(part * size, (part + 1) * size),
  );
}

/** @throws UsageError for more than can be sent */
function rowLength(count: number, deliveries: number): number {
  if (count * deliveries <= MOST_DELIVERIES) return count * deliveries;
  throw new UsageError(
    `The file holds ${deliveries} deliveries, and ${count} times that is more than the ${MOST_DELIVERIES} that are sent at most.`,
  );
}

async function deliveryNamed(name: string): Promise<RawEvent[]> {
  try {
    return await loadDelivery(FOLDER, name);
  } catch (error) {
    if (!(error instanceof UnknownDelivery)) throw error;
    const { delivery, known } = error;
    const near = nearest(delivery, known);
    const start = near === undefined ? `The events are: ${known.join(', ')}.` : `Did you mean ${near}?`;
    throw new UsageError(`There is no bundled event "${delivery}".`, {
      hint: `${start} For example: opencx-hubspot engine trigger ${near ?? known[0]}`,
    });
  }
}

/** @throws UsageError where something is set that HubSpot's events do not have */
export function ofKnownFields(build: () => string): string {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof UnknownField)) throw error;
    throw new UsageError(error.message, {
      hint: `${nearestHint(error.field, error.known)}The fields are: ${error.known.join(', ')}.`,
    });
  }
}
