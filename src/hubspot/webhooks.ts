import * as v from 'valibot';
import { EvidenceFailure } from '../core/evidence.ts';
import type { Subscription, Throttle, UrlFacts, WebhookConfig } from '../core/hubspot/webhooks.ts';
import type { HubSpotReader } from '../core/ports.ts';
import type { Secret } from '../core/secret.ts';
import { createJsonApi } from '../wire/json-api.ts';
import { optionalNumericId, optionalObject, text, withoutGaps } from '../wire/read-answer.ts';
import type { WireAnswer } from '../wire/request.ts';
import type { Sender } from '../wire/wire.ts';
import { contentIfThere, contentOf, type HubSpotAccess, type HubSpotCalls, isNotThere } from './calls.ts';
import { createLibrary, PARTS } from './library.ts';

/** Turns a webhook URL into what may be known of it; the URL itself goes no further. */
export type DescribeUrl = (url: string) => UrlFacts;

const settings = v.looseObject({
  targetUrl: v.optional(v.unknown()),
  throttling: optionalObject({ maxConcurrentRequests: optionalNumericId, period: text }),
});

const subscription = v.looseObject({
  eventType: v.string(),
  propertyName: text,
  objectTypeId: text,
  // Only a plain `false` is "paused"; an answer that leaves it out says nothing against the subscription.
  active: v.fallback(v.optional(v.boolean(), true), true),
});

/** HubSpot's reference shows a page, its guide a bare list. */
const subscriptions = v.union([
  v.array(subscription),
  v.pipe(
    v.looseObject({ results: v.array(subscription) }),
    v.transform(({ results }) => results),
  ),
]);

export function webhookReader(
  calls: HubSpotCalls,
  { wire, baseUrl }: Pick<HubSpotAccess, 'wire' | 'baseUrl'>,
  describeUrl: DescribeUrl,
): Pick<HubSpotReader, 'webhookConfig'> {
  return {
    webhookConfig: async (appId, developerKey) => {
      const ask = developerKey ? withDeveloperKey(wire, baseUrl, developerKey) : withToken(calls);
      const [settingsAnswer, subscriptionsAnswer] = await Promise.all([
        ask(appId, 'settings'),
        ask(appId, 'subscriptions'),
      ]);
      return {
        ...readSettings(settingsAnswer, describeUrl),
        ...(isNotThere(subscriptionsAnswer) ? {} : { subscriptions: readSubscriptions(subscriptionsAnswer) }),
      };
    },
  };
}

type Ask = (appId: number, part: 'settings' | 'subscriptions') => Promise<WireAnswer>;

function withDeveloperKey(wire: Sender, baseUrl: string, developerKey: Secret): Ask {
  const library = createLibrary(createJsonApi(withKeyInQuery(wire, developerKey), baseUrl));
  return (appId, part) =>
    library(PARTS.webhooks, ({ SettingsApi, SubscriptionsApi }, configuration) =>
      part === 'settings'
        ? new SettingsApi(configuration).getAll(appId)
        : new SubscriptionsApi(configuration).getAll(appId),
    );
}

/** As HubSpot's library has it; queries are in no record. */
function withKeyInQuery(wire: Sender, developerKey: Secret): Sender {
  return {
    clock: wire.clock,
    send: (request) => {
      const url = new URL(request.url);
      url.searchParams.set('hapikey', developerKey.reveal());
      return wire.send({ ...request, url });
    },
  };
}

function withToken({ plain }: HubSpotCalls): Ask {
  return (appId, part) => plain({ path: `/webhooks/v3/${appId}/${part}` });
}

/** An app without settings answers 404: then there is no target URL. */
function readSettings(answer: WireAnswer, describeUrl: DescribeUrl): WebhookConfig {
  const found = contentIfThere(settings, answer);
  if (!found) return { targetUrl: null };
  return withoutGaps({
    targetUrl: readTargetUrl(found, describeUrl, answer),
    throttle: readThrottle(found),
  });
}

/** null: there is none; undefined for what is no text, of which nothing is known. */
function readTargetUrl(
  { targetUrl }: v.InferOutput<typeof settings>,
  describeUrl: DescribeUrl,
  answer: WireAnswer,
): UrlFacts | null | undefined {
  if (targetUrl == null || targetUrl === '') return null;
  return typeof targetUrl === 'string' ? describe(targetUrl, describeUrl, answer) : undefined;
}

function readThrottle({ throttling }: v.InferOutput<typeof settings>): Throttle | undefined {
  const { maxConcurrentRequests: limit, period } = throttling ?? {};
  return limit === undefined ? undefined : withoutGaps({ limit, period });
}

/** What is wrong with a URL is told without it. */
function describe(url: string, describeUrl: DescribeUrl, { destination }: WireAnswer): UrlFacts {
  try {
    return describeUrl(url);
  } catch {
    const message = 'The target URL that HubSpot holds is not a URL.';
    throw new EvidenceFailure({ kind: 'parse', message, ...destination });
  }
}

function readSubscriptions(answer: WireAnswer): Subscription[] {
  return contentOf(subscriptions, answer).map(({ eventType: event, propertyName, objectTypeId, active }) =>
    withoutGaps({ event, property: propertyName, objectType: objectTypeId, active }),
  );
}
