/**
 * One event of HubSpot's, out of the JSON that it came as. For the intake, and for whoever reads a saved delivery.
 */
import type { WebhookEvent } from '../../core/event.ts';
import { isObject } from '../../core/json.ts';

/** An event, or what is wrong with the element, to be put after "element 2 ": it never quotes the element. */
export type ReadEvent = { event: WebhookEvent } | { fault: string };

/** `ticket.propertyChange`: an object and what happened to it. Types that nobody has heard of yet pass. */
const TYPE = /^(?=.{3,128}$)[\w-]+(\.[\w-]+)+$/;
const ID = /^[\w-]{1,64}$/;

/**
 * Reads one element of a delivery. Unknown keys are passed over, and known ones of a wrong type count as left out; only
 * the type is insisted on, since without it nothing makes an event of an object. HubSpot leaves out even `objectId`,
 * where an event is about two objects (seen live in `ticket.associationChange`).
 */
export function readEvent(element: unknown): ReadEvent {
  if (!isObject(element)) return { fault: 'is not an object' };
  const type = typeIn(element);
  if (type === undefined) return { fault: 'has no subscriptionType like conversation.newMessage' };
  return { event: { type, attempt: wholeNumber(element['attemptNumber']) ?? 0, ...otherFieldsOf(element) } };
}

/** Whether an element is an event, without reading more of it than that takes. */
export function isEvent(element: unknown): boolean {
  return isObject(element) && typeIn(element) !== undefined;
}

/** One table of HubSpot's docs says `eventType` where every body says `subscriptionType`. */
function typeIn(fields: Readonly<Record<string, unknown>>): string | undefined {
  const type = fields['subscriptionType'] ?? fields['eventType'];
  return typeof type === 'string' && TYPE.test(type) ? type : undefined;
}

/** The sample that the Test button of a subscription's panel sends always names event 100 and object 123. */
export function isPanelTest({ eventId, objectId }: WebhookEvent): boolean {
  return eventId === 100 && objectId === '123';
}

/** Ids come as numbers or texts. */
function idOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  return textOf(value) || undefined;
}

/** An id that may stand in the path of a call. */
function objectIdOf(value: unknown): string | undefined {
  const id = idOf(value);
  return id !== undefined && ID.test(id) ? id : undefined;
}

/** HubSpot's own are digits and dashes; a channel of an app's may have other signs. */
const MESSAGE_ID = /^[\w.:=+/-]{1,256}$/;

function messageIdOf(value: unknown): string | undefined {
  const id = idOf(value);
  return id !== undefined && MESSAGE_ID.test(id) ? id : undefined;
}

/** HubSpot's names for things, `hs_pipeline_stage`, `CRM_UI`, `userId:7003`: they are printed, so they hold no free text. */
const WORD = /^[\w.:-]{1,128}$/;

function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' && WORD.test(value) ? value : undefined;
}

function idsOf(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const ids = value.map(objectIdOf).filter((id) => id !== undefined);
  return ids.length === 0 ? undefined : ids;
}

function yesOrNo(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** The last millisecond that a date can name; a larger number is no time. */
const LAST_MOMENT = 8_640_000_000_000_000;

function timeOf(value: unknown): number | undefined {
  const time = wholeNumber(value);
  return time !== undefined && time <= LAST_MOMENT ? time : undefined;
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

type OtherFields = Omit<WebhookEvent, 'type' | 'attempt'>;

/** What HubSpot's keys mean; a reader gives back undefined for what cannot be meant. */
const READERS: { readonly [K in keyof OtherFields]-?: (value: unknown) => OtherFields[K] | undefined } = {
  objectId: objectIdOf,
  occurredAt: timeOf,
  portalId: wholeNumber,
  appId: wholeNumber,
  subscriptionId: wholeNumber,
  eventId: wholeNumber,
  objectTypeId: wordOf,
  messageId: messageIdOf,
  messageType: wordOf,
  propertyName: wordOf,
  propertyValue: propertyValueOf,
  changeSource: wordOf,
  changeFlag: wordOf,
  sourceId: (value) => wordOf(idOf(value)),
  fromObjectId: objectIdOf,
  toObjectId: objectIdOf,
  associationType: wordOf,
  associationRemoved: yesOrNo,
  primaryObjectId: objectIdOf,
  mergedObjectIds: idsOf,
  newObjectId: objectIdOf,
};
const NAMES = Object.keys(READERS) as (keyof OtherFields)[];

function otherFieldsOf(fields: Readonly<Record<string, unknown>>): OtherFields {
  const kept: Record<string, unknown> = {};
  for (const name of NAMES) {
    const given = fields[name];
    const read = given === undefined ? undefined : READERS[name](given);
    if (read !== undefined) kept[name] = read;
  }
  return kept as OtherFields;
}
