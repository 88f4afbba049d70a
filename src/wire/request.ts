import { EvidenceFailure } from '../core/evidence.ts';
import { CONCEALED_PATH, foldPath } from './call-record.ts';
import { type Destination, TooLarge, toEvidenceFailure } from './network-errors.ts';

/** Bytes of a request or of an unpacked answer that are held in memory; HubSpot's largest answers are far below it. */
export const LARGEST_BODY = 20 * 1024 * 1024;

/** One request, with what is to be known of it beyond HTTP. */
export interface WireRequest {
  url: string | URL;
  /** GET, when left out. */
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** It changes nothing, or nothing more when it is made twice. Left out, its method tells (RFC 9110, 9.2.2). */
  repeatable?: boolean;
  /** The path is a secret, as a webhook URL's is: it appears in no record and no error. */
  secretPath?: boolean;
  /** The answer is no text: its bytes are wanted. */
  binary?: boolean;
  /** `manual`: a redirect is the answer. Left out, one to the same origin is followed. */
  redirect?: 'manual';
}

/** A whole answer, whatever its status, with where it came from. */
export interface WireAnswer {
  status: number;
  /** Names in lower case; of a header that came more than once, the first. */
  headers: Readonly<Record<string, string>>;
  body: string;
  /** The body is no UTF-8, as JSON has to be: what could not be decoded stands in it as a replacement. */
  undecodable?: boolean;
  /** The body as it came, where the request wants it so. */
  bytes?: Uint8Array;
  destination: Destination & { route: string };
}

/** A request in the form in which it is sent. */
export interface BuiltRequest extends WireRequest {
  url: URL;
  method: string;
  headers: Readonly<Record<string, string>>;
  repeatable: boolean;
  destination: Destination & { route: string };
}

/** Methods that may be repeated without harm even if the first request was carried out (RFC 9110, 9.2.2). */
const REPEATABLE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

/** What no value of a header may hold (RFC 9110, 5.5). */
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/;

/**
 * Makes a request ready to be sent. Answers are asked for unpacked, so that a 429 can be read.
 *
 * @throws EvidenceFailure `not-configured` for what cannot be sent, without quoting it: it may hold a secret
 */
export function buildRequest(request: WireRequest, userAgent: string): BuiltRequest {
  const { method = 'GET', secretPath = false, repeatable = REPEATABLE_METHODS.has(method) } = request;
  const url = sendableUrl(request.url);
  const path = secretPath ? CONCEALED_PATH : foldPath(url.pathname);
  const destination = { host: url.host, route: `${method} ${path}` };
  if (request.body !== undefined && Buffer.byteLength(request.body) > LARGEST_BODY) {
    throw toEvidenceFailure(new TooLarge('request'), destination);
  }
  const headers = {
    ...sendableHeaders(request.headers ?? {}, url.host),
    'user-agent': userAgent,
    'accept-encoding': 'identity',
  };
  return { ...request, url, method, headers, repeatable, destination };
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 20;

/**
 * The request that a redirect asks for, as fetch has it; undefined where the answer is to be taken as it is. A
 * redirect to another origin is not followed, so that no token and no webhook body goes where nobody sent it.
 *
 * @param followed redirects so far
 */
export function redirected(
  request: BuiltRequest,
  { status, headers }: WireAnswer,
  followed: number,
): WireRequest | undefined {
  const { location } = headers;
  if (request.redirect === 'manual' || followed >= MOST_REDIRECTS) return undefined;
  if (!REDIRECTS.has(status) || location === undefined) return undefined;
  const url = URL.parse(location, request.url.href);
  if (url?.origin !== request.url.origin) return undefined;
  if (!becomesGet(request.method, status)) return { ...request, url };
  const { body: _body, repeatable: _repeatable, ...rest } = request;
  return { ...rest, url, method: 'GET' };
}

function becomesGet(method: string, status: number): boolean {
  if (status === 303) return method !== 'GET' && method !== 'HEAD';
  return method === 'POST' && status <= 302;
}

function sendableUrl(given: string | URL): URL {
  const url = given instanceof URL ? given : URL.parse(given);
  if (!url) throw notConfigured('The address of the call is not a URL.');
  if (url.username || url.password) {
    throw notConfigured(
      `The request to ${url.host} could not be built: the address holds a user name.`,
      url.host,
    );
  }
  return url;
}

/** Names in lower case; white space around a value is no part of it. */
function sendableHeaders(headers: Readonly<Record<string, string>>, host: string): Record<string, string> {
  const trimmed = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    value.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, ''),
  ]);
  if (trimmed.some(([, value = '']) => UNSENDABLE.test(value))) {
    throw notConfigured(
      `The request to ${host} could not be built: a header holds characters that cannot be sent.`,
      host,
    );
  }
  return Object.fromEntries(trimmed);
}

function notConfigured(message: string, host?: string): EvidenceFailure {
  return new EvidenceFailure({ kind: 'not-configured', message, ...(host !== undefined && { host }) });
}
