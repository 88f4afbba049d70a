/**
 * One webhook event of HubSpot, read tolerantly: ids are strings, what HubSpot left out is absent. A type that the
 * engine does not know is an event all the same.
 */
export interface WebhookEvent {
  /** `conversation.newMessage`, `ticket.propertyChange`. */
  type: string;
  /** Thread id for `conversation.*`, ticket id for `ticket.*`. */
  objectId: string;
  portalId?: number;
  appId?: number;
  /** Of `object.*` events: `0-5` for a ticket. */
  objectTypeId?: string;
  subscriptionId?: number;
  /** Not unique; never a key by itself. */
  eventId?: number;
  /** Epoch milliseconds. */
  occurredAt: number;
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
}
