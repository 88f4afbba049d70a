import type { UrlFacts } from '../core/hubspot/webhooks.ts';
import { Secret } from '../core/secret.ts';
import { UsageError } from '../files/usage-error.ts';
import { InvalidUrl, parseFingerprint, urlFacts } from '../redact/url-facts.ts';
import { firstStated, type Sources, variable } from './sources.ts';

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

/** The webhook URL that OpenCX shows; undefined where nobody stated it. */
export function shownWebhookUrl({ flags, env, settings }: Sources): WebhookUrl | undefined {
  const given = firstStated(
    [flags.webhookUrl, '--webhook-url'],
    [variable(env, 'OPENCX_WEBHOOK_URL'), 'OPENCX_WEBHOOK_URL'],
    [settings.opencx?.webhookUrl, '"opencx.webhookUrl" in the configuration file'],
  );
  if (given === undefined) return undefined;
  try {
    return readWebhookUrl(given.value);
  } catch (error) {
    if (error instanceof InvalidUrl)
      throw new UsageError(`${given.origin} must be an http or https URL, or the fingerprint of one.`);
    throw error;
  }
}
