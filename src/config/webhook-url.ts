import type { UrlFacts } from '../core/hubspot/webhooks.ts';
import { Secret } from '../core/secret.ts';
import { hidesAPart } from '../core/stand-ins.ts';
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

/** In no URL, and in the place of a part of many a one: `https://api.open.cx/backend/hubspot/<JWT>`. */
export const PLACE_OF_A_PART = /[<>{}]/;

/**
 * Reads a URL in clear, a fingerprint of one, or an empty text or "none" for "there is none".
 *
 * @throws {InvalidUrl} also for one of which a part is hidden or was never put in: it is no other URL than the whole one
 */
export function readWebhookUrl(given: string): WebhookUrl {
  const url = given.trim();
  if (/^(?:none)?$/i.test(url)) return { facts: null };
  const facts = parseFingerprint(url);
  if (hidesAPart(url) || PLACE_OF_A_PART.test(url)) throw new InvalidUrl();
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
      throw new UsageError(
        `${given.origin} must be a whole http or https URL, the fingerprint of one, or "none".`,
      );
    throw error;
  }
}
