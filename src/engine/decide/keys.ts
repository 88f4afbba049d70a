import { mainObjectOf, type WebhookEvent } from '../../core/event.ts';
import { namesObject } from './event-kinds.ts';

/** An event with what the journal finds it by. */
export interface KeyedEvent {
  event: WebhookEvent;
  /** The same for every delivery of the event; see `redeliveryKey`. */
  key: string;
  /** The thread (or ticket) whose events are worked in order; see `laneOf`. */
  lane: string;
}

/**
 * Gives each event of a delivery its key and its lane. One that repeats an earlier one of its delivery has that one's
 * key.
 */
export function keysOf(events: readonly WebhookEvent[]): KeyedEvent[] {
  const repeats = batchDuplicates(events);
  return events.map((event, index) => {
    const first = events[repeats[index] ?? index] ?? event;
    return { event, key: redeliveryKey(first), lane: laneOf(event) };
  });
}

/**
 * For each event of one delivery the index of an earlier one that it repeats, or null. The key is the documented
 * `${objectId}-${messageId ?? eventId}` (OpenCX docs, "Webhook Reference").
 */
export function batchDuplicates(events: readonly WebhookEvent[]): (number | null)[] {
  const firstOfKey = new Map<string, number>();
  return events.map(({ objectId, messageId, eventId }, index) => {
    const distinguishing = messageId ?? eventId;
    // Without both ids nothing tells two events apart, and none of them may get lost.
    if (objectId === undefined || distinguishing === undefined) return null;
    const key = `${objectId}-${distinguishing}`;
    const first = firstOfKey.get(key);
    if (first === undefined) firstOfKey.set(key, index);
    return first ?? null;
  });
}

/**
 * The same for every delivery of one event, so that a redelivery is recognised. HubSpot repeats for up to 24 hours,
 * and its `eventId` is not unique (HubSpot docs, webhooks guide).
 */
export function redeliveryKey(event: WebhookEvent): string {
  const { portalId, type, objectId, messageId, propertyName, propertyValue, occurredAt, eventId } = event;
  if (messageId !== undefined) return joined(portalId, type, objectId, messageId);
  if (type.endsWith('.propertyChange')) {
    return joined(portalId, type, objectId, propertyName, propertyValue, occurredAt);
  }
  if (namesObject(event)) return joined(portalId, type, objectId, occurredAt, eventId);
  return joined(portalId, type, objectId, occurredAt, eventId, ...severalObjects(event));
}

/** What tells events apart that are about more than one object. */
function severalObjects(event: WebhookEvent): (string | undefined)[] {
  const { fromObjectId, toObjectId, associationType, associationRemoved } = event;
  const { primaryObjectId, mergedObjectIds, newObjectId } = event;
  return [
    fromObjectId,
    toObjectId,
    associationType,
    associationRemoved?.toString(),
    primaryObjectId,
    mergedObjectIds?.join(),
    newObjectId,
  ];
}

/** Parts that hold a bar themselves are escaped, so that no two events share a key by accident. */
function joined(...parts: readonly (string | number | null | undefined)[]): string {
  return parts.map((part) => (typeof part === 'string' ? escaped(part) : (part ?? ''))).join('|');
}

function escaped(part: string): string {
  return /[%|]/.test(part) ? part.replaceAll('%', '%25').replaceAll('|', '%7C') : part;
}

const LANE_OF_OBJECT: Readonly<Record<string, string>> = { conversation: 'thread', ticket: 'ticket' };

/**
 * Whose events are worked in order: `thread:5001`, `ticket:9001`; other objects keep HubSpot's name. What is about more
 * than one object stands apart, by its type: it belongs to no conversation.
 */
export function laneOf(event: WebhookEvent): string {
  const { type } = event;
  if (!namesObject(event)) return `${type}:${mainObjectOf(event) ?? ''}`;
  const object = type.split('.', 1)[0] ?? '';
  return `${Object.hasOwn(LANE_OF_OBJECT, object) ? LANE_OF_OBJECT[object] : object}:${event.objectId}`;
}

/**
 * Creations first, then by the time at which things happened; HubSpot promises no order inside a delivery. What tells
 * no time counts as long ago, so that the others keep their order.
 */
export function orderInBatch<Event extends WebhookEvent>(events: readonly Event[]): Event[] {
  return events.toSorted(
    (one, other) => Number(isCreation(other)) - Number(isCreation(one)) || timeOf(one) - timeOf(other),
  );
}

/**
 * Of what waits in a lane, oldest first, the numbers of what came with the first delivery, in the order in which it is
 * worked. What was received in one millisecond counts as one delivery.
 */
export function nextDelivery(
  waiting: Iterable<{ id: number; event: WebhookEvent; receivedAt: number }>,
): number[] {
  const delivery: (WebhookEvent & { id: number })[] = [];
  let at: number | undefined;
  for (const { id, event, receivedAt } of waiting) {
    if (receivedAt !== (at ?? receivedAt)) break;
    at = receivedAt;
    delivery.push({ ...event, id });
  }
  return orderInBatch(delivery).map(({ id }) => id);
}

function timeOf({ occurredAt = 0 }: WebhookEvent): number {
  return occurredAt;
}

function isCreation({ type }: WebhookEvent): boolean {
  return type.endsWith('.creation');
}

/**
 * How long the key of a forgotten event is remembered, in milliseconds: HubSpot redelivers for 24 hours (HubSpot
 * docs, webhooks), and an hour is left for clocks that differ.
 */
const KEYS_KEPT_FOR = 25 * 60 * 60 * 1000;

/** Of how many events, at least: a clock that was set forward makes keys look older than they are. */
export const KEYS_KEPT_AT_LEAST = 10_000;

/** What a journal has taken last: its highest number, and the latest time of a receipt in epoch milliseconds. */
export interface Newest {
  id: number;
  receivedAt: number;
}

/**
 * The keys of forgotten events are kept that were received since this time, or have a number above this one. Counted
 * back from the newest event instead of from a clock, which can only keep more.
 */
export function keysKept(newest: Newest): { since: number; above: number } {
  return { since: newest.receivedAt - KEYS_KEPT_FOR, above: newest.id - KEYS_KEPT_AT_LEAST };
}
