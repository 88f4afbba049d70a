/** The events that OpenCX must be subscribed to (troubleshooting page, "Replies not syncing", step 2). */
export const REQUIRED_EVENTS = [
  'conversation.newMessage',
  'conversation.creation',
  'ticket.propertyChange',
] as const;
export type RequiredEvent = (typeof REQUIRED_EVENTS)[number];

/** Events per second that OpenCX asks for; HubSpot's default is 10 (troubleshooting page, same list, step 4). */
export const WANTED_THROTTLE = 100;

/**
 * Facts about a webhook URL. The URL itself is a secret like a password, so only what comparisons need is kept.
 */
export interface UrlFacts {
  /** Scheme, lower case, with the colon: `https:`. */
  scheme: string;
  host: string;
  /** Digest of the whole URL, normalised (host case, default port, trailing slash): equal digest, equal URL. */
  digest: string;
  /** Digest of the organization that the URL's token names; absent where the URL names none. */
  organization?: string;
}

/** One event subscription of the customer's app, in whatever file or answer it was found. */
export interface Subscription {
  /** HubSpot's event name: `conversation.newMessage`, `ticket.propertyChange`, `object.propertyChange`. */
  event: string;
  property?: string;
  /** For `object.*` events: `ticket` or `0-5`. */
  objectType?: string;
  /** false: paused. */
  active: boolean;
}

/** The webhook settings of an app as one source shows them; what the source does not show is absent. */
export interface WebhookConfig {
  /** null: the source shows that there is none. */
  targetUrl?: UrlFacts | null;
  /** `maxConcurrentRequests`, on OpenCX's screens "event throttling, per second". */
  throttle?: number;
  subscriptions?: Subscription[];
}
