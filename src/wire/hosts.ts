import { isIPv4 } from 'node:net';

/**
 * Whether a host is this machine itself.
 *
 * @param host as in `URL.hostname` or `URL.host`: a port and the brackets of an IPv6 address may be there
 */
export function isLoopback(host: string): boolean {
  const name = withoutPort(host).toLowerCase();
  return name === 'localhost' || name === '::1' || (isIPv4(name) && name.startsWith('127.'));
}

/** Whether a base URL leads to this machine, where no real service is. */
export function isOnThisMachine(url: string): boolean {
  return isLoopback(URL.parse(url)?.hostname ?? '');
}

/**
 * Whether a request may go to a URL: HTTP or HTTPS to this machine or to a host of the list.
 *
 * @param allowed host names, with a port where only that port is meant; `*.hubapi.com` stands for every name below
 *   `hubapi.com` and not for `hubapi.com` itself
 */
export function isAllowed(url: URL, allowed: readonly string[]): boolean {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return false;
  return isLoopback(url.hostname) || allowed.some((entry) => matches(url, entry.toLowerCase()));
}

function matches(url: URL, entry: string): boolean {
  if (entry.startsWith('*.')) return url.hostname.endsWith(entry.slice(1));
  return entry === url.hostname || entry === url.host;
}

function withoutPort(host: string): string {
  const bracketed = /^\[(.+)\](?::\d+)?$/.exec(host)?.[1];
  return bracketed ?? host.replace(/^([^:]+):\d+$/, '$1');
}
