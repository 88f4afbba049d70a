/**
 * One webhook event of HubSpot, read tolerantly: ids are strings, what HubSpot left out is absent. A type that the
 * engine does not know is an event all the same.
 */
export interface WebhookEvent {
  /** `conversation.newMessage`, `ticket.propertyChange`. */
  type: string;
  /** Thread id for `conversation.*`, ticket id for `ticket.*`; absent where an event is about more than one object. */
  objectId?: string;
  portalId?: number;
  appId?: number;
  /** Of `object.*` events: `0-5` for a ticket. */
  objectTypeId?: string;
  subscriptionId?: number;
  /** Not unique; never a key by itself. */
  eventId?: number;
  /** Epoch milliseconds. */
  occurredAt?: number;
  /** Delivery attempt, from 0. */
  attempt: number;
  messageId?: string;
  messageType?: string;
  propertyName?: string;
  /** '' and null both mean that the property was emptied. */
  propertyValue?: string | null;
  changeSource?: string;
  changeFlag?: string;
  sourceId?: string;
  /** Of `*.associationChange`: what was connected with what, or parted from it. */
  fromObjectId?: string;
  toObjectId?: string;
  associationType?: string;
  associationRemoved?: boolean;
  /** Of `*.merge`: what was kept, what went into it, and what came of it. */
  primaryObjectId?: string;
  mergedObjectIds?: readonly string[];
  newObjectId?: string;
}

/** The object that an event is about, or the first of several; undefined where it names none. */
export function mainObjectOf(event: WebhookEvent): string | undefined {
  return event.objectId ?? event.fromObjectId ?? event.primaryObjectId ?? event.newObjectId;
}

/** What tells an event from others of its type, for a line that names it. */
export function subjectOf(event: WebhookEvent): string {
  return event.messageId ?? event.propertyName ?? mainObjectOf(event) ?? '(names no object)';
}
