/** What deliveries show together: by event, by address, and what went wrong. */
import {
  type DeliveredEventRow,
  type DeliveredKey,
  type DeliveryAddress,
  type DeliveryLog,
  type DeliveryLogs,
  type DeliveryTrouble,
  noDeliveries,
} from '../../core/delivery-log.ts';
import type { Delivery } from './delivery.ts';

const MOST_IDS = 3;
const MOST_TIMES = 500;

/** Epoch milliseconds. */
export interface Stretch {
  from: number;
  to: number;
}

export interface SummaryOptions {
  /** Deliveries that name another one are counted apart; null: those that name any. */
  portalId?: number | null;
  /** Between these times no delivery is missing. */
  covered?: Stretch;
}

/** What was found out of a log as a whole. */
interface LogRead {
  covered?: Stretch | undefined;
  foreign?: readonly string[];
  cut?: readonly string[];
  unread?: number;
}

/** @param deliveries oldest first */
export function deliveryLogs(deliveries: readonly Delivery[], read: LogRead = {}): DeliveryLogs {
  const logs = logsOfPortals(deliveries, read);
  const apps = [...new Set(deliveries.map(({ appId }) => appId ?? null))];
  if (apps.length < 2) return logs;
  const byApp = apps.map((appId) => {
    const own = deliveries.filter((each) => each.appId === undefined || each.appId === appId);
    return { appId, logs: logsOfPortals(own, { ...read, otherApps: deliveries.length - own.length }) };
  });
  return { ...logs, byApp };
}

/** The apps that rows name. */
export function appsOf(deliveries: readonly Delivery[]): number[] {
  return [...new Set(deliveries.flatMap(({ appId }) => appId ?? []))];
}

function logsOfPortals(
  deliveries: readonly Delivery[],
  { covered, foreign = [], cut = [], unread = 0, otherApps = 0 }: LogRead & { otherApps?: number },
): DeliveryLogs {
  const about = { ...(covered && { covered }) };
  const told = (log: DeliveryLog): DeliveryLog => ({
    ...log,
    ...(otherApps > 0 && { otherApps }),
    ...(foreign.length > 0 && { foreign: [...foreign] }),
    ...(cut.length > 0 && { cut: [...cut] }),
    ...(unread > 0 && { unread }),
  });
  const portals = [...new Set(deliveries.map(({ portalId }) => portalId ?? null))];
  const namesApps = deliveries.length > 0 && deliveries.every(({ appId }) => appId !== undefined);
  const named = portals.every((portalId) => portalId === null) ? [] : [...new Set([null, ...portals])];
  return {
    whole: told(summarizeDeliveries(deliveries, about)),
    byPortal: named.map((portalId) => ({
      portalId,
      log: told(summarizeDeliveries(deliveries, { ...about, portalId })),
    })),
    ...(namesApps && { appIds: appsOf(deliveries) }),
  };
}

/** Events that the target answered, to look them up elsewhere. */
export function answeredEvents(deliveries: readonly Delivery[]): DeliveredKey[] {
  return deliveries.flatMap(({ at, outcome, events }) =>
    at === undefined || outcome !== 'answered' ? [] : events.map((event) => ({ ...event, at })),
  );
}

/** @param deliveries oldest first */
export function summarizeDeliveries(
  deliveries: readonly Delivery[],
  { portalId, covered }: SummaryOptions = {},
): DeliveryLog {
  const own = deliveries.filter(
    (each) => portalId === undefined || each.portalId === undefined || each.portalId === portalId,
  );
  const unnamed = own.filter(({ events }) => events.length === 0);
  const others = deliveries.length - own.length;
  return {
    ...totalsOf(own),
    deliveries: own.length,
    events: eventRows(own),
    unnamed: unnamed.length,
    unnamedIds: unnamed.flatMap(({ id }) => id ?? []).slice(-MOST_IDS),
    unnamedAt: unnamed.slice(-MOST_TIMES).flatMap(({ at }) => (at === undefined ? [] : isoTime(at))),
    addresses: addressRows(own),
    troubles: troublesOf(own),
    ...(own.some(({ unzoned }) => unzoned) && { unzoned: true }),
    ...coverage(unnamed.length > MOST_TIMES ? undefined : covered),
    ...(others > 0 && { otherPortals: others }),
  };
}

function totalsOf(deliveries: readonly Delivery[]) {
  const counts = noDeliveries();
  for (const { outcome } of deliveries) counts[outcome] += 1;
  const lastAnswered = lastOf(deliveries.filter(({ outcome }) => outcome === 'answered'));
  return {
    ...counts,
    ...spanOf(deliveries),
    ...(lastAnswered !== undefined && { lastAnsweredAt: isoTime(lastAnswered) }),
  };
}

function eventRows(deliveries: readonly Delivery[]): DeliveredEventRow[] {
  const names = new Set(deliveries.flatMap(({ events }) => events.map(({ type }) => type)));
  const rows = [...names].map((event): DeliveredEventRow => {
    const carrying = deliveries.filter(({ events }) => events.some(({ type }) => type === event));
    const those = carrying.flatMap(({ events }) => events.filter(({ type }) => type === event));
    const address = carrying.findLast((each) => each.address !== undefined)?.address?.digest;
    const properties = [...new Set(those.flatMap(({ propertyName }) => propertyName ?? []))].sort();
    return {
      event,
      count: carrying.length,
      ...totalsOf(carrying),
      ...(those.some(({ objectTypeId }) => objectTypeId === TICKETS) && { ofTickets: true }),
      ...(address !== undefined && { address }),
      ...(properties.length > 0 && { properties }),
    };
  });
  return rows.sort((a, b) => b.count - a.count || (a.event < b.event ? -1 : 1));
}

const TICKETS = '0-5';

function addressRows(deliveries: readonly Delivery[]): DeliveryAddress[] {
  const digests = new Set(deliveries.flatMap(({ address }) => address?.digest ?? []));
  return [...digests]
    .flatMap((digest) => {
      const those = deliveries.filter(({ address }) => address?.digest === digest);
      const address = those[0]?.address;
      return address ? [{ ...address, count: those.length, ...spanOf(those) }] : [];
    })
    .sort((a, b) => compare(b.lastAt, a.lastAt));
}

function troublesOf(deliveries: readonly Delivery[]): DeliveryTrouble[] {
  const lastAnswered = lastOf(deliveries.filter(({ outcome }) => outcome === 'answered'));
  const kinds = new Map<string, Delivery[]>();
  for (const delivery of deliveries) {
    if (delivery.outcome === 'answered') continue;
    const kind = `${delivery.outcome} ${delivery.status ?? ''}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), delivery]);
  }
  return [...kinds.values()]
    .map((those): DeliveryTrouble => {
      const { outcome, status } = those[0] as Delivery;
      const reason = those.findLast((each) => each.reason !== undefined)?.reason;
      const last = lastOf(those);
      return {
        outcome,
        ...(status !== undefined && { status }),
        ...(reason !== undefined && { reason }),
        count: those.length,
        ...spanOf(those),
        still: lastAnswered === undefined || (last !== undefined && last > lastAnswered),
        digests: [...new Set(those.flatMap(({ address }) => address?.digest ?? []))],
      };
    })
    .sort((a, b) => compare(b.lastAt, a.lastAt) || b.count - a.count);
}

function coverage(covered: Stretch | undefined) {
  return covered ? { covered: { from: isoTime(covered.from), to: isoTime(covered.to) } } : {};
}

function spanOf(deliveries: readonly Delivery[]): { firstAt?: string; lastAt?: string } {
  const from = firstOf(deliveries);
  const to = lastOf(deliveries);
  return {
    ...(from !== undefined && { firstAt: isoTime(from) }),
    ...(to !== undefined && { lastAt: isoTime(to) }),
  };
}

function firstOf(deliveries: readonly Delivery[]): number | undefined {
  return deliveries.find(({ at }) => at !== undefined)?.at;
}

function lastOf(deliveries: readonly Delivery[]): number | undefined {
  return deliveries.findLast(({ at }) => at !== undefined)?.at;
}

/** Later ISO times after earlier ones, what has none first. */
function compare(one = '', other = ''): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}
