/** Sends realistic deliveries to an engine on this machine: `engine trigger`. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Secret } from '../../core/secret.ts';
import { buildDelivery, UnknownField } from '../../engine/trigger/build-delivery.ts';
import {
  type DeliverySummary,
  listDeliveries,
  loadDelivery,
  type RawEvent,
  UnknownDelivery,
} from '../../engine/trigger/deliveries.ts';
import { createDeliveryWire, sendDelivery } from '../../engine/trigger/send-delivery.ts';
import { type RowOutcome, triggerMany } from '../../engine/trigger/trigger-many.ts';
import { nearestHint } from '../../files/nearest.ts';
import { UsageError } from '../../files/usage-error.ts';
import { systemClock } from '../connect.ts';
import { packageRoot } from '../package.ts';
import type { Surroundings } from '../surroundings.ts';

export interface TriggerRequest {
  /** Name of a bundled event. */
  event: string;
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

const FOLDER = join(packageRoot(), 'fixtures', 'deliveries');

/** The events that can be sent. */
export function bundledEvents(): Promise<DeliverySummary[]> {
  return listDeliveries(FOLDER);
}

/**
 * Sends the deliveries, signed where HUBSPOT_CLIENT_SECRET is set.
 *
 * @throws UsageError for an event or a field that there is not
 */
export async function triggerEvent(
  { event, url, publicUrl, set, count, rate }: TriggerRequest,
  { env, signal }: Pick<Surroundings, 'env' | 'signal'>,
): Promise<RowOutcome> {
  const events = await deliveryNamed(event);
  // Told before anything is sent.
  bodyOf(events, set, 1);
  const wire = createDeliveryWire({ clock: systemClock });
  const sending = wire.within({ signal });
  const secret = env['HUBSPOT_CLIENT_SECRET'];
  try {
    return await triggerMany({
      count,
      ...(rate !== undefined && { rate }),
      clock: systemClock,
      sleep: (milliseconds) => delay(milliseconds, undefined, { signal }),
      send: (number) =>
        sendDelivery(sending, {
          url,
          body: bodyOf(events, set, number),
          ...(secret && { secret: new Secret(secret) }),
          ...(publicUrl && { publicUrl: new Secret(publicUrl) }),
        }),
    });
  } finally {
    await wire.close();
  }
}

async function deliveryNamed(name: string): Promise<RawEvent[]> {
  try {
    return await loadDelivery(FOLDER, name);
  } catch (error) {
    if (!(error instanceof UnknownDelivery)) throw error;
    throw new UsageError(`There is no bundled event "${error.delivery}".`, {
      hint: `${nearestHint(error.delivery, error.known)}The events are: ${error.known.join(', ')}.`,
    });
  }
}

function bodyOf(events: readonly RawEvent[], set: TriggerRequest['set'], number: number): string {
  try {
    return buildDelivery(events, { set, now: systemClock.now(), number });
  } catch (error) {
    if (!(error instanceof UnknownField)) throw error;
    throw new UsageError(error.message, {
      hint: `${nearestHint(error.field, error.known)}The fields are: ${error.known.join(', ')}.`,
    });
  }
}
