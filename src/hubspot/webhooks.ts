import { EvidenceFailure } from '../core/evidence.ts';
import type { Subscription, Throttle, UrlFacts, WebhookConfig } from '../core/hubspot/webhooks.ts';
import type { HubSpotReader } from '../core/ports.ts';
import type { Secret } from '../core/secret.ts';
import { createJsonApi } from '../wire/json-api.ts';
import { withoutGaps } from '../wire/read-answer.ts';
import { flag, key, line, maybe, numericId, page, type Reader, record, word } from '../wire/record.ts';
import type { WireAnswer } from '../wire/request.ts';
import type { Sender } from '../wire/wire.ts';
import { contentIfThere, contentOf, type HubSpotAccess, type HubSpotCalls, isNotThere } from './calls.ts';
import { createLibrary, PARTS } from './library.ts';

/** Turns a webhook URL into what may be known of it; the URL itself goes no further. */
export type DescribeUrl = (url: string) => UrlFacts;

/** What cannot be read here is not shown, which leaves it to another source. */
const settings = record({
  targetUrl: maybe(line, { empty: 'none' }),
  limit: maybe(numericId, { at: 'throttling.maxConcurrentRequests' }),
  period: maybe(word, { at: 'throttling.period' }),
});

const subscription = record({
  event: key(word, { at: 'eventType' }),
  property: maybe(word, { at: 'propertyName' }),
  objectType: maybe(word, { at: 'objectTypeId' }),
  // Only a plain `false` is "paused"; an answer that leaves it out says nothing against the subscription.
  active: maybe(flag, { or: true }),
});

/** HubSpot's reference shows a page, its guide a bare list. */
const subscriptions: Reader<Subscription[]> = (json) =>
  page(subscription)(Array.isArray(json) ? { results: json } : json);

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
      return readWebhooks(settingsAnswer, subscriptionsAnswer, describeUrl);
    },
  };
}

/** What the two answers show together. @throws EvidenceFailure for a refusal and for what cannot be read */
export function readWebhooks(
  settingsAnswer: WireAnswer,
  subscriptionsAnswer: WireAnswer,
  describeUrl: DescribeUrl,
): WebhookConfig {
  return {
    ...readSettings(settingsAnswer, describeUrl),
    ...(isNotThere(subscriptionsAnswer)
      ? {}
      : { subscriptions: contentOf(subscriptions, subscriptionsAnswer) }),
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

/**
 * A 404 shows nothing: HubSpot documents this call for public apps alone, so the app may have settings that it does not know
 * of. What an answer leaves out it does not show.
 */
function readSettings(answer: WireAnswer, describeUrl: DescribeUrl): WebhookConfig {
  const found = contentIfThere(settings, answer);
  if (!found) return {};
  return withoutGaps({
    targetUrl: readTargetUrl(found, describeUrl, answer),
    throttle: readThrottle(found),
  });
}

type Settings = ReturnType<typeof settings>;

/** null: there is none; undefined for what is no text, of which nothing is known. */
function readTargetUrl(
  { targetUrl, unreadable = [] }: Settings,
  describeUrl: DescribeUrl,
  answer: WireAnswer,
): UrlFacts | null | undefined {
  if (targetUrl !== undefined) return describe(targetUrl, describeUrl, answer);
  return unreadable.includes('targetUrl') ? undefined : null;
}

/** A limit without its period, or with one of another form, is a number that means nothing. */
function readThrottle({ limit, period, unreadable = [] }: Settings): Throttle | undefined {
  if (limit === undefined || unreadable.includes('period')) return undefined;
  return withoutGaps({ limit, period });
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
