import * as v from 'valibot';
import { maybe } from '../schema.ts';

/** The events that OpenCX must be subscribed to (troubleshooting page, "Replies not syncing", step 2). */
export const REQUIRED_EVENTS = [
  'conversation.newMessage',
  'conversation.creation',
  'ticket.propertyChange',
] as const;
export type RequiredEvent = (typeof REQUIRED_EVENTS)[number];

/** As HubSpot's subscription screens call the required events: which object, which event of it. */
const ON_SCREEN: Readonly<Record<RequiredEvent, readonly [object: string, event: string]>> = {
  'conversation.newMessage': ['Conversation', 'New message'],
  'conversation.creation': ['Conversation', 'Conversation creation'],
  'ticket.propertyChange': ['Ticket', 'Property change'],
};

/** HubSpot's words for an event, object and event: `Conversation`, `New message`; the bare name where it is none of the three. */
export function eventWords(event: string): readonly string[] {
  return ON_SCREEN[event as RequiredEvent] ?? [event];
}

/** HubSpot's label of an event: `Conversation: New message`. */
export function eventLabel(event: string): string {
  return eventWords(event).join(': ');
}

const CRM_OBJECTS = ['company', 'contact', 'deal', 'line_item', 'product', 'ticket', 'object'];
const CRM_EVENTS = ['creation', 'deletion', 'merge', 'propertyChange', 'restore', 'associationChange'];
const CONVERSATION_EVENTS = ['creation', 'deletion', 'newMessage', 'privacyDeletion', 'propertyChange'];

/** Every event that an app can subscribe to (HubSpot docs, webhooks). */
export const SUBSCRIBABLE_EVENTS: readonly string[] = [
  ...CONVERSATION_EVENTS.map((event) => `conversation.${event}`),
  ...CRM_OBJECTS.flatMap((object) => CRM_EVENTS.map((event) => `${object}.${event}`)),
  'contact.privacyDeletion',
];

/** The list of a project's file that an event belongs in (HubSpot docs, "Configure webhooks"). */
export function projectListOf(event: string): 'hubEvents' | 'crmObjects' | 'legacyCrmObjects' {
  if (event.startsWith('conversation.') || event === 'contact.privacyDeletion') return 'hubEvents';
  return event.startsWith('object.') ? 'crmObjects' : 'legacyCrmObjects';
}

/** Events per second that OpenCX asks for; HubSpot's default is 10 (troubleshooting page, same list, step 4). */
export const WANTED_THROTTLE = 100;

/**
 * Facts about a webhook URL. The URL itself is a secret like a password, so only what comparisons need is kept.
 */
export const urlFactsSchema = v.object({
  /** Scheme, lower case, with the colon: `https:`. */
  scheme: v.string(),
  host: v.string(),
  /** Digest of the whole URL, normalised (host case, default port, trailing slash): equal digest, equal URL. */
  digest: v.string(),
  /** Digest of the organization that the URL's token names; absent where the URL names none. */
  organization: maybe,
});
export type UrlFacts = v.InferOutput<typeof urlFactsSchema>;

/** One event subscription of the customer's app, in whatever file or answer it was found. */
export const subscriptionSchema = v.object({
  /** HubSpot's event name: `conversation.newMessage`, `ticket.propertyChange`, `object.propertyChange`. */
  event: v.string(),
  property: maybe,
  /** For `object.*` events: `ticket` or `0-5`. */
  objectType: maybe,
  /** false: paused. */
  active: v.boolean(),
  /** The list of a project's file that it stands in: `hubEvents`. */
  list: maybe,
});
export type Subscription = v.InferOutput<typeof subscriptionSchema>;

/** An app's event throttling as it is set. */
export const throttleSchema = v.object({
  /** `maxConcurrentRequests`, on OpenCX's screens "event throttling, per second". */
  limit: v.number(),
  /**
   * HubSpot's word for the time that the limit is for, where it stands with it: `SECONDLY`, `ROLLING_MINUTE`. Without
   * one, HubSpot speaks of requests at the same time; that this is OpenCX's number per second is inferred.
   */
  period: maybe,
});
export type Throttle = v.InferOutput<typeof throttleSchema>;

/** The webhook settings of an app as one source shows them; what the source does not show is absent. */
export const webhookConfigSchema = v.object({
  /** null: the source shows that there is none. */
  targetUrl: v.exactOptional(v.nullable(urlFactsSchema)),
  throttle: v.exactOptional(throttleSchema),
  subscriptions: v.exactOptional(v.array(subscriptionSchema)),
});
export type WebhookConfig = v.InferOutput<typeof webhookConfigSchema>;
