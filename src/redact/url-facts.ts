import { createHash } from 'node:crypto';
import type { UrlFacts } from '../core/hubspot/webhooks.ts';
import { urlTexts } from './url-texts.ts';

/** The text is no http or https URL. Says nothing of the text itself, since a webhook URL is a secret. */
export class InvalidUrl extends Error {
  override readonly name = 'InvalidUrl';

  constructor() {
    super('The text is not an http or https URL.');
  }
}

/**
 * What may be known of a webhook URL. Host case, default port and one trailing slash of the path make no
 * difference to the digest; everything else does.
 *
 * @throws {InvalidUrl} also for `localhost:3000`
 */
export function urlFacts(url: string): UrlFacts {
  const texts = urlTexts(url);
  if (!texts) throw new InvalidUrl();
  const { scheme, host, whole, organization } = texts;
  return {
    scheme,
    host,
    digest: sha256(whole),
    ...(organization === undefined ? {} : { organization: sha256(organization) }),
  };
}

const FINGERPRINT = /^redacted:(https?:)([^/\s]+):sha256-([0-9a-f]{64}):org-([0-9a-f]{64}|none)$/;

/**
 * `UrlFacts` as text: `redacted:<scheme>:<host>:sha256-<64 hex>:org-<64 hex, or none>`. It can be saved and
 * compared, and the URL cannot be had back from it.
 */
export function fingerprint(facts: UrlFacts): string {
  return `redacted:${facts.scheme}${facts.host}:sha256-${facts.digest}:org-${facts.organization ?? 'none'}`;
}

/** Reads what `fingerprint` wrote; null for any other text. */
export function parseFingerprint(text: string): UrlFacts | null {
  const [, scheme, host, digest, organization] = FINGERPRINT.exec(text.trim()) ?? [];
  if (!scheme || !host || !digest) return null;
  return {
    scheme,
    host,
    digest,
    ...(organization === undefined || organization === 'none' ? {} : { organization }),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
