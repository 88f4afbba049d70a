/** What proxies on the way say of the request that came to them. */
import { withoutGaps } from '../../wire/read-answer.ts';
import type { RequestHeaders } from '../signature/verify.ts';

/** One word on what was called, each part as far as it was told. */
export interface CalledOrigin {
  scheme?: string;
  /** With its port, where one was named. */
  host?: string;
  /** A port that was named by itself. */
  port?: string;
}

/** Hops of one header that are looked at, the outermost first; more than two proxies in a row are rare. */
const MOST_HOPS = 2;
/** Signs of a header that are read; a longer one is nobody's honest word. */
const LONGEST = 1_000;

/**
 * The origin that the sender may have called, in the words of each header that proxies use for it: the standard one
 * (RFC 7239), `X-Forwarded-*`, and `X-Original-Host`. Nothing of it can be trusted; a signature shows which is true.
 */
export function forwardedOrigins(headers: RequestHeaders): CalledOrigin[] {
  const scheme = first(headers, 'x-forwarded-proto');
  const port = /^\d{1,5}$/.exec(first(headers, 'x-forwarded-port') ?? '')?.[0];
  const hosts = [first(headers, 'x-forwarded-host'), first(headers, 'x-original-host')];
  const named = hosts.filter((host) => host !== undefined).map((host) => ({ host }));
  const own = first(headers, 'host');
  // A proxy that tells the scheme or the port alone has left the host as it was.
  const kept =
    named.length === 0 && (scheme ?? port) !== undefined && own !== undefined ? [{ host: own }] : [];
  return [
    ...standardOrigins(textOf(headers, 'forwarded')),
    ...[...named, ...kept].map((origin) => ({ ...origin, ...withoutGaps({ scheme, port }) })),
  ];
}

/** `for=192.0.2.1;proto=https;host="tunnel.example.test:8443", for=…`, the outermost proxy first. */
function standardOrigins(header: string): CalledOrigin[] {
  const hops = header.match(/(?:[^,"]|"(?:[^"\\]|\\.)*")+/g) ?? [];
  return hops.slice(0, MOST_HOPS).flatMap((hop) => {
    const { host, proto: scheme } = parametersOf(hop);
    return host === undefined ? [] : [{ host, ...withoutGaps({ scheme }) }];
  });
}

function parametersOf(hop: string): Partial<Record<string, string>> {
  const pairs = hop.matchAll(/([\w-]+)=(?:"((?:[^"\\]|\\.)*)"|([^;\s"]*))/g);
  return Object.fromEntries(
    Array.from(pairs, ([, name = '', quoted, bare]) => [
      name.toLowerCase(),
      quoted?.replaceAll(/\\(.)/g, '$1') ?? bare,
    ]),
  );
}

/** Of several proxies the outermost one is named first. */
function first(headers: RequestHeaders, name: string): string | undefined {
  return textOf(headers, name).split(',', 1)[0]?.trim() || undefined;
}

function textOf(headers: RequestHeaders, name: string): string {
  const value = headers[name];
  return ((Array.isArray(value) ? value.join(',') : value) ?? '').slice(0, LONGEST);
}
