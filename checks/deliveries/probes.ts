import {
  type DeliveryLogs,
  type LoggedDeliveries,
  logOfPortal,
  logsOfApp,
  ofSeveralApps,
} from '../../src/core/delivery-log.ts';
import { EvidenceFailure, EvidenceNotGiven } from '../../src/core/evidence.ts';
import type { EvidenceSet } from '../facts.ts';
import { appOf } from '../shared/app-of-token.ts';
import { givingWay } from '../shared/giving-way.ts';
import { demand, peek } from '../shared/got.ts';
import { ofAnotherPortal } from '../shared/key-portal.ts';
import { defineProbes, type World } from '../shared/probe.ts';
import type { deliveryFacts } from './facts.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export const deliveriesProbes = defineProbes<keyof typeof deliveryFacts>({
  /** A file that was named, else what HubSpot shows of the last 24 hours to a personal access key. */
  'deliveries.log': {
    after: ({ deliveryLog, personalAccessKey }) =>
      deliveryLog || personalAccessKey ? ['token.introspection', 'account.details'] : [],
    async obtain(world, got) {
      const { deliveryLog, portalId: named } = world.given;
      if (!deliveryLog) return { value: await live(world, got), source: 'live' };
      const token = peek(got, 'token.introspection');
      const appId = appOf(world.given.mode, token?.appId);
      failForOtherApp(deliveryLog.logs, appId);
      failForUnknownApp(deliveryLog.logs, appId);
      const portalId = token?.hubId ?? peek(got, 'account.details')?.portalId;
      return {
        value: logOfPortal(logsOfApp(deliveryLog.logs, appId), portalId ?? named),
        source: 'file',
        origin: deliveryLog.files.join(', '),
      };
    },
  },
  'deliveries.fates': {
    after: ({ deliveryLog, journal, personalAccessKey }) =>
      !deliveryLog && journal && personalAccessKey ? ['deliveries.log'] : [],
    async obtain({ given: { deliveryLog, journal } }, got) {
      const answered = deliveryLog?.answered ?? peek(got, 'deliveries.log')?.answeredEvents;
      if (!answered || !journal?.fatesOf) {
        throw new EvidenceNotGiven('Not both a log of deliveries and a journal were given.');
      }
      return { value: await journal.fatesOf(answered), origin: journal.file };
    },
  },
});

/** What another app was sent says nothing about this one: neither that it works nor that it does not. */
function failForOtherApp({ appIds }: DeliveryLogs, appId: number | undefined): void {
  if (appIds === undefined || appId === undefined || appIds.includes(appId)) return;
  throw new EvidenceFailure({
    kind: 'http',
    message: `the delivery log is of app ${appIds.join(', ')}, and the token is of app ${appId}: bring the log of app ${appId}.`,
  });
}

/** Of several apps, what became of the deliveries to one would be told of the other. */
function failForUnknownApp({ byApp = [] }: DeliveryLogs, appId: number | undefined): void {
  const named = byApp.flatMap((each) => each.appId ?? []);
  if (appId !== undefined || named.length < 2) return;
  throw new EvidenceFailure({ kind: 'http', message: ofSeveralApps(named) });
}

/** What the key may not read is no finding: the next source is taken. */
async function live({ given, developer }: World, got: EvidenceSet): Promise<LoggedDeliveries> {
  if (!given.personalAccessKey) {
    throw new EvidenceNotGiven(
      'No log of webhook deliveries was given (--delivery-log FILE), and no personal access key.',
    );
  }
  const { appId, hubId } = demand(got, 'token.introspection');
  if (appId === undefined) throw new EvidenceNotGiven('HubSpot did not say which app the token is of.');
  try {
    const { hubId: ofKey } = await developer().keyAccess();
    const isElsewhere = given.mode === 'oauth' ? undefined : ofAnotherPortal(ofKey, hubId);
    if (isElsewhere) throw isElsewhere;
    const to = await developer().hubSpotTime();
    const from = to - DAY_MS;
    const query = { from, to, ...(given.mode === 'oauth' && hubId !== undefined && { portalId: hubId }) };
    const { rows, whole } = await developer().deliveries(appId, query);
    const { deliveryOf } = await import('../../src/logs/deliveries/delivery.ts');
    const { eachOnce } = await import('../../src/logs/deliveries/read.ts');
    const { answeredEvents, summarizeDeliveries } = await import('../../src/logs/deliveries/summarize.ts');
    const read = rows.flatMap((row) => deliveryOf(row) ?? []);
    const deliveries = eachOnce(read);
    const oldest = deliveries.find(({ at }) => at !== undefined)?.at;
    const log = summarizeDeliveries(deliveries, {
      // A row in a form that nobody knows, or without its time, may be the very delivery that is missed.
      ...(read.length === rows.length &&
        read.every(({ at }) => at !== undefined) && { covered: { from: whole ? from : (oldest ?? to), to } }),
      ...(hubId !== undefined && { portalId: hubId }),
    });
    return given.journal ? { ...log, answeredEvents: answeredEvents(deliveries) } : log;
  } catch (error) {
    throw givingWay(error);
  }
}
