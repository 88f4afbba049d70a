import { resolve } from 'node:path';
import type { WebhookFile } from '../core/given.ts';
import type { Subscription, UrlFacts, WebhookConfig } from '../core/hubspot/webhooks.ts';
import type { Secret } from '../core/secret.ts';
import { readDocument } from '../files/document.ts';
import { UsageError } from '../files/usage-error.ts';
import { InvalidUrl } from '../redact/url-facts.ts';
import type { Sources } from './sources.ts';
import { isRecord, recogniseWebhookForm, type WebhookParts } from './webhook-forms.ts';
import { readWebhookUrl } from './webhook-url.ts';

/** A webhook configuration file, and its target URL where it stands there in clear. */
export interface ReadWebhookFile {
  webhookFile: WebhookFile;
  targetUrl?: Secret;
}

/** `${WEBHOOK_URL}` or `{{ url }}`: filled in when the project is uploaded, so the file does not show the value. */
const PLACEHOLDER = /\$\{[^}]*\}|\{\{[^}]*\}\}/;

const ACCEPTED_FORMS =
  'Give the webhooks-hsmeta.json or webhooks.json of the HubSpot project, or a saved body of GET ' +
  '/webhooks/v3/{appId}/settings or /subscriptions, or one object that holds both as "settings" and "subscriptions".';

/** The files that a run is given: a flag's alone, or else the configuration file's. */
export async function givenWebhookFiles({
  flags,
  cwd,
  settings,
  settingsFolder,
}: Sources): Promise<ReadWebhookFile[]> {
  if (flags.webhookConfig?.length) return readWebhookFiles(flags.webhookConfig, cwd);
  return readWebhookFiles([settings.webhooks?.config ?? []].flat(), settingsFolder);
}

/**
 * Reads webhook configuration files: the project's `webhooks-hsmeta.json`, the older bare `webhooks.json`, and
 * saved bodies of HubSpot's webhooks API.
 *
 * @param folder where relative paths begin; the files keep the names that they were given by
 * @throws {UsageError} for a file of another form, with the forms that are read
 */
export async function readWebhookFiles(files: readonly string[], folder = ''): Promise<ReadWebhookFile[]> {
  return Promise.all(files.map((file) => readWebhookFile(file, resolve(folder, file))));
}

async function readWebhookFile(file: string, path: string): Promise<ReadWebhookFile> {
  return readForm(await readDocument(path, 'webhook configuration file'), file);
}

/** Checks a webhook configuration that was read already. @param file the name it goes by */
export function parseWebhookConfig(document: unknown, file: string): WebhookFile {
  return readForm(document, file).webhookFile;
}

function readForm(document: unknown, file: string): ReadWebhookFile {
  const parts = recogniseWebhookForm(document);
  if (parts === undefined)
    throw new UsageError(`The file ${file} is not a webhook configuration.`, { hint: ACCEPTED_FORMS });
  const { targetUrl, clear } = readTargetUrl(parts, file);
  const throttle = readThrottle(parts);
  const config: WebhookConfig = {
    ...(targetUrl === undefined ? {} : { targetUrl }),
    ...(throttle === undefined ? {} : { throttle }),
    ...(parts.subscriptions && {
      subscriptions: parts.subscriptions.map((row) => readSubscription(row, file)),
    }),
  };
  return { webhookFile: { file, kind: parts.kind, config }, ...(clear && { targetUrl: clear }) };
}

function readTargetUrl(
  { settings = {} }: WebhookParts,
  file: string,
): { targetUrl?: UrlFacts | null; clear?: Secret } {
  const given = settings['targetUrl'];
  if (given === undefined) return {};
  if (given === null) return { targetUrl: null };
  if (typeof given !== 'string') throw new UsageError(`"targetUrl" in the file ${file} must be a string.`);
  if (PLACEHOLDER.test(given)) return {};
  try {
    const { facts, clear } = readWebhookUrl(given);
    return { targetUrl: facts, ...(clear && { clear }) };
  } catch (error) {
    if (error instanceof InvalidUrl)
      throw new UsageError(`"targetUrl" in the file ${file} must be an http or https URL.`);
    throw error;
  }
}

/** Project files hold it among the settings, the API under `throttling`. */
function readThrottle({ settings = {} }: WebhookParts): number | undefined {
  const throttling = isRecord(settings['throttling']) ? settings['throttling'] : settings;
  const given = throttling['maxConcurrentRequests'];
  return typeof given === 'number' ? given : undefined;
}

function readSubscription(row: unknown, file: string): Subscription {
  const field = (...names: string[]): string | undefined => {
    const value = names.map((name) => (isRecord(row) ? row[name] : undefined)).find((given) => given != null);
    return value === undefined || value === '' ? undefined : String(value);
  };
  const event = field('subscriptionType', 'eventType');
  if (event === undefined)
    throw new UsageError(`The file ${file} holds a subscription without the name of its event.`);
  const property = field('propertyName');
  const objectType = field('objectType', 'objectName', 'objectTypeId');
  return {
    event,
    ...(property === undefined ? {} : { property }),
    ...(objectType === undefined ? {} : { objectType: objectType.toLowerCase() }),
    // Only what says that it is inactive counts as paused: HubSpot shows the field wherever it pauses something.
    active: field('active') !== 'false',
  };
}
