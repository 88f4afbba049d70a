/**
 * One row of HubSpot's log of webhook deliveries, in whatever form it was brought. HubSpot documents neither the keys of
 * its command line nor the columns of an export: every field may be missing, and what is there in another form counts as
 * not there.
 */
import type { DeliveryOutcome } from '../../core/delivery-log.ts';
import { eventName } from '../../core/hubspot/event-names.ts';
import type { UrlFacts } from '../../core/hubspot/webhooks.ts';
import { isObject } from '../../core/json.ts';
import { urlFacts } from '../../redact/url-facts.ts';
import { readName } from '../fields/names.ts';
import { namesMoment, readTime } from '../fields/time.ts';
import { readDuration, readStatus } from '../fields/values.ts';
import { type DeliveredEvent, eventsIn } from './events-in.ts';
import { outcomeOf } from './outcome.ts';

export interface Delivery {
  /** In the log. */
  id?: string;
  /** Epoch milliseconds at which it was sent. */
  at?: number;
  /** The log names no zone for that time, so it may be of any clock. */
  unzoned?: true;
  durationMs?: number;
  portalId?: number;
  /** The app that it was sent for. */
  appId?: number;
  /** Empty where the row does not name any: a list has no bodies. */
  events: DeliveredEvent[];
  outcome: DeliveryOutcome;
  status?: number;
  /** HubSpot's own short word for what went wrong. */
  reason?: string;
  /** Where it went; the URL itself is a secret. */
  address?: UrlFacts;
}

/** What HubSpot calls the deliveries among all that it logs (its command line, `--type=webhooks`). */
export const DELIVERIES = 'WEBHOOKS';

/** By which names each part goes, in lower case and without blanks, surest first. */
const NAMES = {
  id: 'id logid uuid deliveryid batchid batchorlogid',
  system: 'loggingsystemtype',
  at: `requestexecutiontimestamp triggertime triggeredat timestamp senttime sentat attemptedat requesttime requestedat
    deliveredat datetime time date createdat`,
  answeredAt: 'responsereceivedtimestamp responsereceivedat responsetimestamp',
  durationMs: 'duration requestduration responsetime elapsed latency',
  status:
    'statuscode responsecode responsestatuscode responsestatus httpstatuscode httpstatus httpcode status code response',
  words: `errortype errormessage error errorcategory failurereason reason result outcome deliverystatus responsestatus
    status state response`,
  error: 'errortype error errormessage',
  event: 'subscriptiontype eventtype event webhooktype subscription label type',
  body: 'requestbody requestpayload payload body request events',
  address: 'targeturl webhookurl url location endpoint target address destination requesturl uri',
  portal: 'portalid hubid accountid',
  app: 'appid',
} as const;
type Part = keyof typeof NAMES;

const PARTS = Object.fromEntries(
  Object.entries(NAMES).map(([part, names]) => [part, names.split(/\s+/)]),
) as Record<Part, string[]>;

const KNOWN = new Set(Object.values(PARTS).flat());

/** Whether a column, or key, goes by a name that means something here. */
export function isKnownName(name: string): boolean {
  return KNOWN.has(readName(name).key);
}

const DEEPEST = 3;
const LONGEST_REASON = 60;
const REASON = /^[\p{L}\p{N} _.,:()-]+$/u;

/** By the last part of its name. */
type Values = ReadonlyMap<string, readonly unknown[]>;

/** Whether HubSpot says of a row that it is of something else; what is called a webhook may be a delivery. */
export function isOfOtherSystem(record: object): boolean {
  const system = first(valuesOf(record), 'system', textOf);
  return system !== undefined && !/webhook/i.test(system);
}

/** @returns undefined for what says nothing of a delivery; another kind of event that HubSpot logs, say */
export function deliveryOf(record: object): Delivery | undefined {
  const values = valuesOf(record);
  const system = first(values, 'system', textOf);
  if (system !== undefined && system !== DELIVERIES) return undefined;

  const status = first(values, 'status', readStatus);
  const words = all(values, 'words', textOf).filter((word) => readStatus(word) === undefined);
  const answeredAt = first(values, 'answeredAt', readTime);
  const answeredWithoutError = answeredAt !== undefined && saysOfNoError(values);
  const ending = outcomeOf({ ...(status !== undefined && { status }), words, answeredWithoutError });
  const events = eventsOf(values);
  if (system === undefined && (events.length === 0 || ending.outcome === 'unclear')) return undefined;

  const reason = words.find((word) => word.length <= LONGEST_REASON && REASON.test(word));
  const isAmiss = ending.outcome !== 'answered';
  return {
    ...known('id', first(values, 'id', idOf)),
    ...known('at', first(values, 'at', readTime)),
    ...known('unzoned', first(values, 'at', isUnzoned) || undefined),
    ...known('durationMs', durationOf(values)),
    ...known('portalId', first(values, 'portal', numberOf) ?? events[0]?.portalId),
    ...known('appId', first(values, 'app', numberOf)),
    events,
    ...ending,
    ...known('reason', isAmiss ? reason : undefined),
    ...known('address', first(values, 'address', addressOf)),
  };
}

/** Two rows of one delivery, as a list and the details tell it: what one leaves open the other fills in. */
export function merged(one: Delivery, other: Delivery): Delivery {
  const [fuller, poorer] = one.outcome === 'unclear' ? [other, one] : [one, other];
  const events = fuller.events.length > 0 ? fuller.events : poorer.events;
  return { ...poorer, ...fuller, events };
}

function known<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: T });
}

/** Every key with its values, those of objects within it too; a body is not searched, it is read by itself. */
function valuesOf(record: object): Values {
  const values = new Map<string, unknown[]>();
  const walk = (from: object, depth: number): void => {
    for (const [name, value] of Object.entries(from)) {
      const { key } = readName(name);
      values.set(key, [...(values.get(key) ?? []), value]);
      const isOpen = isObject(value) && depth < DEEPEST && !key.endsWith('body') && key !== 'payload';
      if (isOpen) walk(value, depth + 1);
    }
  };
  walk(record, 1);
  return values;
}

function all<T>(values: Values, part: Part, read: (value: unknown) => T | undefined): T[] {
  return PARTS[part].flatMap((name) =>
    (values.get(name) ?? []).flatMap((value) => {
      const found = read(value);
      return found === undefined ? [] : [found];
    }),
  );
}

function first<T>(values: Values, part: Part, read: (value: unknown) => T | undefined): T | undefined {
  return all(values, part, read)[0];
}

/** A place for errors is there, and nothing in it. */
function saysOfNoError(values: Values): boolean {
  const errors = PARTS.error.flatMap((name) => values.get(name) ?? []);
  return errors.length > 0 && errors.every((error) => error === null || error === '');
}

/** Those of the body; else the event that a column names. */
function eventsOf(values: Values): DeliveredEvent[] {
  const inBody = all(values, 'body', eventsIn).find((events) => events.length > 0);
  if (inBody) return inBody;
  const named = first(values, 'event', (value) => (typeof value === 'string' ? eventName(value) : undefined));
  return named === undefined ? [] : [{ type: named }];
}

function durationOf(values: Values): number | undefined {
  return first(values, 'durationMs', (value) => readDuration(value, 1));
}

/** Of the value that `readTime` reads; undefined for any other. */
function isUnzoned(value: unknown): boolean | undefined {
  return readTime(value) === undefined ? undefined : !namesMoment(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function idOf(value: unknown): string | undefined {
  const id = typeof value === 'number' ? String(value) : textOf(value);
  return id !== undefined && /^[\w:.-]{1,80}$/.test(id) ? id : undefined;
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

const OF_HUBSPOT = /(?:^|\.)(?:hubspot|hubapi)\.com$/;

/** A whole URL alone; one of HubSpot's own pages is a link to the row, not where the delivery went. */
function addressOf(value: unknown): UrlFacts | undefined {
  const text = textOf(value);
  if (text === undefined || !/^https?:\/\/\S+$/i.test(text) || !URL.canParse(text)) return undefined;
  return OF_HUBSPOT.test(new URL(text).hostname) ? undefined : urlFacts(text);
}
