import type { WebhookEvent } from '../../core/event.ts';

/** An event, or what is wrong with the element, to be put after "element 2 ": it never quotes the element. */
export type ReadEvent = { event: WebhookEvent } | { fault: string };

/** `ticket.propertyChange`: an object and what happened to it. Types that nobody has heard of yet pass. */
const TYPE = /^[\w-]{1,64}\.[\w-]{1,64}$/;
const ID = /^[\w-]{1,64}$/;

/**
 * Reads one element of a delivery. Unknown keys are passed over and optional ones of a wrong type count as left out;
 * only what no rule can do without is insisted on: the type, the object's id and the time (HubSpot docs, webhook
 * payloads).
 */
export function readEvent(element: unknown): ReadEvent {
  if (typeof element !== 'object' || element === null || Array.isArray(element)) {
    return { fault: 'is not an object' };
  }
  const fields = element as Readonly<Record<string, unknown>>;
  // One table of HubSpot's docs says `eventType` where every body says `subscriptionType`.
  const type = fields['subscriptionType'] ?? fields['eventType'];
  if (typeof type !== 'string' || !TYPE.test(type)) {
    return { fault: 'has no subscriptionType like conversation.newMessage' };
  }
  const objectId = idOf(fields['objectId']);
  if (objectId === undefined || !ID.test(objectId)) return { fault: 'has no usable objectId' };
  const occurredAt = wholeNumber(fields['occurredAt']);
  if (occurredAt === undefined) return { fault: 'has no occurredAt in milliseconds' };

  return {
    event: {
      type,
      objectId,
      occurredAt,
      attempt: wholeNumber(fields['attemptNumber']) ?? 0,
      ...present({
        portalId: wholeNumber(fields['portalId']),
        appId: wholeNumber(fields['appId']),
        subscriptionId: wholeNumber(fields['subscriptionId']),
        eventId: wholeNumber(fields['eventId']),
        objectTypeId: textOf(fields['objectTypeId']),
        messageId: idOf(fields['messageId']),
        messageType: textOf(fields['messageType']),
        propertyName: textOf(fields['propertyName']),
        propertyValue: propertyValueOf(fields['propertyValue']),
        changeSource: textOf(fields['changeSource']),
        changeFlag: textOf(fields['changeFlag']),
        sourceId: idOf(fields['sourceId']),
      }),
    },
  };
}

/** The sample that the Test button of a subscription's panel sends always names event 100 and object 123. */
export function isPanelTest({ eventId, objectId }: WebhookEvent): boolean {
  return eventId === 100 && objectId === '123';
}

/** Ids come as numbers or texts. A number beyond 2^53 has lost digits and would name another object. */
function idOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  return textOf(value) || undefined;
}

function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** Property values travel as texts; a bare number or boolean is taken for its text. */
function propertyValueOf(value: unknown): string | null | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value === null ? null : textOf(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function present<T extends object>(fields: T): Present<T> {
  const kept: Partial<T> = {};
  for (const name of Object.keys(fields) as (keyof T)[]) {
    if (fields[name] !== undefined) kept[name] = fields[name];
  }
  return kept as Present<T>;
}
