/**
 * Calls that a line of text tells of: HubSpot's own document among the words of a program that met it, or the line that
 * an HTTP client writes of each call. No column says what such a text is, so what an answer in it says is likely at most.
 */
import {
  correlationIdIn,
  type HubSpotErrorBody,
  MISSING_SCOPES,
  readErrorBody,
} from '../../core/hubspot/error-words.ts';
import { parsed } from '../../core/json.ts';
import { isApiHost } from './hubspot-paths.ts';
import { inspectedIn } from './inspected.ts';
import type { ApiCall } from './roles.ts';

/** What of a text is looked at: stacks and dumps go on for pages. */
const LONGEST_TEXT = 65_536;
const MOST_BRACES = 40;
/** Text within text within text: each time its quotes are escaped once more. */
const MOST_ESCAPES = 2;

/** The call that a text tells of; undefined where HubSpot's answer is not in it. */
export function toldCall(text: string): ApiCall | undefined {
  const start = text.slice(0, LONGEST_TEXT);
  return documentIn(start) ?? clientsLine(start);
}

/** HubSpot's error document, escaped or not, wherever it stands in a text. */
function documentIn(text: string): ApiCall | undefined {
  for (const { body, around } of documentsIn(text)) {
    const said = readErrorBody(body);
    const status = isHubSpotsDocument(said) ? statusOf(said, text) : undefined;
    if (status === undefined) continue;
    const over = ENDS_WELL.test(around);
    return { ...requestIn(text), status, body, told: true, ...(over && { over }) };
  }
  return undefined;
}

/** Objects in a text, as JSON, with the words around them. */
function* documentsIn(text: string): Generator<{ body: string; around: string }> {
  let plain = text;
  for (let times = 0; times <= MOST_ESCAPES; times += 1) {
    for (const body of objectsIn(plain)) yield { body, around: plain.replace(body, '') };
    plain = plain.replaceAll(/\\(["\\])/g, '$1');
  }
  const around = text.slice(0, text.indexOf('{')) + text.slice(text.lastIndexOf('}') + 1);
  for (const body of inspectedIn(text)) yield { body, around };
}

/** Every JSON object in a text, the outer before the inner, as it is written there. */
function* objectsIn(text: string): Generator<string> {
  let braces = 0;
  for (let at = text.indexOf('{'); at >= 0 && braces < MOST_BRACES; at = text.indexOf('{', at + 1)) {
    braces += 1;
    const end = endOfObject(text, at);
    const object = end < 0 ? '' : text.slice(at, end);
    if (parsed(object) !== undefined) yield object;
  }
}

/** Behind the brace that closes the one at `at`; -1 where none does. Braces in strings count for nothing. */
function endOfObject(text: string, at: number): number {
  const tokens = /"(?:[^"\\]|\\.)*"|[{}]/gs;
  tokens.lastIndex = at;
  let depth = 0;
  for (let found = tokens.exec(text); found !== null; found = tokens.exec(text)) {
    if (found[0] === '{') depth += 1;
    else if (found[0] === '}') depth -= 1;
    if (depth === 0) return tokens.lastIndex;
  }
  return -1;
}

/** How the words around a document say that a call, tried again, succeeded: not after a `not`, and not `success: false`. */
const ENDS_WELL =
  /(?<!(?:\b(?:not|never|cannot|without|no)|n't) (?:\w+ )?)\b(?:succe(?:eded|ss|ssful|ssfully)|recovered|worked|went (?:well|through)|2\d\d ok|(?:status(?: code)?|http\/[\d.]+)[ :=]{1,2}2\d\d)\b(?!"?\s*[:=]\s*"?(?:false|no|0)\b)/i;

const STATUS_OF_CATEGORY: Readonly<Record<string, number>> = {
  [MISSING_SCOPES]: 403,
  INVALID_AUTHENTICATION: 401,
  EXPIRED_AUTHENTICATION: 401,
  RATE_LIMITS: 429,
};

/** Stricter than for an answer that was kept as one: in a text stands anybody's JSON. */
function isHubSpotsDocument(said: HubSpotErrorBody): boolean {
  if (said.message === undefined) return false;
  return (
    correlationIdIn(said.correlationId) !== undefined ||
    said.policyName !== undefined ||
    (said.category ?? '') in STATUS_OF_CATEGORY
  );
}

const STATUS_IN_TEXT = /(?:status(?:\s?code)?|http-code|http\/[\d.]+|error|failed)\D{0,12}\b([45]\d\d)\b/i;
const STATUS_ALONE = /(?:^|[\s([])([45]\d\d)(?=[\s)\]:,])/;

/** HubSpot's own words go before a number in the text, which may be that of the program's own answer. */
function statusOf({ category = '', policyName }: HubSpotErrorBody, text: string): number | undefined {
  const known = policyName === undefined ? STATUS_OF_CATEGORY[category] : 429;
  const found = known ?? (STATUS_IN_TEXT.exec(text) ?? STATUS_ALONE.exec(text))?.[1];
  return found === undefined ? undefined : Number(found);
}

const METHOD = '(GET|POST|PUT|PATCH|DELETE|HEAD)';
const URL_IN_TEXT = new RegExp(
  String.raw`(?:\b${METHOD}\s+(?:to\s+)?)?(https?:\/\/[\w.-]+(?::\d+)?\/[^\s"'\\<>)\]}]*)`,
);

/** The URL of HubSpot that a text names beside the answer. */
function requestIn(text: string): Pick<ApiCall, 'method' | 'path'> {
  const [, method, url = ''] = URL_IN_TEXT.exec(text) ?? [];
  return isApiHost(URL.parse(url)?.hostname ?? '') ? { path: url, ...(method && { method }) } : {};
}

/** What clients write of one call, each with the groups method, url or host and path, and status. */
const LINES: readonly RegExp[] = [
  // urllib3, under Python's requests: https://api.hubapi.com:443 "GET /crm/v3/owners HTTP/1.1" 403 None
  new RegExp(
    String.raw`(?<host>https?:\/\/[\w.-]+)(?::\d+)? "(?<method>${METHOD}) (?<path>\/\S*) HTTP\/[\d.]+" (?<status>\d{3})\b`,
  ),
  // httpx: HTTP Request: GET https://api.hubapi.com/crm/v3/owners "HTTP/1.1 403 Forbidden"
  new RegExp(
    String.raw`HTTP Request: (?<method>${METHOD}) (?<host>https?:\/\/[\w.-]+)(?::\d+)?(?<path>\/\S*) "HTTP\/[\d.]+ (?<status>\d{3})\b`,
  ),
  // requests, raise_for_status: 403 Client Error: Forbidden for url: https://api.hubapi.com/crm/v3/owners
  /(?<status>[45]\d\d) (?:Client|Server) Error: .{0,80}for url: (?<host>https?:\/\/[\w.-]+)(?::\d+)?(?<path>\/\S*)/,
];

function clientsLine(text: string): ApiCall | undefined {
  for (const line of LINES) {
    const { host, path, status, method } = line.exec(text)?.groups ?? {};
    if (host === undefined || !isApiHost(URL.parse(host)?.hostname ?? '')) continue;
    return { ...(method && { method }), path: `${host}${path}`, status: Number(status), told: true };
  }
  return undefined;
}
