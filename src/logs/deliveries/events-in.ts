import { isObject, parsed } from '../../core/json.ts';

/** One event of a delivery, as far as it is needed to know it again; nothing that anybody wrote. */
export interface DeliveredEvent {
  /** HubSpot's name: `conversation.newMessage`. */
  type: string;
  portalId?: number;
  objectId?: string;
  objectTypeId?: string;
  messageId?: string;
  propertyName?: string;
  /** Epoch milliseconds. */
  occurredAt?: number;
}

/** Events of one request (HubSpot docs, webhooks). */
const MOST_EVENTS = 100;
const TYPE = /^[a-z][a-z_]*\.[a-zA-Z]+$/;

/** The events of a delivery's body, as text or parsed; undefined for what is no such body. */
export function eventsIn(body: unknown): DeliveredEvent[] | undefined {
  const value = typeof body === 'string' ? parsed(body) : body;
  const items = Array.isArray(value) ? value : isObject(value) ? [value] : [];
  const events = items.slice(0, MOST_EVENTS).flatMap((item) => eventOf(item) ?? []);
  return events.length === 0 ? undefined : events;
}

function eventOf(item: unknown): DeliveredEvent | undefined {
  if (!isObject(item)) return undefined;
  const fields = item as Record<string, unknown>;
  const type = fields['subscriptionType'] ?? fields['eventType'];
  if (typeof type !== 'string' || !TYPE.test(type)) return undefined;
  return {
    type,
    ...whole('portalId', fields['portalId']),
    ...word('objectId', fields['objectId']),
    ...word('objectTypeId', fields['objectTypeId']),
    ...word('messageId', fields['messageId']),
    ...word('propertyName', fields['propertyName']),
    ...whole('occurredAt', fields['occurredAt']),
  };
}

function whole<K extends string>(key: K, value: unknown): { [P in K]?: number } {
  return Number.isSafeInteger(value) ? ({ [key]: value } as { [P in K]: number }) : {};
}

/** Ids and names alone: anything else in such a place is dropped. */
function word<K extends string>(key: K, value: unknown): { [P in K]?: string } {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[\w.-]{1,80}$/.test(text)
    ? ({ [key]: text } as { [P in K]: string })
    : {};
}
