import type { WebhookFile } from '../core/given.ts';
import { keyPath, WEBHOOK_FORMS } from '../core/hubspot/webhook-forms.ts';
import {
  SUBSCRIBABLE_EVENTS,
  type Subscription,
  type Throttle,
  type UrlFacts,
  type WebhookConfig,
} from '../core/hubspot/webhooks.ts';
import { isObject, type JsonObject } from '../core/json.ts';
import type { Secret } from '../core/secret.ts';
import { hidesAPart } from '../core/stand-ins.ts';
import { InvalidUrl } from '../redact/url-facts.ts';
import { type WebhookParts, type WrittenRow, webhookParts } from './webhook-forms.ts';
import { noWebhookFile } from './webhook-strangers.ts';
import { readWebhookUrl } from './webhook-url.ts';
import { Complaints, isPlaceholder } from './webhook-values.ts';

/** A webhook configuration file, and its target URL where it stands there in clear. */
export interface ReadWebhookFile {
  webhookFile: WebhookFile;
  targetUrl?: Secret;
}

/** Checks a webhook configuration that was read already. @param file the name it goes by */
export function parseWebhookConfig(document: unknown, file: string): WebhookFile {
  const webhooks = webhooksIn(document, file);
  if (!webhooks) throw noWebhookFile(document, file);
  return webhooks.webhookFile;
}

/** The webhooks that a document holds; undefined for one that is none of theirs. @param file the name it goes by */
export function webhooksIn(document: unknown, file: string): ReadWebhookFile | undefined {
  const parts = webhookParts(document, file);
  return parts && readParts(parts, file);
}

function readParts(parts: WebhookParts, file: string): ReadWebhookFile {
  const complaints = new Complaints(file);
  const { form, settings, rows } = parts;
  const { targetUrl, clear } = settings ? readTargetUrl(settings, parts, complaints) : {};
  const throttle = settings && readThrottle(settings, parts, complaints);
  const config: WebhookConfig = {
    ...(targetUrl === undefined ? {} : { targetUrl }),
    ...(throttle === undefined ? {} : { throttle }),
    ...(rows && { subscriptions: rows.map((row) => readSubscription(row, complaints)) }),
  };
  return { webhookFile: { file, form, config }, ...(clear && { targetUrl: clear }) };
}

/** Settings that are there without a target URL have none; one that is filled in later is not known. */
function readTargetUrl(
  settings: JsonObject,
  { form }: WebhookParts,
  complaints: Complaints,
): { targetUrl?: UrlFacts | null; clear?: Secret } {
  const path = (key: string) => keyPath(WEBHOOK_FORMS[form].settings, key);
  const given = complaints.valueOf(settings, 'targetUrl', path);
  if (given === undefined) return { targetUrl: null };
  if (typeof given !== 'string') throw complaints.wrongType(path('targetUrl'), 'a string');
  if (isPlaceholder(given) || hidesAPart(given)) return {};
  try {
    const { facts, clear } = readWebhookUrl(given);
    return { targetUrl: facts, ...(clear && { clear }) };
  } catch (error) {
    if (error instanceof InvalidUrl)
      throw complaints.wrongType(path('targetUrl'), 'a whole http or https URL');
    throw error;
  }
}

/** Project files hold it among the settings, the API under `throttling` with the time that it is for. */
function readThrottle(
  settings: JsonObject,
  { form }: WebhookParts,
  complaints: Complaints,
): Throttle | undefined {
  const path = (...keys: string[]) => keyPath(WEBHOOK_FORMS[form].settings, ...keys);
  const throttling = complaints.valueOf(settings, 'throttling', path);
  if (throttling !== undefined && !isObject(throttling))
    throw complaints.wrongType(path('throttling'), 'an object');
  const [holder, within] = throttling ? [throttling, ['throttling']] : [settings, []];
  const named = (key: string) => path(...within, key);

  const given = complaints.valueOf(holder, 'maxConcurrentRequests', named);
  if (given === undefined || isPlaceholder(given)) return undefined;
  const limit = typeof given === 'string' && /^\s*\d+\s*$/.test(given) ? Number(given) : given;
  if (typeof limit !== 'number' || !Number.isSafeInteger(limit) || limit < 1)
    throw complaints.wrongType(named('maxConcurrentRequests'), 'a whole number above zero');

  const period = complaints.valueOf(holder, 'period', named);
  if (period !== undefined && typeof period !== 'string')
    throw complaints.wrongType(named('period'), 'a string');
  return { limit, ...(period && { period: period.trim().toUpperCase() }) };
}

/** The oldest version of the API holds the event in `subscriptionDetails`, and `enabled` for `active`. */
function readSubscription({ row: written, path, list }: WrittenRow, complaints: Complaints): Subscription {
  if (!isObject(written)) throw complaints.wrongType(path, 'an object that describes a subscription');
  const details = written['subscriptionDetails'] ?? {};
  if (!isObject(details)) throw complaints.wrongType(`${path}.subscriptionDetails`, 'an object');
  const row: JsonObject = { ...written, ...details };

  const given = (name: string) => complaints.valueOf(row, name, (key) => `${path}.${key}`);
  const word = (...names: string[]): string | undefined => {
    const name = names.find((each) => given(each) !== undefined);
    if (name === undefined) return undefined;
    const value = row[name];
    if (typeof value === 'string') return value.trim() || undefined;
    throw complaints.wrongType(`${path}.${name}`, 'a string');
  };
  const event = word('subscriptionType', 'eventType');
  if (event === undefined) throw complaints.wrongType(`${path}.subscriptionType`, 'the name of an event');
  // What another interface calls a subscription may name no event: whether it covers one is not known.
  if (!event.includes('.') && !isPlaceholder(event))
    throw complaints.wrongType(
      `${path}.${given('subscriptionType') === undefined ? 'eventType' : 'subscriptionType'}`,
      'the name of an event, such as conversation.newMessage',
    );
  const property = word('propertyName');
  const objectType = word('objectType', 'objectName', 'objectTypeId');
  return {
    event: eventAsHubSpotWritesIt(event),
    ...(property === undefined ? {} : { property }),
    ...(objectType === undefined ? {} : { objectType: objectType.toLowerCase() }),
    active: ['active', 'enabled'].every((name) => isActive(given(name), `${path}.${name}`, complaints)),
    ...(list === undefined ? {} : { list }),
  };
}

/** Whether HubSpot minds the capitals is not documented, so they are no finding. */
function eventAsHubSpotWritesIt(name: string): string {
  return SUBSCRIBABLE_EVENTS.find((event) => event.toLowerCase() === name.toLowerCase()) ?? name;
}

/** Only what says that it is inactive counts as paused: HubSpot shows the field wherever it pauses something. */
function isActive(given: unknown, path: string, complaints: Complaints): boolean {
  const said = typeof given === 'string' ? given.trim().toLowerCase() : given;
  if (said === undefined || said === true || said === 'true' || isPlaceholder(given)) return true;
  if (said === false || said === 'false') return false;
  throw complaints.wrongType(path, 'true or false');
}
