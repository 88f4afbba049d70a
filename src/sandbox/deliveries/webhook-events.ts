import { factsOf } from '../hubspot/object-types.ts';
import type { PortalEvent } from '../portal/events.ts';
import type { ObjectType, SubscriptionState } from '../portal/state.ts';
import type { Store } from '../portal/store.ts';

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
  /** Of an association there are two, and neither stands here. */
  objectId?: number;
  propertyName?: string;
  propertyValue?: string;
  messageId?: string;
  messageType?: string;
  changeFlag?: string;
  changeSource?: string;
  sourceId?: string;
  associationType?: string;
  fromObjectId?: number;
  toObjectId?: number;
  associationRemoved?: boolean;
  isSensitive?: boolean;
  objectTypeId?: string;
}

/** What an app is sent of an event: one body for each of its active subscriptions to it. */
export function webhookEventsFor(store: Store, appId: string, event: PortalEvent): WebhookEventBody[] {
  const { apps, hub } = store.state;
  const subscriptions = Object.entries(apps[appId]?.webhooks.subscriptions ?? {});
  const matching = subscriptions.filter(([, one]) => one.active && isAbout(one, event));
  return matching.map(([id, subscription]) => ({
    eventId: store.nextEventId(),
    subscriptionId: Number(id),
    portalId: hub.id,
    appId: Number(appId),
    occurredAt: Date.parse(event.at),
    subscriptionType: subscription.eventType,
    attemptNumber: 0,
    ...(event.type !== 'record.associationChange' && { objectId: Number(event.objectId) }),
    ...detailsOf(store, event),
    ...(isExpanded(subscription) && {
      isSensitive: false,
      objectTypeId: subscription.objectTypeId ?? '',
    }),
  }));
}

/** A subscription to property changes without a property never fires. */
function isAbout(subscription: SubscriptionState, event: PortalEvent): boolean {
  if (!namesOf(subscription, event).includes(subscription.eventType)) return false;
  return !('property' in event) || subscription.propertyName === event.property;
}

function namesOf(subscription: SubscriptionState, event: PortalEvent): string[] {
  if (!('objectType' in event)) return [event.type];
  const { singular, typeId } = factsOf(event.objectType);
  const verb = event.type.replace('record.', '');
  return subscription.objectTypeId === typeId
    ? [`${singular}.${verb}`, `object.${verb}`]
    : [`${singular}.${verb}`];
}

/** Only CRM records have the expanded format; conversations stay classic. */
function isExpanded(subscription: SubscriptionState): boolean {
  return subscription.eventType.startsWith('object.');
}

function detailsOf(store: Store, event: PortalEvent): Partial<WebhookEventBody> {
  switch (event.type) {
    case 'conversation.creation':
    case 'conversation.deletion':
      return {};
    case 'conversation.newMessage': {
      const { messageId, messageType } = event;
      return { messageId, messageType, changeFlag: 'NEW_MESSAGE' };
    }
    case 'conversation.propertyChange': {
      const { property, value } = event;
      const isBare = property === 'assignedTo' && store.state.switches.ownerInEvents === 'user-id';
      return { propertyName: property, propertyValue: isBare ? value.replace(/^A-/, '') : value };
    }
    case 'record.creation':
      return { changeFlag: 'CREATED', ...event.by };
    case 'record.propertyChange':
      return { propertyName: event.property, propertyValue: event.value, ...event.by };
    case 'record.associationChange': {
      const { objectType, objectId, to, removed, by } = event;
      return {
        ...by,
        associationType: `${singularOf(objectType)}_TO_${singularOf(to.objectType)}`,
        fromObjectId: Number(objectId),
        toObjectId: Number(to.objectId),
        associationRemoved: removed,
      };
    }
  }
}

function singularOf(type: ObjectType): string {
  return factsOf(type).singular.toUpperCase();
}
