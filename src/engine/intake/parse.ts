import { isUtf8 } from 'node:buffer';
import type { WebhookEvent } from '../../core/event.ts';

/** A delivery's events, or why there are none to be had. */
export type ParsedDelivery =
  | {
      events: WebhookEvent[];
      /** What was left out of an otherwise good batch, as a sentence; null when everything was read. */
      leftOut: string | null;
    }
  | { refused: { status: 400; reason: string } };

interface Fault {
  /** From 1. */
  element: number;
  fault: string;
}

const EXPECTED = 'HubSpot sends a JSON array of events';
const NAMED_FAULTS = 3;

/**
 * Reads the body of a delivery: a JSON array of events (HubSpot docs, webhook payloads).
 *
 * An element that cannot be read is left out and the others are kept: HubSpot answers any 4xx by sending the whole
 * batch again for 24 hours, which mends no element and holds up the good ones. Only where no element at all can be
 * read is the delivery refused, since a 200 would say that something of it was taken. An empty array is a delivery
 * with nothing in it: that is what a reachability test sends.
 *
 * No sentence quotes the body.
 */
export function parseDelivery(raw: Buffer): ParsedDelivery {
  if (raw.length === 0) return refused(`The body is empty; ${EXPECTED}.`);
  const body = readJson(raw);
  if (body === undefined) return refused(`The body is not JSON; ${EXPECTED}.`);
  if (!Array.isArray(body.json)) {
    const what =
      typeof body.json === 'object' && body.json !== null ? 'one JSON object' : 'JSON, but no array';
    return refused(`The body is ${what}; ${EXPECTED}, also for a single one.`);
  }
  return readElements(body.json);
}

function readElements(elements: readonly unknown[]): ParsedDelivery {
  const events: WebhookEvent[] = [];
  const faults: Fault[] = [];
  for (const [index, element] of elements.entries()) {
    const read = readEvent(element);
    if ('event' in read) events.push(read.event);
    else faults.push({ element: index + 1, fault: read.fault });
  }
  if (faults.length === 0) return { events, leftOut: null };
  if (events.length === 0) return refused(`No element of the array is an event: ${listed(faults)}.`);
  return {
    events,
    leftOut: `${faults.length} of ${elements.length} elements could not be read and were left out: ${listed(faults)}.`,
  };
}

function listed(faults: readonly Fault[]): string {
  const named = faults.slice(0, NAMED_FAULTS).map(({ element, fault }) => `element ${element} ${fault}`);
  const more = faults.length - named.length;
  return more > 0 ? `${named.join(', ')}, and ${more} more` : named.join(', ');
}

/** In a box, because `null` is JSON too; undefined for what is not JSON or not UTF-8. */
function readJson(raw: Buffer): { json: unknown } | undefined {
  if (!isUtf8(raw)) return undefined;
  try {
    return { json: JSON.parse(raw.toString('utf8')) };
  } catch {
    return undefined;
  }
}

function refused(reason: string): ParsedDelivery {
  return { refused: { status: 400, reason } };
}

/** An event, or what is wrong with the element, to be put after "element 2 ": it never quotes the element. */
type ReadEvent = { event: WebhookEvent } | { fault: string };

/** `ticket.propertyChange`: an object and what happened to it. Types that nobody has heard of yet pass. */
const TYPE = /^[\w-]{1,64}\.[\w-]{1,64}$/;
const ID = /^[\w-]{1,64}$/;

/**
 * Reads one element of a delivery. Unknown keys are passed over and optional ones of a wrong type count as left out;
 * only what no rule can do without is insisted on: the type, the object's id and the time (HubSpot docs, webhook
 * payloads).
 */
function readEvent(element: unknown): ReadEvent {
  if (typeof element !== 'object' || element === null || Array.isArray(element)) {
    return { fault: 'is not an object' };
  }
  const fields = element as Readonly<Record<string, unknown>>;
  // One table of HubSpot's docs says `eventType` where every body says `subscriptionType`.
  const type = fields['subscriptionType'] ?? fields['eventType'];
  if (typeof type !== 'string' || !TYPE.test(type)) {
    return { fault: 'has no subscriptionType like conversation.newMessage' };
  }
  const objectId = idOf(fields['objectId']);
  if (objectId === undefined || !ID.test(objectId)) return { fault: 'has no usable objectId' };
  const occurredAt = wholeNumber(fields['occurredAt']);
  if (occurredAt === undefined) return { fault: 'has no occurredAt in milliseconds' };

  return {
    event: {
      type,
      objectId,
      occurredAt,
      attempt: wholeNumber(fields['attemptNumber']) ?? 0,
      ...present({
        portalId: wholeNumber(fields['portalId']),
        appId: wholeNumber(fields['appId']),
        subscriptionId: wholeNumber(fields['subscriptionId']),
        eventId: wholeNumber(fields['eventId']),
        objectTypeId: textOf(fields['objectTypeId']),
        messageId: idOf(fields['messageId']),
        messageType: textOf(fields['messageType']),
        propertyName: textOf(fields['propertyName']),
        propertyValue: propertyValueOf(fields['propertyValue']),
        changeSource: textOf(fields['changeSource']),
        changeFlag: textOf(fields['changeFlag']),
        sourceId: idOf(fields['sourceId']),
      }),
    },
  };
}

/** The sample that the Test button of a subscription's panel sends always names event 100 and object 123. */
export function isPanelTest({ eventId, objectId }: WebhookEvent): boolean {
  return eventId === 100 && objectId === '123';
}

/** Ids come as numbers or texts. A number beyond 2^53 has lost digits and would name another object. */
function idOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  return textOf(value) || undefined;
}

function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** Property values travel as texts; a bare number or boolean is taken for its text. */
function propertyValueOf(value: unknown): string | null | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value === null ? null : textOf(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function present<T extends object>(fields: T): Present<T> {
  const kept: Partial<T> = {};
  for (const name of Object.keys(fields) as (keyof T)[]) {
    if (fields[name] !== undefined) kept[name] = fields[name];
  }
  return kept as Present<T>;
}
