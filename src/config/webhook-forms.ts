import { keyPath, WEBHOOK_FORMS, type WebhookForm } from '../core/hubspot/webhook-forms.ts';
import { isObject, type JsonObject } from '../core/json.ts';
import { Complaints, isDelivered } from './webhook-values.ts';

/** One subscription as it was written, and where: `config.subscriptions.hubEvents[1]`. */
export interface WrittenRow {
  row: unknown;
  path: string;
  /** Of a project's file. */
  list?: string;
}

/** The parts of a webhook configuration as a file holds them, still as they were written. */
export interface WebhookParts {
  form: WebhookForm;
  /** `targetUrl`, and the throttle under one of its two names; undefined where the file leaves them open. */
  settings: JsonObject | undefined;
  rows: readonly WrittenRow[] | undefined;
}

/** The lists of a project's file (HubSpot docs, "Configure webhooks"). Others are read too: one may be added. */
const PROJECT_LISTS = ['crmObjects', 'legacyCrmObjects', 'hubEvents'];

/**
 * Tells by its content which form a webhook configuration has (HubSpot docs: "Configure webhooks" for project
 * files, "Webhooks API" for saved bodies); undefined for anything else, and for an empty list: it may be one of anything.
 *
 * @throws {UsageError} for a part that is there and of another type than HubSpot's
 */
export function webhookParts(document: unknown, file: string): WebhookParts | undefined {
  const complaints = new Complaints(file);
  const list = apiList(document);
  if (list?.length === 0) return undefined;
  expectLastPage(document, '', complaints);
  if (list) return { form: 'api-subscriptions', settings: undefined, rows: rowsOf(list, '') };
  if (!isObject(document)) return undefined;
  return (
    component(document, complaints) ??
    bareProject(document, complaints) ??
    apiBoth(document, complaints) ??
    apiSettings(document)
  );
}

/** A component that says that it holds the webhooks is whole: what is not in it is not set. */
function component(document: JsonObject, complaints: Complaints): WebhookParts | undefined {
  const { type, config } = document;
  if (type === 'webhooks') {
    if (config != null && !isObject(config)) throw complaints.wrongType('config', 'an object');
    const { settings = {}, rows = [] } = projectParts('project', config ?? {}, complaints);
    return { form: 'project', settings, rows };
  }
  const isUntyped = type == null && isObject(config) && isProjectConfig(config);
  return isUntyped ? projectParts('project', config, complaints) : undefined;
}

/** What the older bare file leaves out is left open: it may as well be a piece of one. */
function bareProject(document: JsonObject, complaints: Complaints): WebhookParts | undefined {
  return isProjectConfig(document) ? projectParts('project-legacy', document, complaints) : undefined;
}

function isProjectConfig({ settings, subscriptions }: JsonObject): boolean {
  if (isObject(subscriptions) && PROJECT_LISTS.some((list) => list in subscriptions)) return true;
  if (!isObject(settings) || 'throttling' in settings || apiList(subscriptions)) return false;
  if (Array.isArray(subscriptions)) return false;
  return isObject(subscriptions) || 'targetUrl' in settings || 'maxConcurrentRequests' in settings;
}

function projectParts(
  form: 'project' | 'project-legacy',
  { settings, subscriptions }: JsonObject,
  complaints: Complaints,
): WebhookParts {
  const words = WEBHOOK_FORMS[form];
  if (settings != null && !isObject(settings)) throw complaints.wrongType(words.settings, 'an object');
  if (subscriptions != null && !isObject(subscriptions)) {
    const wanted = `an object with the lists ${PROJECT_LISTS.join(', ')}`;
    throw complaints.wrongType(words.subscriptions, wanted);
  }
  return {
    form,
    settings: settings ?? undefined,
    rows: subscriptions
      ? Object.entries(subscriptions).flatMap(([list, rows]) =>
          rowsOfList(list, rows, keyPath(words.subscriptions, list), complaints),
        )
      : undefined,
  };
}

function rowsOfList(list: string, rows: unknown, key: string, complaints: Complaints): WrittenRow[] {
  if (PROJECT_LISTS.includes(list)) {
    if (rows != null && !Array.isArray(rows)) throw complaints.wrongType(key, 'a list');
    return rowsOf(rows ?? [], key, list);
  }
  // What else stands there may be anything; only what looks like subscriptions is taken for some.
  return apiList(rows) ? rowsOf(rows as unknown[], key, list) : [];
}

function apiBoth(document: JsonObject, complaints: Complaints): WebhookParts | undefined {
  const { settings, subscriptions } = document;
  const hasSettings = isObject(settings) && ('throttling' in settings || 'targetUrl' in settings);
  const list =
    apiList(subscriptions) ?? (hasSettings && Array.isArray(subscriptions) ? subscriptions : undefined);
  if (!list && !hasSettings) return undefined;
  if (settings != null && !isObject(settings)) throw complaints.wrongType('settings', 'an object');
  expectLastPage(subscriptions, 'subscriptions.', complaints);
  if (subscriptions != null && !list)
    throw complaints.wrongType('subscriptions', 'a list, or an object with the list "results"');
  return {
    form: 'api-both',
    settings: settings ?? undefined,
    rows: list && rowsOf(list, 'subscriptions'),
  };
}

function apiSettings(document: JsonObject): WebhookParts | undefined {
  const isSettings = 'targetUrl' in document || 'throttling' in document;
  return isSettings ? { form: 'api-settings', settings: document, rows: undefined } : undefined;
}

/**
 * A list of subscriptions, bare or under `results`, and no delivery, which is a list too. Rows name their event as
 * `eventType`, in other versions `subscriptionType`, in the oldest within `subscriptionDetails`.
 */
function apiList(document: unknown): readonly unknown[] | undefined {
  const list = isObject(document) ? document['results'] : document;
  if (!Array.isArray(list)) return undefined;
  const areSubscriptions = list.every(
    (row) =>
      isObject(row) &&
      ['eventType', 'subscriptionType', 'subscriptionDetails'].some((key) => key in row) &&
      !isDelivered(row),
  );
  return areSubscriptions ? list : undefined;
}

/** What is subscribed to may stand on the pages that come after: nothing is missing for not being on this one. */
function expectLastPage(document: unknown, within: string, complaints: Complaints): void {
  const paging = isObject(document) ? document['paging'] : undefined;
  if (isObject(paging) && paging['next'] != null) throw complaints.goesOn(`${within}paging.next`);
}

function rowsOf(rows: readonly unknown[], key: string, list?: string): WrittenRow[] {
  return rows.map((row, index) => ({
    row,
    path: `${key}[${index}]`,
    ...(list !== undefined && { list }),
  }));
}
