import type { UrlFacts } from '../core/hubspot/webhooks.ts';
import { Secret } from '../core/secret.ts';
import { parseFingerprint, urlFacts } from '../redact/url-facts.ts';

/** A webhook URL as somebody gave it. */
export interface WebhookUrl {
  /** null: it was stated that there is none. */
  facts: UrlFacts | null;
  /** The URL itself, where it was given in clear. */
  clear?: Secret;
}

/**
 * Reads a URL in clear, a fingerprint of one, or an empty text for "there is none".
 *
 * @throws {InvalidUrl}
 */
export function readWebhookUrl(given: string): WebhookUrl {
  const url = given.trim();
  if (url === '') return { facts: null };
  const facts = parseFingerprint(url);
  return facts ? { facts } : { facts: urlFacts(url), clear: new Secret(url) };
}
