import { EvidenceNotGiven } from '../../src/core/evidence.ts';
import type { Subscription, WebhookConfig } from '../../src/core/hubspot/webhooks.ts';
import type { EvidenceKey, EvidenceSet, EvidenceValues } from '../facts.ts';
import { demand, peek } from '../shared/got.ts';
import { defineProbes, type Found, type World } from '../shared/probe.ts';
import { askedOnly, firstKnown, stated } from '../shared/stated.ts';
import { asOneConfig, formatOf, pausedEvents, ticketProperties } from './configuration.ts';
import type { TicketEventFormat, webhookFacts } from './facts.ts';

/** Scopes with which HubSpot's specification lets an app read its own webhook settings; an app can hardly get them. */
const SETTINGS_SCOPES = ['private-apps-read', 'developers-read'];

export const webhooksProbes = defineProbes<keyof typeof webhookFacts>({
  'webhooks.file': {
    async obtain({ given }) {
      if (given.webhookFiles.length === 0) {
        throw new EvidenceNotGiven('No webhook configuration file was given (--webhook-config FILE).');
      }
      return {
        value: asOneConfig(given.webhookFiles),
        origin: given.webhookFiles.map((each) => each.file).join(', '),
      };
    },
  },
  /**
   * Asked only where it can answer: with a developer key, or with a token that lists a scope for it. An ordinary app
   * token gets a 401 here that says nothing about the token, so the call is not made.
   */
  'webhooks.api': {
    after: () => ['token.introspection'],
    async obtain({ given, hubspot }, got) {
      const { appId, scopes } = demand(got, 'token.introspection');
      const canRead =
        given.developerKey !== undefined || SETTINGS_SCOPES.some((scope) => scopes.includes(scope));
      if (!canRead) throw new EvidenceNotGiven("An app token cannot read the app's webhook settings.");
      if (appId === undefined) throw new EvidenceNotGiven('HubSpot did not say which app the token is of.');
      return { value: await hubspot().webhookConfig(appId, given.developerKey) };
    },
  },
  /** A hint at most: it is not documented that committing a subscription leaves a row here. */
  'webhooks.activity': {
    after: () => ['token.introspection'],
    async obtain({ hubspot }, got) {
      const { scopes } = demand(got, 'token.introspection');
      if (!scopes.includes('account-info.security.read')) {
        throw new EvidenceNotGiven('The security log needs the scope account-info.security.read.');
      }
      return { value: await hubspot().webhookActivity() };
    },
  },
  'webhooks.answer': {
    async obtain({ given, pingWebhook }) {
      if (!given.probeWebhook) throw new EvidenceNotGiven('The target is called only with --probe-webhook.');
      if (!given.webhookTarget)
        throw new EvidenceNotGiven('No webhook URL was given in clear, so there is none to call.');
      return { value: await pingWebhook(given.webhookTarget) };
    },
  },
  'webhooks.targetUrl': setting(
    'webhooks.targetUrl',
    'which target URL HubSpot shows',
    (config) => config.targetUrl,
  ),
  'webhooks.throttle': {
    after: () => ['webhooks.file', 'webhooks.api'],
    async obtain(world, got) {
      const word = stated(world, 'webhooks.throttle');
      return firstKnown(
        'which throttling HubSpot shows',
        ...fromConfig(got, (config) => config.throttle),
        word && { ...word, value: { limit: word.value } },
      );
    },
  },
  'webhooks.paused': setting(
    'webhooks.paused',
    'whether a subscription is paused',
    (config) => config.subscriptions && pausedEvents(config.subscriptions),
  ),
  'webhooks.ticketProperties': setting(
    'webhooks.ticketProperties',
    'which ticket properties are subscribed',
    (config) => config.subscriptions && ticketProperties(config.subscriptions),
  ),
  'webhooks.subscriptions': {
    after: () => ['webhooks.file', 'webhooks.api'],
    async obtain(world, got) {
      const names = stated(world, 'webhooks.subscriptions');
      const paused = stated(world, 'webhooks.paused')?.value ?? [];
      const word: Found<Subscription[]> | undefined = names && {
        ...names,
        value: names.value.map((event) => ({ event, active: !paused.includes(event) })),
      };
      return firstKnown(
        'which events are subscribed',
        ...fromConfig(got, (config) => config.subscriptions),
        word,
      );
    },
  },
  'webhooks.objectFormat': {
    after: () => ['webhooks.file', 'webhooks.api'],
    async obtain(world, got) {
      const word = stated(world, 'webhooks.objectFormat');
      return firstKnown(
        'in which format ticket events come',
        ...fromConfig(got, (config) => config.subscriptions && formatOf(config.subscriptions)),
        word && { ...word, value: STATED_FORMATS[word.value] },
      );
    },
  },
  /** The log of deliveries can be read on HubSpot's screens alone. */
  'webhooks.delivering': askedOnly('webhooks.delivering', 'what the log of deliveries shows'),
  /** Nothing but a person can tell whether what the screen shows was committed. */
  'webhooks.committed': askedOnly('webhooks.committed', 'whether changes were committed'),
  'opencx.webhookUrl': {
    async obtain(world) {
      const { webhookUrl: url } = world.given;
      return firstKnown(
        'which webhook URL OpenCX shows',
        url === undefined ? undefined : { value: url },
        stated(world, 'opencx.webhookUrl'),
      );
    },
  },
});

const STATED_FORMATS: Readonly<Record<'classic' | 'expanded', TicketEventFormat>> = {
  classic: { classic: ['ticket.propertyChange'], expanded: [] },
  expanded: { classic: [], expanded: ['object.propertyChange'] },
};

/** One setting of the app, from the best source that shows it: its files, the webhooks API, a person. */
function setting<K extends Setting>(
  key: K,
  question: string,
  read: (config: WebhookConfig) => EvidenceValues[K] | undefined,
) {
  return {
    after: (): EvidenceKey[] => ['webhooks.file', 'webhooks.api'],
    async obtain(world: World, got: EvidenceSet): Promise<Found<EvidenceValues[K]>> {
      // The answer to each of these questions is the setting itself.
      const word = stated(world, key) as Found<EvidenceValues[K]> | undefined;
      return firstKnown(question, ...fromConfig(got, read), word);
    },
  };
}

type Setting = `webhooks.${'targetUrl' | 'paused' | 'ticketProperties'}`;

function fromConfig<T>(
  got: EvidenceSet,
  read: (config: WebhookConfig) => T | undefined,
): (Found<T> | undefined)[] {
  const inFile = peek(got, 'webhooks.file');
  const inApi = peek(got, 'webhooks.api');
  const origin = got['webhooks.file']?.origin;
  return [
    found(inFile && read(inFile), { source: 'file', ...(origin && { origin }) }),
    found(inApi && read(inApi), { source: 'live' }),
  ];
}

function found<T>(value: T | undefined, from: Omit<Found<T>, 'value'>): Found<T> | undefined {
  return value === undefined ? undefined : { value, ...from };
}
