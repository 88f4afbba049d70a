import { callOf, FIRST_REFUSAL, isFault, type RowFault } from '../fields/call.ts';
import { mapColumns } from '../fields/columns.ts';
import { isHostOfPages } from '../fields/hubspot-paths.ts';
import type { ApiCall } from '../fields/roles.ts';
import type { LogReader, Recogniser } from './form.ts';
import { readRecords } from './json.ts';

/** What a browser's network tab saves. */
export const recogniseHar: Recogniser = ({ jsonShape }) =>
  jsonShape === 'har' ? { isSure: true, read: readHar } : undefined;

/** Its keys are always the same, so none is said to be understood, and `--map` has nothing to name. */
const readHar: LogReader = async (bytes, _options, sink) => ({
  ...(await readRecords(bytes, 'har', (entry) => [callOfEntry(entry)], sink)),
  // What was never answered is known to be so.
  unread: 0,
  broken: 0,
  columns: [],
  ignoredColumns: [],
  names: [],
});

/** The places of a HAR entry that are looked at. Headers, cookies and request bodies are not among them. */
const MAPPING = mapColumns([
  'requestMethod',
  'requestUrl',
  'responseStatus',
  'startedDateTime',
  'duration',
  'responseBody',
]);

/** The call of a HAR entry. A status of 0 is a request that was never answered: none. */
function callOfEntry(entry: object): ApiCall | RowFault {
  const status = at(at(entry, 'response'), 'status');
  const values = [
    at(at(entry, 'request'), 'method'),
    at(at(entry, 'request'), 'url'),
    status,
    at(entry, 'startedDateTime'),
    at(entry, 'time'),
    mayBeRefusal(status) ? bodyOf(entry) : undefined,
  ];
  const call = callOf(values, MAPPING);
  const signIn = signInOf(at(entry, 'request'));
  return isFault(call) || signIn === undefined ? call : { ...call, signIn };
}

/** Not `hubapi.com`, where HubSpot documents its API: these are called by its own pages. */
const OF_PAGES = /^https?:\/\/[\w.-]+\.hubspot\.com(?:[:/?#]|$)/i;

/**
 * Browsers leave tokens and cookies out of what they save unless asked to keep them; the page that a call was made for
 * stands there in most. Where it does not, a call to a host of `hubspot.com` without a token is one of HubSpot's page.
 */
function signInOf(request: unknown): ApiCall['signIn'] {
  const headers = [at(request, 'headers')].filter(Array.isArray).flat();
  const values = (name: string) =>
    headers
      .filter((header) => String(at(header, 'name')).toLowerCase() === name)
      .map((header) => String(at(header, 'value')));
  if (values('authorization').length > 0) return 'token';
  const pages = [...values('origin'), ...values('referer')].map((url) => URL.parse(url)?.hostname ?? '');
  const isOfPage =
    values('cookie').length > 0 ||
    (pages.length > 0 ? pages.some(isHostOfPages) : OF_PAGES.test(String(at(request, 'url'))));
  return isOfPage ? 'session' : undefined;
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

/** Of other calls no answer is looked at. */
function mayBeRefusal(status: unknown): boolean {
  return !(typeof status === 'number' && status >= 100 && status < FIRST_REFUSAL);
}

function bodyOf(entry: object): unknown {
  const content = at(at(entry, 'response'), 'content');
  const text = at(content, 'text');
  const isPacked = at(content, 'encoding') === 'base64' && typeof text === 'string';
  return isPacked ? Buffer.from(text, 'base64').toString('utf8') : text;
}
