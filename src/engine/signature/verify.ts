import { timingSafeEqual } from 'node:crypto';
import type { Secret } from '../../core/secret.ts';
import { signV1, signV2, signV3 } from './sign.ts';

type SignatureVersion = 'v1' | 'v2' | 'v3';

/** What became of a request's signature. */
export interface SignatureFinding {
  /** `absent`: the request carries none. */
  verdict: 'valid' | 'invalid' | 'absent';
  /** The version that was judged; null where there was none, or none that HubSpot documents. */
  version: SignatureVersion | null;
  /** One sentence that holds nothing of the request. */
  why: string;
}

/** Headers by lower-case name, as `node:http` hands them over. */
export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

export interface SignedRequest {
  method: string;
  /** Full URLs that the sender may have called and signed, the likeliest first: a proxy hides which one it was. */
  urls: Iterable<string>;
  /** The body as it came off the socket. */
  rawBody: Uint8Array;
  headers: RequestHeaders;
  /** Client secret of the app (its Auth tab), not the token. */
  secret: Secret;
  /** Epoch milliseconds. */
  now: number;
}

/** How far a timestamp may be off, in both directions (HubSpot docs: older than five minutes is refused). */
const LARGEST_AGE_MS = 300_000;

/**
 * Judges the signature of a request: version 3 where its header is there, else the version that the other header
 * names, 1 if it names none. An invalid version 3 is not rescued by a valid version 1, which has neither time nor URL
 * in it and can be sent again for ever.
 */
export function verifySignature(request: SignedRequest): SignatureFinding {
  const v3 = headerOf(request, 'x-hubspot-signature-v3');
  if (v3 !== undefined) return verifyV3(request, v3);
  const given = headerOf(request, 'x-hubspot-signature');
  if (given === undefined) {
    return { verdict: 'absent', version: null, why: 'The request carries no HubSpot signature.' };
  }
  const version = headerOf(request, 'x-hubspot-signature-version') ?? 'v1';
  if (version === 'v1') return verifyV1(request, given);
  if (version === 'v2') return verifyV2(request, given);
  return {
    verdict: 'invalid',
    version: null,
    why: 'The signature names a version that HubSpot does not document.',
  };
}

function verifyV1({ secret, rawBody }: SignedRequest, given: string): SignatureFinding {
  return same(given, signV1(secret, rawBody))
    ? valid('v1')
    : invalid('v1', 'The v1 signature does not fit: the client secret or the body is another one.');
}

function verifyV2({ secret, method, urls, rawBody }: SignedRequest, given: string): SignatureFinding {
  return anyOf(urls, (url) => same(given, signV2(secret, { method, url, body: rawBody })))
    ? valid('v2')
    : invalid('v2', 'The v2 signature does not fit: the client secret, the URL or the body is another one.');
}

function verifyV3(request: SignedRequest, given: string): SignatureFinding {
  const timestamp = headerOf(request, 'x-hubspot-request-timestamp');
  if (timestamp === undefined || !/^\d{13}$/.test(timestamp)) {
    return invalid(
      'v3',
      'The v3 signature came without a timestamp of 13 digits (X-HubSpot-Request-Timestamp).',
    );
  }
  const age = request.now - Number(timestamp);
  if (Math.abs(age) > LARGEST_AGE_MS) return invalid('v3', offByTooMuch(age));
  const { secret, method, rawBody } = request;
  const isSigned = (url: string) => same(given, signV3(secret, { method, url, body: rawBody }, timestamp));
  const fits = anyOf(request.urls, (url) => signedForms(url).some(isSigned));
  return fits ? valid('v3') : invalid('v3', whyV3DoesNotFit(request));
}

/** Asks for no more of them than it takes: each may be made when it is asked for. */
function anyOf(urls: Iterable<string>, fits: (url: string) => boolean): boolean {
  for (const url of urls) if (fits(url)) return true;
  return false;
}

/** HubSpot documents the decoded form and its own client libraries sign the other one, so both are taken. */
function signedForms(url: string): string[] {
  const decoded = decodeUrl(url);
  return decoded === url ? [url] : [url, decoded];
}

/** What HubSpot decodes in a URL before it signs it (HubSpot docs, "Validating requests"); nothing else is decoded. */
const DECODED: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

const ENCODED = new RegExp(Object.keys(DECODED).join('|'), 'gi');

/** A URL as HubSpot documents it inside a v3 signature. */
function decodeUrl(url: string): string {
  return url.replace(ENCODED, (encoded) => DECODED[encoded.toUpperCase()] ?? encoded);
}

/** A valid version 1 beside it proves the secret and the body, which leaves the URL. */
function whyV3DoesNotFit(request: SignedRequest): string {
  const v1 = headerOf(request, 'x-hubspot-signature');
  if (v1 !== undefined && verifyV1(request, v1).verdict === 'valid') {
    return 'The v3 signature does not fit, but the v1 signature beside it does: the client secret is right and the URL is another one. Name the URL that HubSpot calls with --public-url.';
  }
  return 'The v3 signature does not fit: the client secret, the URL that HubSpot calls or the body is another one.';
}

function offByTooMuch(age: number): string {
  const seconds = Math.round(Math.abs(age) / 1000);
  return age > 0
    ? `The request was signed ${seconds} s ago; after 300 s a signature no longer counts.`
    : `The request was signed ${seconds} s ahead of this machine's clock; up to 300 s is accepted.`;
}

/** Takes the same time wherever the texts differ. A signature of another length cannot be the right one. */
function same(given: string, expected: string): boolean {
  const givenBytes = Buffer.from(given);
  const expectedBytes = Buffer.from(expected);
  return givenBytes.length === expectedBytes.length && timingSafeEqual(givenBytes, expectedBytes);
}

/** A header that was sent more than once becomes a text that fits nothing. */
function headerOf({ headers }: SignedRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function valid(version: SignatureVersion): SignatureFinding {
  return { verdict: 'valid', version, why: `The ${version} signature fits.` };
}

function invalid(version: SignatureVersion, why: string): SignatureFinding {
  return { verdict: 'invalid', version, why };
}
