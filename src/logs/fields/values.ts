import { msPerUnit } from './names.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const STATUS = /^(?:HTTP(?:\/[\d.]+)?\s+)?([1-5]\d\d)(?:\.0+)?(?=$|[\s:;,(-])/i;
const REQUEST_LINE = /^([a-z]{3,7})\s+(\S+)(?:\s+HTTP\/[\d.]+)?$/i;
const URL_START = /^[a-z][a-z\d+.-]*:\/\//i;
const HOST_START = /^[a-z\d-]+(?:\.[a-z\d-]+)+(?::\d+)?\//i;
/** A comma before one or two digits is a decimal one; before three it may as well part thousands. */
const DURATION = /^(\d+(?:\.\d+|,\d{1,2})?)\s*([a-zµ]+)?$/i;
const CATEGORY = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/;
/** A day: what is longer is rather a moment than a duration. */
const LONGEST_DURATION_MS = 86_400_000;

/** `403` from `403`, `"403 Forbidden"` or `"HTTP/1.1 403"`; undefined for what is no HTTP status. */
export function readStatus(value: unknown): number | undefined {
  if (typeof value === 'number')
    return Number.isInteger(value) && value >= 100 && value < 600 ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const found = STATUS.exec(value.trim())?.[1];
  return found === undefined ? undefined : Number(found);
}

/** HubSpot's number of an account or an app; nothing is made of a number that cannot be exact. */
export function readNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** Upper case; also the first word of a request line (`GET /crm/v3/owners HTTP/1.1`). */
export function readMethod(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const method = (REQUEST_LINE.exec(text)?.[1] ?? text).toUpperCase();
  return METHODS.has(method) ? method : undefined;
}

/** A path or a whole URL; also the second word of a request line. What lacks its scheme or first slash is given it. */
export function readPath(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const path = REQUEST_LINE.exec(text)?.[2] ?? text;
  if (path.startsWith('/') || URL_START.test(path)) return path;
  if (/\s/.test(path) || !path.includes('/')) return undefined;
  return HOST_START.test(path) ? `https://${path}` : `/${path}`;
}

const HOST =
  /^(?:[a-z][a-z\d+.-]*:\/\/)?(?:[^/?#@]*@)?((?:[a-z\d_-]+\.)+[a-z\d-]+|localhost)\.?(?::\d+)?(?:[/?#].*)?$/i;
/** A machine of one's own that wrote the log, not the host that was called. */
const OWN_MACHINE = /\.(?:internal|local|lan|localdomain)$/;

const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;

/**
 * A host in lower case, also out of a URL and beside a port; undefined for the bare name of a machine.
 *
 * @param loose an address without a name tells nothing either
 */
export function readHost(value: unknown, loose: boolean): string | undefined {
  if (typeof value !== 'string') return undefined;
  const host = HOST.exec(value.trim())?.[1]?.toLowerCase();
  return host === undefined || OWN_MACHINE.test(host) || (loose && IPV4.test(host)) ? undefined : host;
}

/** One or several addresses, as proxies hand them on, the first perhaps with a port. */
const ADDRESSES = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[?[\da-f]*:[\da-f:.]*\]?)(?::\d+)?(?:,.*)?$/i;

/** Who called a server, in whatever words. With `loose`, an address alone. */
export function readCaller(value: unknown, loose: boolean): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return loose && !ADDRESSES.test(value.trim()) ? undefined : value;
}

const SERVERS_SPAN = /^(?:span_kind_)?(?:server|consumer)$/i;
/** Loggers of servers' requests, by the names that frameworks give them: `uvicorn.access`, `werkzeug`. */
const SERVERS_LOGGER =
  /^(?:uvicorn|gunicorn|hypercorn|aiohttp|tornado|puma|morgan)\b.*access|^(?:werkzeug|django[._](?:server|request|structlog)|morgan)\b|\bAspNetCore\b/i;

/** What says that a server wrote of what came in to it. */
export function readSide(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return SERVERS_SPAN.test(value) || SERVERS_LOGGER.test(value) ? value : undefined;
}

/** A URL that paths are set behind, without its last slash. */
export function readBase(value: unknown): string | undefined {
  return typeof value === 'string' && URL_START.test(value) ? value.trim().replace(/\/$/, '') : undefined;
}

/** A path behind its base; what is a whole URL stays one. */
export function joinBase(base: string, path: string): string {
  return URL_START.test(path) ? path : `${base}${path}`;
}

/**
 * Milliseconds; undefined for what is negative or longer than a day.
 *
 * @param perUnit milliseconds in one unit, where the value names none itself
 */
export function readDuration(value: unknown, perUnit: number): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const [, amount, unit] = DURATION.exec(String(value).trim()) ?? [];
  const factor = unit === undefined ? perUnit : msPerUnit(unit);
  if (amount === undefined || factor === undefined) return undefined;
  const ms = Math.round(Number(amount.replace(',', '.')) * factor * 1000) / 1000;
  return ms <= LONGEST_DURATION_MS ? ms : undefined;
}

/** HubSpot's own form alone (`MISSING_SCOPES`): other words in such a column are somebody else's. */
export function readCategory(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return CATEGORY.test(text) && text.length <= LONGEST_CATEGORY ? text : undefined;
}

const LONGEST_CATEGORY = 60;

/** What was answered, as text. With `loose`, an object or a text in braces that has the marks of HubSpot's errors. */
export function readBody(value: unknown, loose: boolean): string | undefined {
  if (typeof value === 'string') {
    const saysNothing = value.trim() === '' || CLIENTS_WORDS.test(value) || (loose && isStatusLine(value));
    return saysNothing ? undefined : value;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (
    loose &&
    (ERROR_OF_A_PROGRAM.some((key) => key in value) || !HUBSPOT_ERROR.some((key) => key in value))
  ) {
    return undefined;
  }
  try {
    return JSON.stringify(value);
  } catch {
    // Nested deeper than the stack: no answer of HubSpot's.
    return undefined;
  }
}

/** What an HTTP client says of every refusal (axios, fetch wrappers): a status in words, and nothing of the answer. */
const CLIENTS_WORDS =
  /^(?:\w*Error: )?(?:Request failed with status code \d{3}|Response code \d{3}(?: \(.*\))?|Forbidden|Unauthorized|Too Many Requests)\.?$/i;
const ERROR_OF_A_PROGRAM = ['stack', 'config'];
const HUBSPOT_ERROR = ['message', 'category', 'errors', 'errorType', 'policyName'];

function isStatusLine(text: string): boolean {
  return readStatus(text) !== undefined;
}

const MARKS_OF_HUBSPOT = /\bcorrelationId\b|\bcategory\b|\bpolicyName\b|hubapi\.com/;

/** A text that is an object itself, or has marks of HubSpot in it; most texts of a log are neither, and are passed over. */
export function readMessage(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value.startsWith('{') || MARKS_OF_HUBSPOT.test(value) ? value : undefined;
}
