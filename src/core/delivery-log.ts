/**
 * What HubSpot's log of webhook deliveries shows: the `deliveries` of the report that `logs` prints, and what the doctor
 * rests on. Everything in it is safe to print; a webhook URL is in it as its facts alone.
 */
import * as v from 'valibot';
import { LOG_FORMS } from './api-log.ts';
import { urlFactsSchema } from './hubspot/webhooks.ts';
import { count, described, flag, list, object, text, texts, time, whole } from './schema.ts';

/**
 * How one delivery ended: answered with 2xx; not answered in time; refused by the receiver with 4xx, or failed there with
 * 5xx; no connection came about; held back by the app's own limit of concurrent requests, so that it was not sent then;
 * or the log tells it in a way that is not understood.
 */
export const DELIVERY_OUTCOMES = [
  'answered',
  'timedOut',
  'refused',
  'failed',
  'unreached',
  'heldBack',
  'unclear',
] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];

const outcomes = object({
  answered: described(count, 'Answered with 2xx, or logged with an answer and without an error.'),
  timedOut: described(count, 'Not answered in time.'),
  refused: described(count, 'Answered with 4xx.'),
  failed: described(count, 'Answered with 5xx.'),
  unreached: described(count, 'No connection to the target came about.'),
  heldBack: described(count, 'Held back by the limit of concurrent requests.'),
  unclear: described(count, 'How they ended is not understood.'),
});

const span = { firstAt: v.exactOptional(time), lastAt: v.exactOptional(time) };

const deliveredEvent = object({
  event: described(text, "HubSpot's name of the event: `conversation.newMessage`."),
  count: described(count, 'Deliveries that carried it.'),
  ...outcomes.entries,
  ...span,
  lastAnsweredAt: v.exactOptional(described(time, 'When the last one was sent that was answered.')),
  ofTickets: v.exactOptional(described(flag, 'Of `object.*`: some were about tickets.')),
  address: v.exactOptional(described(text, 'Digest of the address that the last one went to.')),
  properties: v.exactOptional(described(texts, 'Of a property change: which properties.')),
});
export type DeliveredEventRow = v.InferOutput<typeof deliveredEvent>;

const address = object({
  ...urlFactsSchema.entries,
  count: described(count, 'Deliveries that went there.'),
  ...span,
});
export type DeliveryAddress = v.InferOutput<typeof address>;

const trouble = object({
  outcome: v.picklist(DELIVERY_OUTCOMES),
  status: v.exactOptional(described(whole, 'What the target answered.')),
  reason: v.exactOptional(described(text, "HubSpot's own word: `Concurrency limited`.")),
  count,
  ...span,
  still: described(flag, 'No later delivery was answered with 2xx.'),
  digests: described(texts, 'Digests of the addresses that these went to, where the log tells.'),
});
export type DeliveryTrouble = v.InferOutput<typeof trouble>;

const deliveryLogSchema = object({
  deliveries: described(count, 'Deliveries that were read, each once.'),
  ...outcomes.entries,
  ...span,
  lastAnsweredAt: v.exactOptional(time),
  events: described(list(deliveredEvent), 'By event, most deliveries first.'),
  unnamed: described(count, 'Deliveries of which the log does not name the event: a list without details.'),
  unnamedIds: described(texts, 'Ids in the log of some of those, for `hs app log-details`.'),
  unnamedAt: described(list(time), 'When those were sent: any of them may have carried any event.'),
  addresses: described(
    list(address),
    'Where they went, the one used last first; empty where no details tell.',
  ),
  troubles: described(list(trouble), 'What was not answered with 2xx, by kind, the newest first.'),
  covered: v.exactOptional(
    described(
      object({ from: time, to: time }),
      'Between these times the log holds every delivery; absent where that is not known.',
    ),
  ),
  unzoned: v.exactOptional(described(flag, 'Its times name no zone, and are taken as UTC.')),
  otherPortals: v.exactOptional(described(count, 'Deliveries of other portals: in no other count.')),
  otherApps: v.exactOptional(described(count, 'Deliveries of other apps: in no other count.')),
  foreign: v.exactOptional(described(texts, 'What is said of files that were named and hold no deliveries.')),
  cut: v.exactOptional(
    described(texts, 'Files that end in the middle of a row: what comes after is not known.'),
  ),
  unread: v.exactOptional(
    described(count, 'Rows among the deliveries that are damaged, or in a form that is not understood.'),
  ),
});
export type DeliveryLog = v.InferOutput<typeof deliveryLogSchema>;

/** A log as a whole, and portal by portal where its rows name any; which one is looked at is known only later. */
export interface DeliveryLogs {
  whole: DeliveryLog;
  /** Rows that name no portal are in each; null stands for those alone. */
  byPortal: readonly { portalId: number | null; log: DeliveryLog }[];
  /** The apps that all of its rows are of; absent where a row names none. */
  appIds?: readonly number[];
  /** App by app where not all rows are of one. Rows that name no app are in each; null stands for those alone. */
  byApp?: readonly { appId: number | null; logs: DeliveryLogs }[];
}

/** Why a log of several apps is not judged where nothing tells which of them OpenCX has. */
export function ofSeveralApps(appIds: readonly number[]): string {
  return `the delivery log is of apps ${appIds.join(', ')}, and nothing tells which of them OpenCX has: bring the log of that one alone, \`hs app logs --app=ID --type=webhooks --json\`.`;
}

/** What a log shows of one app: what became of deliveries to another one says nothing of it. */
export function logsOfApp(logs: DeliveryLogs, appId: number | undefined): DeliveryLogs {
  const { byApp = [] } = logs;
  if (appId === undefined) return logs;
  const own = byApp.find((each) => each.appId === appId) ?? byApp.find((each) => each.appId === null);
  return own?.logs ?? logs;
}

/** What a log shows of one portal, with what it holds of others counted apart. */
export function logOfPortal({ whole, byPortal }: DeliveryLogs, portalId: number | undefined): DeliveryLog {
  if (portalId === undefined || byPortal.length === 0) return whole;
  const own = byPortal.find((each) => each.portalId === portalId) ?? byPortal.find((each) => !each.portalId);
  return own?.log ?? whole;
}

/** One event that was delivered and answered, as far as it takes to find it in a journal; times in epoch milliseconds. */
const deliveredKey = object({
  type: text,
  portalId: v.exactOptional(whole),
  objectId: v.exactOptional(text),
  messageId: v.exactOptional(text),
  propertyName: v.exactOptional(text),
  occurredAt: v.exactOptional(whole),
  /** When it was delivered. */
  at: whole,
});
export type DeliveredKey = v.InferOutput<typeof deliveredKey>;

/** A log with the events that were answered, where there is a journal to look them up in. */
export const loggedDeliveriesSchema = object({
  ...deliveryLogSchema.entries,
  answeredEvents: v.exactOptional(list(deliveredKey)),
});
export type LoggedDeliveries = v.InferOutput<typeof loggedDeliveriesSchema>;

const reasons = list(object({ reason: text, count }));

/** What became of delivered events in the journal of an engine, as far as it was kept at the time. */
export const deliveryFatesSchema = object({
  delivered: described(count, 'Events that HubSpot saw answered while the journal was kept.'),
  done: count,
  open: described(count, 'Accepted and not ended.'),
  skipped: reasons,
  failed: reasons,
  missing: described(count, 'Not in the journal: another address took them.'),
  lastMissingAt: v.exactOptional(time),
});
export type DeliveryFates = v.InferOutput<typeof deliveryFatesSchema>;

const file = object({
  name: described(text, 'As the user named it; `standard input` for `-`.'),
  format: v.picklist(LOG_FORMS),
  deliveries: described(count, 'Rows of deliveries in it.'),
  others: described(count, 'Rows that are something else.'),
});
export type DeliveryFile = v.InferOutput<typeof file>;

/** The `deliveries` of the report of `logs`. */
export const deliveriesSchema = described(
  object({ files: list(file), ...deliveryLogSchema.entries }),
  "What HubSpot's log of webhook deliveries shows; only in `logs --format json`.",
);
export type Deliveries = v.InferOutput<typeof deliveriesSchema>;

export type DeliveryCounts = Record<DeliveryOutcome, number>;

export function noDeliveries(): DeliveryCounts {
  return { answered: 0, timedOut: 0, refused: 0, failed: 0, unreached: 0, heldBack: 0, unclear: 0 };
}
