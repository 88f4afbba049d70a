import type { DeliveryLog } from '../../src/core/delivery-log.ts';
import { EvidenceNotGiven } from '../../src/core/evidence.ts';
import type { Subscription, WebhookConfig } from '../../src/core/hubspot/webhooks.ts';
import type { EvidenceKey, EvidenceSet, EvidenceValues } from '../facts.ts';
import { deployedBuild, IN_FORCE, newestInForce } from '../project/in-force.ts';
import { demand, peek } from '../shared/got.ts';
import { defineProbes, type Found, type World } from '../shared/probe.ts';
import { askedOnly, firstKnown, stated } from '../shared/stated.ts';
import { asOneConfig, formatOf, pausedEvents, ticketProperties } from './configuration.ts';
import { byDeliveries, SHOWN, type Shown } from './delivered.ts';
import { isLater } from './events.ts';
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
   * token gets a 401 here that says nothing about the token, so the call is not made. A personal access key may open it
   * for an app that is no project's: it is tried, and only its answer counts.
   */
  'webhooks.api': {
    after: () => ['token.introspection', 'project.access', 'project.found'],
    async obtain({ given, hubspot, developer }, got) {
      const { appId, scopes } = demand(got, 'token.introspection');
      if (appId === undefined) throw new EvidenceNotGiven('HubSpot did not say which app the token is of.');
      if (given.developerKey !== undefined || SETTINGS_SCOPES.some((scope) => scopes.includes(scope))) {
        return { value: await hubspot().webhookConfig(appId, given.developerKey) };
      }
      const mayBeShown =
        peek(got, 'project.access') !== undefined && peek(got, 'project.found') === undefined;
      const shown = mayBeShown ? await developer().webhookConfig(appId) : null;
      if (shown) return { value: shown };
      throw new EvidenceNotGiven(
        mayBeShown
          ? `HubSpot does not show the webhook settings of the app ${appId} to this personal access key.`
          : "An app token cannot read the app's webhook settings.",
      );
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
      return { value: await hubspot().appChanges() };
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
    SHOWN.targetUrl,
  ),
  'webhooks.throttle': {
    after: () => CONFIG,
    async obtain(world, got) {
      const word = stated(world, 'webhooks.throttle');
      return firstKnown(
        'which throttling HubSpot shows',
        ...bestFirst(fromConfig(got, (config) => config.throttle)),
        word && { ...word, value: { limit: word.value } },
      );
    },
  },
  'webhooks.paused': setting(
    'webhooks.paused',
    'whether a subscription is paused',
    (config) => config.subscriptions && pausedEvents(config.subscriptions),
    SHOWN.paused,
  ),
  'webhooks.ticketProperties': setting(
    'webhooks.ticketProperties',
    'which ticket properties are subscribed',
    (config) => config.subscriptions && ticketProperties(config.subscriptions),
    SHOWN.ticketProperties,
  ),
  'webhooks.subscriptions': {
    after: () => CONFIG,
    async obtain(world, got) {
      const names = stated(world, 'webhooks.subscriptions');
      const paused = stated(world, 'webhooks.paused')?.value ?? [];
      const word: Found<Subscription[]> | undefined = names && {
        ...names,
        value: names.value.map((event) => ({ event, active: !paused.includes(event) })),
      };
      return firstKnown(
        'which events are subscribed',
        ...bestFirst(fromConfig(got, (config) => config.subscriptions)),
        word,
      );
    },
  },
  'webhooks.objectFormat': {
    after: () => [...CONFIG, 'deliveries.log'],
    async obtain(world, got) {
      const said = stated(world, 'webhooks.objectFormat');
      const word = said && { ...said, value: STATED_FORMATS[said.value] };
      return firstKnown(
        'in which format ticket events come',
        ...bestFirst(
          fromConfig(got, (config) => config.subscriptions && formatOf(config.subscriptions)),
          byDeliveries(got['deliveries.log'], SHOWN.objectFormat),
          word,
        ),
      );
    },
  },
  /** The log of deliveries can be read on HubSpot's screens alone. */
  'webhooks.delivering': askedOnly('webhooks.delivering', 'what the log of deliveries shows'),
  /** In a project app it is the deploy, which HubSpot shows; else nothing but a person can tell what became of a draft. */
  'webhooks.committed': {
    after: () => IN_FORCE,
    async obtain(world, got) {
      return firstKnown(
        'whether changes were committed',
        newestInForce(got),
        stated(world, 'webhooks.committed'),
      );
    },
  },
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

/** One setting of the app, from the best source that shows it. */
function setting<K extends Setting>(
  key: K,
  question: string,
  read: (config: WebhookConfig) => EvidenceValues[K] | undefined,
  shown: (log: DeliveryLog) => Shown<EvidenceValues[K]>,
) {
  return {
    after: (): EvidenceKey[] => [...CONFIG, 'deliveries.log'],
    async obtain(world: World, got: EvidenceSet): Promise<Found<EvidenceValues[K]>> {
      // The answer to each of these questions is the setting itself.
      const word = stated(world, key) as Found<EvidenceValues[K]> | undefined;
      const delivered = byDeliveries(got['deliveries.log'], shown);
      return firstKnown(question, ...bestFirst(fromConfig(got, read), delivered, word));
    },
  };
}

type Setting = `webhooks.${'targetUrl' | 'paused' | 'ticketProperties'}`;

/** What shows the settings of the app by itself. */
const CONFIG: readonly EvidenceKey[] = [...IN_FORCE, 'webhooks.file', 'webhooks.api'];

interface FromConfig<T> {
  live: Found<T> | undefined;
  file: Found<T> | undefined;
}

function fromConfig<T>(got: EvidenceSet, read: (config: WebhookConfig) => T | undefined): FromConfig<T> {
  const deployed = deployedBuild(got);
  const inFile = peek(got, 'webhooks.file');
  const inApi = peek(got, 'webhooks.api');
  const origin = got['webhooks.file']?.origin;
  return {
    live:
      (deployed && found(read(deployed.config), deployed.from)) ??
      found(inApi && read(inApi), { source: 'live' }),
    file: found(inFile && read(inFile), { source: 'file', ...(origin && { origin }) }),
  };
}

/**
 * What HubSpot tells by what is deployed or by its API, what its log of deliveries shows, a file, a person: in this order, but what a person
 * said after the delivery comes before it.
 */
function bestFirst<T>(
  { live, file }: FromConfig<T>,
  delivered?: Found<T>,
  word?: Found<T>,
): (Found<T> | undefined)[] {
  const isOutdated = word?.at !== undefined && delivered?.at !== undefined && isLater(word.at, delivered.at);
  return isOutdated ? [live, file, word, delivered] : [live, delivered, file, word];
}

function found<T>(value: T | undefined, from: Omit<Found<T>, 'value'>): Found<T> | undefined {
  return value === undefined ? undefined : { value, ...from };
}
