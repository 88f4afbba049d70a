import { factsOf } from './object-types.ts';
import type { Occurrence } from './occurrences.ts';
import type { SubscriptionState } from './state-schema.ts';
import type { Store } from './store.ts';

/**
 * One event as it stands in a delivery, its keys in HubSpot's order (captured deliveries; HubSpot docs, "Webhooks",
 * for conversation.creation and conversation.propertyChange, of which there is no capture).
 */
export interface WebhookEventBody {
  /** Not unique at HubSpot; here it is. */
  eventId: number;
  subscriptionId: number;
  portalId: number;
  appId: number;
  /** Epoch milliseconds, the portal's time. */
  occurredAt: number;
  subscriptionType: string;
  /** From 0, one more with every retry. */
  attemptNumber: number;
  objectId: number;
  propertyName?: string;
  propertyValue?: string;
  messageId?: string;
  messageType?: string;
  changeFlag?: string;
  changeSource?: string;
  sourceId?: string;
  isSensitive?: boolean;
  objectTypeId?: string;
}

/** The events that an app is sent for an occurrence: one for each of its active subscriptions to it. */
export function eventsFor(store: Store, appId: string, occurrence: Occurrence): WebhookEventBody[] {
  const { apps, hub } = store.state;
  const subscriptions = Object.entries(apps[appId]?.webhooks.subscriptions ?? {});
  const matching = subscriptions.filter(([, one]) => one.active && isAbout(one, occurrence));
  return matching.map(([id, subscription]) => ({
    eventId: store.nextEventId(),
    subscriptionId: Number(id),
    portalId: hub.id,
    appId: Number(appId),
    occurredAt: Date.parse(occurrence.at),
    subscriptionType: subscription.eventType,
    attemptNumber: 0,
    objectId: Number(occurrence.objectId),
    ...detailsOf(store, occurrence),
    ...(isExpanded(subscription) && {
      isSensitive: false,
      objectTypeId: subscription.objectTypeId ?? '',
    }),
  }));
}

/** A subscription to property changes without a property never fires. */
function isAbout(subscription: SubscriptionState, occurrence: Occurrence): boolean {
  if (!namesOf(subscription, occurrence).includes(subscription.eventType)) return false;
  return !('property' in occurrence) || subscription.propertyName === occurrence.property;
}

function namesOf(subscription: SubscriptionState, occurrence: Occurrence): string[] {
  if (!('objectType' in occurrence)) return [occurrence.type];
  const { singular, typeId } = factsOf(occurrence.objectType);
  const verb = occurrence.type.replace('record.', '');
  return subscription.objectTypeId === typeId
    ? [`${singular}.${verb}`, `object.${verb}`]
    : [`${singular}.${verb}`];
}

/** Only CRM records have the expanded format; conversations stay classic. */
function isExpanded(subscription: SubscriptionState): boolean {
  return subscription.eventType.startsWith('object.');
}

function detailsOf(store: Store, occurrence: Occurrence): Partial<WebhookEventBody> {
  switch (occurrence.type) {
    case 'conversation.creation':
    case 'conversation.deletion':
      return {};
    case 'conversation.newMessage': {
      const { messageId, messageType } = occurrence;
      return { messageId, messageType, changeFlag: 'NEW_MESSAGE' };
    }
    case 'conversation.propertyChange': {
      const { property, value } = occurrence;
      const isBare = property === 'assignedTo' && store.state.switches.ownerInEvents === 'user-id';
      return { propertyName: property, propertyValue: isBare ? value.replace(/^A-/, '') : value };
    }
    case 'record.creation':
      return { changeFlag: 'CREATED', ...occurrence.by };
    case 'record.propertyChange':
      return { propertyName: occurrence.property, propertyValue: occurrence.value, ...occurrence.by };
  }
}
