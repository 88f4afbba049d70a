import { copyOf, isApiWord } from './api-words.ts';

const ORIGIN = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#]*|(?:\/\/)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?=[/?#]|$))/i;
const END_OF_PATH = /[?#\s]/;
const METHOD = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/;

const VERSION = /^(?:v\d{1,2}|\d{4}-\d{2}(?:-beta)?)$/;
const FOLDED = /^(?:[A-Z]-|2-)?\{(?:id|uuid|email|token|value|rest)\}$/;
const DIGITS = /^\d+$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ACTOR_ID = /^[A-Z]-./;
/** `0-5` is HubSpot's own name for tickets; `2-…` are types that a portal has made. */
const OBJECT_TYPE = /^(?:0-\d{1,3}|2-\d+)$/;
const RANDOM = /^(?=.*[\d=])(?=.*[a-z])[\w+/=.~-]{16,}$/i;
const HEX = /^[0-9a-f]{16,}$/i;

const LONGEST_PLAIN = 40;
const MOST_SEGMENTS = 16;
const MOST_ENCODINGS = 3;

/** Stands for a call whose path the log does not tell. */
const NO_PATH = '(no path)';

/**
 * Method and path with everything folded that tells one call from another: `GET /crm/v3/owners/{id}`. Query and
 * host are dropped. A segment stays only when it is a word of an API or its version, so that no id, address or key
 * is in what comes out, and it may be printed. What is folded already stays as it is.
 *
 * @param path with its query, or a whole URL, as it was logged
 */
export function foldRoute(method: string | undefined, path: string | undefined): string {
  const folded = path === undefined || path.trim() === '' ? NO_PATH : foldPath(path.trim());
  return method !== undefined && METHOD.test(method) ? `${method} ${folded}` : folded;
}

/** The path of a route without its method. */
export function pathOf(route: string): string {
  return route.slice(route.indexOf(' /') + 1);
}

function foldPath(path: string): string {
  const plain = isAbsolute(path) ? path : path.replace(ORIGIN, '');
  const end = plain.search(END_OF_PATH);
  const folded: string[] = [];
  for (const segment of (end < 0 ? plain : plain.slice(0, end)).split('/')) {
    if (segment === '') continue;
    if (folded.length === MOST_SEGMENTS) return `/${folded.join('/')}/{rest}`;
    const isName = isApiWord(segment) && standsForRecord(folded) && !RECORD_WORDS.has(segment);
    folded.push(isName ? '{value}' : foldSegment(segment));
  }
  return `/${folded.join('/')}`;
}

/** What may follow a type of CRM objects beside a record's id. */
const RECORD_WORDS: ReadonlySet<string> = new Set([
  'search',
  'batch',
  'merge',
  'gdpr-delete',
  'associations',
]);

/**
 * Whether the next segment names a record of the CRM. With `idProperty` that is no number but whatever a portal knows
 * its contacts by: a word there may be a person's name.
 */
function standsForRecord(before: readonly string[]): boolean {
  const [type = '', above = '', top] = before.slice(-3).reverse();
  if (VERSION.test(type)) return false;
  return above === 'objects' || (top === 'objects' && VERSION.test(above));
}

/** The one form that needs no look for a host. */
function isAbsolute(path: string): boolean {
  return path.startsWith('/') && !path.startsWith('//');
}

function foldSegment(segment: string): string {
  if (plainSegments.has(segment)) return segment;
  if (DIGITS.test(segment)) return '{id}';
  if (isApiWord(segment) || VERSION.test(segment) || FOLDED.test(segment)) return remembered(segment);
  return segment.includes('%') ? foldEncoded(segment) : foldUnlike(segment);
}

/** The words that paths are made of are few, and each path holds several: they are judged once. */
const plainSegments = new Set<string>();
const MOST_REMEMBERED = 1_000;

function remembered(segment: string): string {
  if (plainSegments.size < MOST_REMEMBERED) plainSegments.add(copyOf(segment));
  return segment;
}

/** Some logs encode a path that is encoded already. */
function foldEncoded(segment: string): string {
  let decoded = segment;
  try {
    for (let times = 0; times < MOST_ENCODINGS; times += 1) decoded = decodeURIComponent(decoded);
  } catch {
    return '{value}';
  }
  return DIGITS.test(decoded) ? '{id}' : foldUnlike(decoded);
}

/** A segment that is neither a word nor a number. */
function foldUnlike(segment: string): string {
  if (ACTOR_ID.test(segment)) return `${segment.slice(0, 2)}{id}`;
  if (segment.includes('@')) return '{email}';
  if (UUID.test(segment)) return '{uuid}';
  if (OBJECT_TYPE.test(segment)) return segment.startsWith('0') ? segment : '2-{id}';
  const isToken = segment.length > LONGEST_PLAIN || HEX.test(segment) || RANDOM.test(segment);
  return isToken ? '{token}' : '{value}';
}
