import { isUtf8 } from 'node:buffer';
import type { WebhookEvent } from '../../core/event.ts';
import { readEvent } from './event.ts';

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
 * with nothing in it: that is what a reachability test sends. One event that stands alone is taken as well: tools that
 * pass deliveries on take the array apart.
 *
 * No sentence quotes the body.
 */
export function parseDelivery(raw: Buffer): ParsedDelivery {
  if (raw.length === 0) return refused(`The body is empty; ${EXPECTED}.`);
  const body = readJson(raw);
  if (body === undefined) return refused(`The body is not JSON; ${EXPECTED}.`);
  if (Array.isArray(body.json)) return readElements(body.json);
  const alone = readEvent(body.json);
  if ('event' in alone) return { events: [alone.event], leftOut: null };
  const what =
    typeof body.json === 'object' && body.json !== null
      ? 'one JSON object that is no event'
      : 'JSON, but no array';
  return refused(`The body is ${what}; ${EXPECTED}.`);
}

/** The events among the elements of a delivery, which are left out where they are none. */
export function readElements(elements: readonly unknown[]): ParsedDelivery {
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
export function readJson(raw: Buffer): { json: unknown } | undefined {
  if (!isUtf8(raw)) return undefined;
  const text = raw.toString('utf8').replace(/^\uFEFF/, '');
  try {
    return { json: LONG_NUMBER.test(text) ? JSON.parse(text, withAllDigits) : JSON.parse(text) };
  } catch {
    return undefined;
  }
}

const LONG_NUMBER = /[[:,\s]\d{16}/;

/** An id beyond 2^53 loses digits as a number and would name another object, so it stays the text that was sent. */
function withAllDigits(_key: string, value: unknown, { source = '' }: { source?: string } = {}): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) && /^\d+$/.test(source) ? source : value;
}

function refused(reason: string): ParsedDelivery {
  return { refused: { status: 400, reason } };
}
