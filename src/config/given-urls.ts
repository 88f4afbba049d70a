import { UsageError } from '../files/usage-error.ts';
import { InvalidUrl } from '../redact/url-facts.ts';
import { baseUrl, HUBSPOT, OPENCX } from './base-url.ts';
import { firstStated, type Sources, variable } from './sources.ts';
import { readWebhookUrl, type WebhookUrl } from './webhook-url.ts';

/** @param namedHosts what `--allow-host` named; no file and no variable can add to it */
export function hubspotUrl({ env, settings }: Sources, namedHosts: readonly string[]): string {
  const given = firstStated(
    [variable(env, 'HUBSPOT_API_URL'), 'HUBSPOT_API_URL'],
    [settings.hubspot?.apiUrl, '"hubspot.apiUrl" in the configuration file'],
  );
  return baseUrl(HUBSPOT, given, namedHosts);
}

/** @param namedHosts as for `hubspotUrl` */
export function openCxUrl({ env, settings }: Sources, namedHosts: readonly string[]): string {
  const given = firstStated(
    [variable(env, 'OPENCX_API_URL'), 'OPENCX_API_URL'],
    [settings.opencx?.apiUrl, '"opencx.apiUrl" in the configuration file'],
  );
  return baseUrl(OPENCX, given, namedHosts);
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
