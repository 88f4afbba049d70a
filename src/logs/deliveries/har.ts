/** Rows of the log of webhooks in what a browser has saved of its page: they stand in the answers that the page was given. */
import { isObject, parsed } from '../../core/json.ts';
import { DELIVERIES } from './delivery.ts';

/** The page asks for its rows at addresses that hold one of these; a page's other calls tell of something else. */
const OF_LOGS = /\/developers\/logs\/|webhooks?[^?]*\blogs?\b|\blogs?\b[^?]*webhook/i;
const OF_HUBSPOT = /^https:\/\/[^/]*\.(?:hubspot|hubapi)\.com\//i;
const DEEPEST = 5;

/** Those of each answer: the page asks for one stretch of time after another, as a person scrolls. */
export function listsInHar(har: unknown): object[][] {
  const entries = at(at(har, 'log'), 'entries');
  return Array.isArray(entries) ? entries.map(recordsOfEntry) : [];
}

function recordsOfEntry(entry: unknown): object[] {
  const url = at(at(entry, 'request'), 'url');
  if (typeof url !== 'string' || !OF_HUBSPOT.test(url) || !OF_LOGS.test(url)) return [];
  const content = at(at(entry, 'response'), 'content');
  const text = at(content, 'text');
  if (typeof text !== 'string') return [];
  const isPacked = at(content, 'encoding') === 'base64';
  return rowsIn(parsed(isPacked ? Buffer.from(text, 'base64').toString('utf8') : text), 0);
}

/** The items of lists, wherever they stand, and an object that says of itself that it is a delivery. */
function rowsIn(value: unknown, depth: number): object[] {
  if (depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.filter(isObject);
  if (!isObject(value)) return [];
  if (isRow(value)) return [value];
  return Object.values(value).flatMap((inner) => rowsIn(inner, depth + 1));
}

function isRow(value: object): boolean {
  return at(value, 'loggingSystemType') === DELIVERIES;
}

function at(value: unknown, key: string): unknown {
  return isObject(value) ? (value as Record<string, unknown>)[key] : undefined;
}
