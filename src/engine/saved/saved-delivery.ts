/**
 * Deliveries that somebody saved, in whatever form the tool shows them that took them in: items of an automation, the
 * record of a request bin, a tunnel's inspector, the event that a function in a cloud is called with, lines of a log, a
 * `curl` command. For `explain` and `engine trigger`; an intake takes HubSpot's own form alone.
 */
import { isObject, parsed } from '../../core/json.ts';
import { readEvent } from '../intake/event.ts';
import { type ParsedDelivery, parseDelivery, readElements } from '../intake/parse.ts';
import { NAMES_A_TYPE, readingsOf } from './values-in-text.ts';

/** How many wrappings are looked through; the deepest known ones, queues that carry requests, have about ten. */
const DEEPEST = 20;

const NO_EVENT =
  "no event of HubSpot's stands in it, which has a subscriptionType such as conversation.newMessage";

/** Reads the events wherever they stand in a saved file; what is wrong with them is told as of a delivery. */
export function readSavedDelivery(text: string): ParsedDelivery {
  const found = savedDeliveries(text);
  if (found.length > 0) return withDamaged(readElements(found.flat()), damagedLines(text));
  const asSent = parseDelivery(Buffer.from(text));
  if (text === '' || ('events' in asSent && asSent.events.length === 0)) return asSent;
  return { refused: { status: 400, reason: `${NO_EVENT}${whereElse(text)}.` } };
}

/** As a line of events, or of a record with some, begins. */
const BEGUN = /^\s*(?:\[\s*)?\{\s*"/;

/** Lines that begin as others do that hold events, and cannot be read: of a log that was cut, or of two writers. */
function damagedLines(text: string): number {
  const isOfEvent = (line: string) =>
    NAMES_A_TYPE.test(line) || (BEGUN.test(line) && parsed(line) === undefined);
  const lines = text.split('\n').filter(isOfEvent);
  if (lines.length < 2) return 0;
  const damaged = lines.filter((line) => deliveriesInText(line, DEEPEST).length === 0);
  // Of a value that is printed over several lines none holds an event by itself.
  return damaged.length < lines.length ? damaged.length : 0;
}

function withDamaged(read: ParsedDelivery, lines: number): ParsedDelivery {
  if ('refused' in read || lines === 0) return read;
  const said = `${lines === 1 ? '1 line is' : `${lines} lines are`} damaged and could not be read.`;
  return { ...read, leftOut: read.leftOut === null ? said : `${read.leftOut} ${said}` };
}

/** The elements of each delivery in a saved file, as they were sent. */
export function savedDeliveries(text: string): (readonly unknown[])[] {
  return deliveriesIn(text, DEEPEST);
}

/**
 * The deliveries inside a value. An array is looked through whole, since it may list several requests; of an object the
 * first field that holds a delivery counts, since a record may repeat its body in another form.
 */
function deliveriesIn(value: unknown, depth: number): (readonly unknown[])[] {
  if (depth === 0) return [];
  if (typeof value === 'string') return deliveriesInText(value, depth);
  if (isEvent(value)) return [[value]];
  if (Array.isArray(value)) {
    return value.some(isEvent) ? [value] : value.flatMap((each) => deliveriesIn(each, depth - 1));
  }
  return isObject(value) ? deliveriesInFields(Object.values(value), depth) : [];
}

function deliveriesInText(text: string, depth: number): (readonly unknown[])[] {
  for (const values of readingsOf(text)) {
    const found = values.flatMap((value) => deliveriesIn(value, depth - 1));
    if (found.length > 0) return found;
  }
  return [];
}

function deliveriesInFields(fields: readonly unknown[], depth: number): (readonly unknown[])[] {
  // Some tools write an array as an object whose keys are numbers.
  const events = fields.filter(isEvent);
  if (events.length > 0) return [events];
  for (const field of fields) {
    const found = deliveriesIn(field, depth - 1);
    if (found.length > 0) return found;
  }
  return [];
}

/** What says `eventType` in place of `subscriptionType` may be a record of anybody's, so it has to name more than that. */
function isEvent(value: unknown): boolean {
  if (!isObject(value) || !('event' in readEvent(value))) return false;
  return 'subscriptionType' in value || 'objectId' in value || 'subscriptionId' in value;
}

function whereElse(text: string): string {
  const [, file] = /\s(?:-d|--data(?:-raw|-binary|-ascii)?|--json)[ =]*["']?@([^\s"']+)/.exec(text) ?? [];
  return file === undefined ? '' : '; the command takes its body from another file, behind the @';
}
