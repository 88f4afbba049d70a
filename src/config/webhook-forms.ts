import type { WebhookFile } from '../core/given.ts';

type Json = Readonly<Record<string, unknown>>;

/** The parts of a webhook configuration as a file holds them, still as they were written. */
export interface WebhookParts {
  kind: WebhookFile['kind'];
  /** `targetUrl`, and the throttle under one of its two names. */
  settings: Json | undefined;
  subscriptions: readonly unknown[] | undefined;
}

/**
 * Tells by its content which form a webhook configuration has (HubSpot docs: "Configure webhooks" for project
 * files, "Webhooks API" for saved bodies); undefined for anything else.
 */
export function recogniseWebhookForm(document: unknown): WebhookParts | undefined {
  const list = apiSubscriptions(document);
  if (list) return { kind: 'api-subscriptions', settings: undefined, subscriptions: list };
  if (!isRecord(document)) return undefined;
  if (isRecord(document['config'])) return projectForm(document['config'], 'project');
  return projectForm(document, 'project-legacy') ?? apiBoth(document) ?? apiSettings(document);
}

function projectForm(config: Json, kind: 'project' | 'project-legacy'): WebhookParts | undefined {
  const { settings, subscriptions } = config;
  if (!isRecord(subscriptions)) return undefined;
  const groups = [
    subscriptions['crmObjects'],
    subscriptions['legacyCrmObjects'],
    subscriptions['hubEvents'],
  ].filter((group) => group !== undefined);
  const isProject = isRecord(settings) || groups.length > 0;
  if (!isProject || !groups.every(Array.isArray) || apiSubscriptions(subscriptions)) return undefined;
  return { kind, settings: isRecord(settings) ? settings : undefined, subscriptions: groups.flat() };
}

function apiBoth(document: Json): WebhookParts | undefined {
  const { settings } = document;
  const subscriptions = apiSubscriptions(document['subscriptions']);
  if (!isRecord(settings) || !subscriptions) return undefined;
  return { kind: 'api-both', settings, subscriptions };
}

function apiSettings(document: Json): WebhookParts | undefined {
  const isSettings = 'targetUrl' in document || 'throttling' in document;
  return isSettings ? { kind: 'api-settings', settings: document, subscriptions: undefined } : undefined;
}

/** A list of subscriptions, bare or under `results`. A delivery is a list too; its rows tell when they occurred. */
function apiSubscriptions(document: unknown): readonly unknown[] | undefined {
  const list = isRecord(document) ? document['results'] : document;
  if (!Array.isArray(list)) return undefined;
  const areSubscriptions = list.every((row) => isRecord(row) && 'eventType' in row && !('occurredAt' in row));
  return areSubscriptions ? list : undefined;
}

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
