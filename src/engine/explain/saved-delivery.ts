/**
 * A delivery that somebody saved, in whatever form the tool shows it that took it in: n8n's items, the record of a
 * request bin, a tunnel's inspector, a log with the body as a text. For `explain`; an intake takes HubSpot's own form.
 */
import { readEvent } from '../intake/event.ts';
import { type ParsedDelivery, parseDelivery, readElements, readJson } from '../intake/parse.ts';

/** How many wrappings are looked through; the deepest known one, a HAR, has eight. */
const DEEPEST = 12;

/** Reads the events wherever they stand in a saved file; what is wrong with them is told as of a delivery. */
export function readSavedDelivery(raw: Buffer): ParsedDelivery {
  const found = elementsIn(jsonIn(raw), DEEPEST);
  return found.length > 0 ? readElements(found) : parseDelivery(raw);
}

/**
 * The elements of the deliveries inside a value. An array is looked through whole, since it may list several requests; of
 * an object the first field that holds events counts, since a record may repeat its body in another form.
 */
function elementsIn(value: unknown, depth: number): readonly unknown[] {
  if (depth === 0) return [];
  if (typeof value === 'string') return elementsIn(jsonIn(Buffer.from(value)), depth - 1);
  if (typeof value !== 'object' || value === null) return [];
  if (isEvent(value)) return [value];
  if (Array.isArray(value)) {
    return value.some(isEvent) ? value : value.flatMap((each) => elementsIn(each, depth - 1));
  }
  for (const field of Object.values(value)) {
    const found = elementsIn(field, depth - 1);
    if (found.length > 0) return found;
  }
  return [];
}

function isEvent(value: unknown): boolean {
  return 'event' in readEvent(value);
}

/** The JSON that a text is, or its part after the headers of a request, or what it holds as base64. */
function jsonIn(raw: Buffer): unknown {
  for (const text of [raw, unpacked(raw)]) {
    const read = readJson(text) ?? readJson(afterHeaders(text));
    if (read) return read.json;
  }
  return undefined;
}

function afterHeaders(raw: Buffer): Buffer {
  const text = raw.toString('utf8');
  const end = /\r?\n\r?\n/.exec(text);
  return Buffer.from(end ? text.slice(end.index) : '');
}

function unpacked(raw: Buffer): Buffer {
  const text = raw.toString('latin1').trim();
  return /^[A-Za-z0-9+/\s]{8,}={0,2}$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
}
