import { type ErrorKind, EvidenceFailure, type RetryHints } from '../core/evidence.ts';
import type { NamedProxy } from './proxy.ts';

/** Where a request was meant to go, as far as it may be printed. */
export interface Destination {
  /** Host, with its port where that is not the scheme's own. */
  host: string;
  /** Method and path with ids folded. */
  route?: string;
  /** What calls go through to get there. */
  proxy?: NamedProxy;
}

/** One try used up its time. */
export class TryTimedOut extends Error {
  override readonly name = 'TryTimedOut';
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds} ms`);
    this.milliseconds = milliseconds;
  }
}

/** A body was larger than what is held in memory. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
  readonly what: 'request' | 'answer';

  constructor(what: 'request' | 'answer') {
    super(`${what} too large`);
    this.what = what;
  }
}

const KIND_OF_CODE: Readonly<Record<string, ErrorKind>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  EADDRNOTAVAIL: 'refused',
  EACCES: 'refused',
  EPERM: 'refused',
  UND_ERR_PRX_CONN: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reset',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  EPROTO: 'tls',
  UND_ERR_PRX_TLS: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  HOSTNAME_MISMATCH: 'tls',
  INVALID_CA: 'tls',
  UND_ERR_HEADERS_OVERFLOW: 'parse',
};

/** The other side answered a TLS greeting with something else, as a plain HTTP server does. */
const NO_TLS_SPOKEN = 'ERR_SSL_WRONG_VERSION_NUMBER';

const KIND_OF_FAMILY: readonly (readonly [RegExp, ErrorKind])[] = [
  [/^(ERR_SSL_|ERR_TLS_|CERT_|CRL_|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)_)/, 'tls'],
  [/^HPE_/, 'parse'],
];

/**
 * Turns whatever a request ended with into a failure that names the host and says what happened on the way.
 *
 * Only codes are read: messages of the platform may hold headers, addresses or whole URLs. What is not recognised
 * counts as a broken connection, because that is all that can be said of it.
 */
export function toEvidenceFailure(
  error: unknown,
  destination: Destination,
  hints: RetryHints = {},
): EvidenceFailure {
  const { kind, message } = explain([...unwrapped(error)], destination);
  return new EvidenceFailure({ kind, message, ...destination }, hints);
}

function explain(
  chain: readonly unknown[],
  { host, proxy }: Destination,
): { kind: ErrorKind; message: string } {
  for (const link of chain) {
    if (link instanceof TryTimedOut) {
      const through = proxy ? ` through the proxy ${proxy.address}, which ${proxy.variable} names` : '';
      const message = `${host} did not answer within ${inSeconds(link.milliseconds)} s${through}.`;
      return { kind: 'timeout', message };
    }
    if (link instanceof TooLarge) return tooLarge(link.what, host);
    const refusedByProxy = proxyRefusal(link, host, proxy);
    if (refusedByProxy) return refusedByProxy;
    // undici's parser leaves the code out for an answer that does not even begin like HTTP.
    if (nameOf(link) === 'HTTPParserError')
      return { kind: 'parse', message: sentence('parse', host, codeOf(link)) };
    if (nameOf(link) === 'TimeoutError') {
      return { kind: 'timeout', message: `No time was left to call ${host}.` };
    }
    if (nameOf(link) === 'AbortError' && codeOf(link) === undefined) {
      return { kind: 'timeout', message: `The call to ${host} was stopped before an answer came.` };
    }
  }
  const code = chain.map(codeOf).find((each) => each !== undefined && kindOf(each) !== undefined);
  const kind = (code && kindOf(code)) || 'reset';
  return { kind, message: proxy ? throughProxy(kind, host, proxy, code) : sentence(kind, host, code) };
}

/** Names are resolved and connections taken by the proxy, so what fails on the way is between here and there. */
function throughProxy(
  kind: ErrorKind,
  host: string,
  { address, variable }: NamedProxy,
  code: string | undefined,
): string {
  const mark = code ? ` (${code})` : '';
  const proxy = `the proxy ${address}, which ${variable} names`;
  switch (kind) {
    case 'dns':
      return `The name of ${proxy}, could not be resolved${mark}.`;
    case 'refused':
      return `No connection was taken by ${proxy}${mark}.`;
    case 'timeout':
      return `${host} did not answer in time through ${proxy}${mark}.`;
    case 'tls':
      return `No secure connection to ${host} came about through ${proxy}${mark}.`;
    default:
      return `The connection to ${host} through ${proxy}, broke off${mark}.`;
  }
}

function sentence(kind: ErrorKind, host: string, code: string | undefined): string {
  const mark = code ? ` (${code})` : '';
  switch (kind) {
    case 'dns':
      return `The name ${host} could not be resolved from this machine${mark}.`;
    case 'refused':
      return `No connection to ${host} was taken${mark}: nothing listens there, or the way is closed.`;
    case 'tls':
      return code === NO_TLS_SPOKEN
        ? `No secure connection to ${host} came about${mark}; what answers there does not speak TLS.`
        : `No secure connection to ${host} came about${mark}; a proxy on the way may replace its certificate.`;
    case 'timeout':
      return `${host} did not answer in time${mark}.`;
    case 'parse':
      return `${host} answered with something that is not HTTP${mark}.`;
    default:
      return `The connection to ${host} broke off before an answer was complete${mark}.`;
  }
}

/** Rounded, so that calls which were given up together say the same: 2.94 s and 2.96 s are both 3 s. */
function inSeconds(milliseconds: number): number {
  const seconds = milliseconds / 1000;
  return seconds < 1 ? Number(seconds.toPrecision(1)) : Math.round(seconds);
}

function tooLarge(what: 'request' | 'answer', host: string): { kind: ErrorKind; message: string } {
  return what === 'answer'
    ? { kind: 'parse', message: `The answer of ${host} is larger than 20 MB and was not read.` }
    : { kind: 'not-allowed', message: `The request to ${host} is larger than 20 MB and was not sent.` };
}

/** undici tells a proxy's refusal in the message alone; the status is all that is taken from it. */
function proxyRefusal(
  link: unknown,
  host: string,
  proxy: NamedProxy | undefined,
): { kind: ErrorKind; message: string } | undefined {
  if (!(link instanceof Error)) return undefined;
  const status = /^Proxy (?:response|Authentication Required) \((\d{3})\)/.exec(link.message)?.[1];
  if (!status) return undefined;
  return {
    kind: 'refused',
    message: `The proxy ${proxy ? `${proxy.address}, which ${proxy.variable} names, ` : ''}does not let calls through to ${host} (it answered ${status}).`,
  };
}

function kindOf(code: string): ErrorKind | undefined {
  return KIND_OF_CODE[code] ?? KIND_OF_FAMILY.find(([family]) => family.test(code))?.[1];
}

/** The error, what it gathers (one entry for each address that was tried) and what caused it. */
function* unwrapped(error: unknown, depth = 0): Generator<unknown> {
  if (error === undefined || error === null || depth > 8) return;
  yield error;
  if (error instanceof AggregateError) {
    for (const each of error.errors) yield* unwrapped(each, depth + 1);
  }
  if (error instanceof Error) yield* unwrapped(error.cause, depth + 1);
}

function codeOf(link: unknown): string | undefined {
  const code = (link as { code?: unknown }).code;
  return typeof code === 'string' ? code : undefined;
}

function nameOf(link: unknown): string | undefined {
  return (link as { name?: string }).name;
}
