import { isUtf8 } from 'node:buffer';
import type { WebhookEvent } from '../../core/event.ts';
import { isEvent, readEvent } from './event.ts';

/** Why there are no events to be had of a delivery. */
export type RefusedDelivery = { refused: { status: 400; reason: string } };

/** A delivery's events, or why there are none to be had. */
export type ParsedDelivery =
  | {
      events: WebhookEvent[];
      /** What was left out of an otherwise good batch, as a sentence; null when everything was read. */
      leftOut: string | null;
    }
  | RefusedDelivery;

/** As a parsed delivery, whose events are not read any further: long numbers in them may have lost digits. */
export interface JudgedDelivery {
  events: unknown[];
  leftOut: string | null;
}

interface Fault {
  /** From 1. */
  element: number;
  fault: string;
}

const EXPECTED = 'HubSpot sends a JSON array of events';
const NAMED_FAULTS = 3;

/** Reads the body of a delivery whole. */
export function parseDelivery(raw: Buffer): ParsedDelivery {
  return parsed(judge(raw, readJson));
}

/** The events among the elements of a delivery, which are left out where they are none. */
export function readElements(elements: readonly unknown[]): ParsedDelivery {
  return parsed(judgeElements(elements));
}

function parsed(judged: JudgedDelivery | RefusedDelivery): ParsedDelivery {
  if ('refused' in judged) return judged;
  const events = judged.events.map(readEvent).flatMap((read) => ('event' in read ? [read.event] : []));
  return { events, leftOut: judged.leftOut };
}

/**
 * Finds the events in the body of a delivery: a JSON array of them (HubSpot docs, webhook payloads).
 *
 * An element that cannot be read is left out and the others are kept: HubSpot answers any 4xx by sending the whole
 * batch again for 24 hours, which mends no element and holds up the good ones. Only where no element at all can be
 * read is the delivery refused, since a 200 would say that something of it was taken. An empty array is a delivery
 * with nothing in it: that is what a reachability test sends. One event that stands alone is taken as well: tools that
 * pass deliveries on take the array apart.
 *
 * No sentence quotes the body.
 */
export function judgeDelivery(raw: Buffer): JudgedDelivery | RefusedDelivery {
  return judge(raw, readRoughly);
}

function judge(raw: Buffer, read: typeof readJson): JudgedDelivery | RefusedDelivery {
  if (raw.length === 0) return refused(`The body is empty; ${EXPECTED}.`);
  const body = read(raw);
  if (body === undefined) return refused(`The body is not JSON; ${EXPECTED}.`);
  const { json } = body;
  if (Array.isArray(json)) return judgeElements(json);
  if (isEvent(json)) return { events: [json], leftOut: null };
  const what =
    typeof json === 'object' && json !== null ? 'one JSON object that is no event' : 'JSON, but no array';
  return refused(`The body is ${what}; ${EXPECTED}.`);
}

function judgeElements(elements: readonly unknown[]): JudgedDelivery | RefusedDelivery {
  const events = elements.filter(isEvent);
  if (events.length === elements.length) return { events, leftOut: null };
  const faults = elements.flatMap((element, index) => {
    const read = readEvent(element);
    return 'fault' in read ? [{ element: index + 1, fault: read.fault }] : [];
  });
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
  return read(raw, (text) => (LONG_NUMBER.test(text) ? parseWithAllDigits(text) : JSON.parse(text)));
}

/** As `readJson`, for whoever asks for no number: looking for long ones takes a third of the time that parsing takes. */
function readRoughly(raw: Buffer): { json: unknown } | undefined {
  return read(raw, (text) => JSON.parse(text));
}

function read(raw: Buffer, parse: (text: string) => unknown): { json: unknown } | undefined {
  if (!isUtf8(raw)) return undefined;
  try {
    return { json: parse(raw.toString('utf8').replace(/^\uFEFF/, '')) };
  } catch {
    return undefined;
  }
}

const LONG_NUMBER = /[[:,\s]\d{16}/;

/** What nests too deep to be walked is read without: an id that lost its digits is then no id to `readEvent`. */
function parseWithAllDigits(text: string): unknown {
  try {
    return JSON.parse(text, withAllDigits);
  } catch {
    return JSON.parse(text);
  }
}

/** An id beyond 2^53 loses digits as a number and would name another object, so it stays the text that was sent. */
function withAllDigits(_key: string, value: unknown, { source = '' }: { source?: string } = {}): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) && /^\d+$/.test(source) ? source : value;
}

function refused(reason: string): RefusedDelivery {
  return { refused: { status: 400, reason } };
}
