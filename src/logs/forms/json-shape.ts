import { isObject, type JsonObject, parsed } from '../../core/json.ts';

/** How calls lie in JSON: as an array's items, in lists of pages, in a HAR, one a document, or one a line. */
export type JsonShape = 'array' | 'pages' | 'har' | 'documents' | 'lines';

/** The keys that lists of calls are kept under; HubSpot's CLI has `results`. */
export const LIST_KEYS = ['results', 'logs', 'data', 'entries'] as const;
const HAR_KEYS = ['entries', 'version', 'creator', 'browser', 'pages'] as const;

/** What a program's console prints has no quotes here: `{ status: 403 }`. */
const OBJECT = /^\{\s*(?:["}]|$)/;
const ARRAY = /^\[\s*(?:[[{\]]|$)/;
/** A document that is written over several lines breaks its first line here; a line of NDJSON never ends so. */
const GOES_ON = /[{[,:]$/;

/** Tells the shape from the start of a text, which may break off anywhere; undefined where it does not begin as JSON. */
export function jsonShapeOf(start: string): JsonShape | undefined {
  const text = start.trimStart();
  if (ARRAY.test(text)) return 'array';
  if (!OBJECT.test(text)) return undefined;
  const [line = ''] = text.split('\n');
  const whole = parsed(line);
  if (whole === undefined && GOES_ON.test(line.trimEnd())) return documentShape(openedBy(text));
  const shape = documentShape(isObject(whole) ? openedIn(whole) : openedBy(line));
  const holdsLog = isObject(whole) && Object.keys(whole).join() === 'log';
  return shape === 'documents' && !holdsLog ? 'lines' : shape;
}

function documentShape(opened: Opened): 'har' | 'pages' | 'documents' {
  if (opened.get('log') === '{' && HAR_KEYS.some((key) => opened.has(`log.${key}`))) return 'har';
  if (LIST_KEYS.some((key) => opened.get(key) === '[')) return 'pages';
  return 'documents';
}

/** Keys of a document, and of the objects right in it (`log.version`), each with the first letter of its value. */
type Opened = ReadonlyMap<string, string>;

function openedIn(document: JsonObject): Opened {
  const opened = new Map<string, string>();
  for (const [key, value] of Object.entries(document)) {
    opened.set(key, Array.isArray(value) ? '[' : isObject(value) ? '{' : '');
    if (isObject(value)) for (const inner of Object.keys(value)) opened.set(`${key}.${inner}`, '');
  }
  return opened;
}

interface Container {
  /** The key that it stands under; empty for a document, and for an item of an array. */
  name: string;
  isObject: boolean;
}

/** Strings, what stands between values, and other values. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s"{}[\]:,]+/gs;

/** The same of a text that may break off, or be no JSON further on: what comes before still tells. */
function openedBy(start: string): Opened {
  const opened = new Map<string, string>();
  const around: Container[] = [];
  let key: string | undefined;
  for (const [token] of start.matchAll(TOKENS)) {
    if (token === ':' || token === ',') continue;
    if (token === '}' || token === ']') {
      around.pop();
    } else if (token.startsWith('"') && key === undefined && around.at(-1)?.isObject) {
      key = String(parsed(token));
    } else {
      const name = key ?? '';
      if (name !== '' && around.length <= 2) opened.set(nameOf([...around, { name }]), token.charAt(0));
      if (token === '{' || token === '[') around.push({ name, isObject: token === '{' });
      key = undefined;
    }
  }
  return opened;
}

function nameOf(path: readonly Pick<Container, 'name'>[]): string {
  return path
    .map(({ name }) => name)
    .filter((name) => name !== '')
    .join('.');
}
