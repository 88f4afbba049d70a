import { isLoopback } from '../../wire/hosts.ts';
import type { RequestHeaders } from '../signature/verify.ts';
import { type CalledOrigin, forwardedOrigins } from './forwarded.ts';

/** What is known of the URL that a sender called. */
export interface CalledUrl {
  /** Target URL as it stands in HubSpot, or only its origin. */
  publicUrl: string | undefined;
  headers: RequestHeaders;
  /** Path and query of the request line, or the whole URL, as a proxy may write it there. */
  target: string;
}

/** Each costs a signature of its own, and what is asked may be anybody's invention. */
export const MOST_CANDIDATES = 24;

/**
 * URLs that HubSpot may have called and signed, the likeliest first: the public one that was configured, then what
 * proxies say of the request before them, then the request's own `Host`; each at last with and without the slash at the
 * end of its path, which a proxy may have put there or taken away. Each is made when it is asked for: mostly the first
 * one is right.
 */
export function* candidateUrls(called: CalledUrl): Generator<string, void> {
  const urls = new Set<string>();
  for (const url of withOtherSlashes(asCalled(called))) {
    if (urls.has(url)) continue;
    urls.add(url);
    yield url;
    if (urls.size === MOST_CANDIDATES) return;
  }
}

function* withOtherSlashes(urls: Iterable<string>): Generator<string, void> {
  const before: string[] = [];
  for (const url of urls) {
    before.push(url);
    yield url;
  }
  for (const url of before) yield withOtherSlash(url);
}

function* asCalled({ publicUrl, headers, target }: CalledUrl): Generator<string, void> {
  const rest = originForm(target);
  yield* publicUrls(publicUrl, rest);
  for (const origin of forwardedOrigins(headers)) yield* formsOf(origin, rest);
  const host = headers['host'];
  if (typeof host === 'string') yield* formsOf({ host }, rest);
}

/** Path and query of a request line. */
export function originForm(target: string): string {
  return target.replace(/^https?:\/\/[^/?#]*/i, '') || '/';
}

/** As configured, and its origin with the path and query of this request. */
function publicUrls(publicUrl: string | undefined, rest: string): string[] {
  return publicUrl === undefined ? [] : [publicUrl, new URL(publicUrl).origin + rest];
}

const HOST = /^(?<name>[\w.-]{1,253}|\[[\da-f:.]{2,45}\])(?::(?<port>\d{1,5}))?$/i;
const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };

/**
 * What one word on the origin may mean. A tunnel that names no scheme may speak TLS outside and plain HTTP here, which
 * this machine speaks with itself; the port may be the one that was called, or the proxy's own behind the one that was
 * called, and a default one stands in no URL.
 */
function* formsOf({ scheme, host = '', port }: CalledOrigin, rest: string): Generator<string, void> {
  const named = HOST.exec(host)?.groups;
  if (named === undefined) return;
  const told = scheme?.toLowerCase() ?? '';
  const schemes = Object.hasOwn(DEFAULT_PORTS, told) ? [told] : likeliest(named['name'] ?? '');
  for (const each of schemes) {
    for (const number of [named['port'], port, undefined]) {
      const shown = number === undefined || number === DEFAULT_PORTS[each] ? '' : `:${number}`;
      yield `${each}://${named['name']}${shown}${rest}`;
    }
  }
}

function likeliest(name: string): string[] {
  return isLoopback(name) ? ['http', 'https'] : ['https', 'http'];
}

function withOtherSlash(url: string): string {
  const end = url.search(/[?#]|$/);
  const path = url.slice(0, end);
  return (path.endsWith('/') ? path.slice(0, -1) : `${path}/`) + url.slice(end);
}
