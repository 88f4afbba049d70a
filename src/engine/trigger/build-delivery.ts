import { isObject } from '../../core/json.ts';
import type { RawEvent } from './deliveries.ts';

export interface Changes {
  /** Keys of HubSpot's event and their new values, put into every event of the delivery. `null` empties; `{n}` is the number. */
  set?: Readonly<Record<string, string>>;
  /** Epoch milliseconds; when the latest event of the delivery happened. */
  now: number;
  /** Which delivery of a row this is, from 1. */
  number?: number;
}

/** An event has no key of this name. */
export class UnknownField extends Error {
  override readonly name = 'UnknownField';
  readonly field: string;
  /** Every key that can be set. */
  readonly known: readonly string[];

  constructor(field: string, known: readonly string[]) {
    super(`HubSpot's events have no ${field}.`);
    this.field = field;
    this.known = known;
  }
}

/** Keys that HubSpot writes as JSON numbers (HubSpot docs, webhook payloads). */
const NUMBERS: readonly string[] = [
  'objectId',
  'fromObjectId',
  'toObjectId',
  'portalId',
  'occurredAt',
  'attemptNumber',
  'eventId',
  'appId',
  'subscriptionId',
];

/** Keys that it writes as texts, numbers inside them included: `"propertyValue":"2"`. */
const TEXTS: readonly string[] = [
  'subscriptionType',
  'objectTypeId',
  'messageId',
  'messageType',
  'propertyName',
  'propertyValue',
  'changeSource',
  'changeFlag',
  'sourceId',
  'associationType',
];

const YES_OR_NO: readonly string[] = ['associationRemoved'];

/** Every key that can be set. */
export const EVENT_KEYS: readonly string[] = [...TEXTS, ...YES_OR_NO, ...NUMBERS];

/**
 * The body of a delivery made of these events as if they happened now: occurrence times move to now with their
 * distances kept, event ids are new. What is set wins over both. The same input gives the same body.
 *
 * Message ids stay, because they name messages that can be fetched: a message sent twice is a duplicate here as it
 * is in HubSpot. The portal is left out unless it is set: it would be that of the bundled events, and an engine with the
 * token of another one skips them.
 *
 * @throws {UnknownField} when something is set that HubSpot's events do not have
 */
export function buildDelivery(events: readonly RawEvent[], changes: Changes): string {
  const { set = {}, now, number = 1 } = changes;
  const given = fieldsOf(set, number);
  const latest = Math.max(...events.map(occurredAt));
  const firstEventId = now + number * events.length;
  return JSON.stringify(
    events.map(({ portalId: _bundled, ...event }, index) => ({
      ...event,
      occurredAt: now - (latest - occurredAt(event)),
      // The panel's test is recognised by its event id.
      eventId: event['eventId'] === PANEL_TEST_EVENT ? PANEL_TEST_EVENT : firstEventId + index,
      ...given,
    })),
  );
}

/**
 * The body of a delivery that was saved, as it came, with what is set.
 *
 * @throws {UnknownField} as `buildDelivery`
 */
export function repeatDelivery(
  elements: readonly unknown[],
  { set = {}, number = 1 }: Omit<Changes, 'now'>,
): string {
  const given = fieldsOf(set, number);
  return JSON.stringify(elements.map((element) => (isObject(element) ? { ...element, ...given } : element)));
}

function fieldsOf(set: Readonly<Record<string, string>>, number: number): Record<string, unknown> {
  for (const field of Object.keys(set)) {
    if (!EVENT_KEYS.includes(field)) throw new UnknownField(field, EVENT_KEYS);
  }
  return Object.fromEntries(
    Object.entries(set).map(([field, text]) => [field, fieldValue(field, text, number)]),
  );
}

const PANEL_TEST_EVENT = 100;

function occurredAt(event: RawEvent): number {
  return Number(event['occurredAt'] ?? 0);
}

/** A text where HubSpot wants a number is left a text, for whoever wants to send what HubSpot would not. */
function fieldValue(field: string, given: string, number: number): string | number | boolean | null {
  if (given === 'null') return null;
  if (YES_OR_NO.includes(field) && /^(?:true|false)$/.test(given)) return given === 'true';
  const text = given.replaceAll('{n}', String(number));
  return NUMBERS.includes(field) && /^\d{1,15}$/.test(text) ? Number(text) : text;
}
