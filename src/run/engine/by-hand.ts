/** An event that somebody makes by hand, field by field, in HubSpot's own names: for the console. */
import type { WebhookEvent } from '../../core/event.ts';
import { parseDelivery } from '../../engine/intake/parse.ts';
import { buildDelivery, EVENT_KEYS, repeatDelivery } from '../../engine/trigger/build-delivery.ts';
import { loadDelivery } from '../../engine/trigger/deliveries.ts';
import { UsageError } from '../../files/usage-error.ts';
import { systemClock } from '../connect.ts';
import { bundledEvents, FOLDER, ofKnownFields } from './trigger.ts';

/** Values by HubSpot's names; `null` empties one, what is left out is left out of the event. */
export type EventFields = Readonly<Record<string, string>>;

/** What an event can begin as. */
export interface EventKind {
  /** What happened in HubSpot. */
  title: string;
  fields: EventFields;
}

/** The bundled events that come alone, as if they happened now. */
export async function eventKinds(): Promise<EventKind[]> {
  const now = systemClock.now();
  const kinds = (await bundledEvents()).map(async ({ name, title }) => {
    const events = await loadDelivery(FOLDER, name);
    const [event, ...others] = JSON.parse(buildDelivery(events, { now })) as object[];
    return event === undefined || others.length > 0 ? [] : [{ title, fields: settable(event) }];
  });
  return (await Promise.all(kinds)).flat();
}

/** An event that an engine has taken, as HubSpot would deliver it once more. */
export function fieldsOf({ type, attempt, ...fields }: WebhookEvent): EventFields {
  return settable({ subscriptionType: type, attemptNumber: attempt, ...fields });
}

/** In the order of the keys, what is looked at first before ids and times. */
function settable(event: object): EventFields {
  const values = new Map<string, unknown>(Object.entries(event));
  const given = EVENT_KEYS.flatMap((name) => (values.has(name) ? [[name, values.get(name)] as const] : []));
  // HubSpot empties a property with '' or null, and an empty field is one that is left out.
  return Object.fromEntries(given.map(([name, value]) => [name, value === '' ? 'null' : String(value)]));
}

/**
 * @returns the body of a delivery with this one event, and the event as an intake reads it
 * @throws UsageError for a field that HubSpot's events do not have, and for what is no event
 */
export function deliveryOf(fields: EventFields): { body: string; event: WebhookEvent } {
  const body = ofKnownFields(() => repeatDelivery([{}], { set: fields }));
  const read = parseDelivery(Buffer.from(body));
  const [event] = 'events' in read ? read.events : [];
  if (event) return { body, event };
  throw new UsageError('HubSpot sends no event without a subscriptionType like conversation.newMessage.', {
    hint: 'Set subscriptionType.',
  });
}
