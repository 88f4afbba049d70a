import type { RequestHeaders } from '../signature/verify.ts';

/** What is known of the URL that a sender called. */
export interface CalledUrl {
  /** Target URL as it stands in HubSpot, or only its origin. */
  publicUrl: string | undefined;
  headers: RequestHeaders;
  /** Path and query of the request line. */
  target: string;
}

/**
 * URLs that HubSpot may have called and signed, the likeliest first: the public one that was configured, then what a
 * proxy says of the request before it (`X-Forwarded-*`), then the request's own `Host`. A tunnel that names no scheme
 * may speak TLS outside and plain HTTP here, so both are possible.
 */
export function candidateUrls({ publicUrl, headers, target }: CalledUrl): string[] {
  const origins = [...forwardedOrigins(headers), ...ownOrigins(headers)];
  const urls = [...publicUrls(publicUrl, target), ...origins.map((origin) => origin + target)];
  return [...new Set([...urls, ...urls.flatMap(withOtherSlash)])];
}

/** As configured, and its origin with the path and query of this request. */
function publicUrls(publicUrl: string | undefined, target: string): string[] {
  return publicUrl === undefined ? [] : [publicUrl, new URL(publicUrl).origin + target];
}

function forwardedOrigins(headers: RequestHeaders): string[] {
  const scheme = first(headers, 'x-forwarded-proto');
  const forwardedHost = first(headers, 'x-forwarded-host');
  const host = forwardedHost ?? first(headers, 'host');
  if (host === undefined || (scheme === undefined && forwardedHost === undefined)) return [];
  return [`${scheme ?? 'https'}://${host}`];
}

function ownOrigins(headers: RequestHeaders): string[] {
  const host = first(headers, 'host');
  return host === undefined ? [] : [`http://${host}`, `https://${host}`];
}

/** `https://example.test` and `https://example.test/` are called alike, and either may stand in HubSpot. */
function withOtherSlash(url: string): string[] {
  const origin = /^(https?:\/\/[^/?#]+)\/?$/.exec(url)?.[1];
  if (origin === undefined) return [];
  return [url === origin ? `${origin}/` : origin];
}

/** Of several proxies the outermost one is named first. */
function first(headers: RequestHeaders, name: string): string | undefined {
  const value = headers[name];
  const text = Array.isArray(value) ? value[0] : value;
  return text?.split(',')[0]?.trim() || undefined;
}
