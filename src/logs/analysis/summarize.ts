/** What the calls that were counted show, section by section of the report. For `analyse.ts`. */
import type { ApiLog, LogFile, LogRefusal } from '../../core/api-log.ts';
import { byCode } from '../../core/by-code.ts';
import { missingScopeRows, ownersLookup, type ScopeRow } from './missing-scopes.ts';
import { rateLimitWindows } from './rate-limit-windows.ts';
import { latencyOf, routeRows, statusesOf } from './route-rows.ts';
import { logSpanOf, unite } from './spans.ts';
import { FIRST_FAILURE } from './statuses.ts';
import { acceptedTimes, isStillRefused, successTimes } from './successes.ts';
import type { Tally } from './tally.ts';
import type { RefusalTally, TallyData } from './tally-data.ts';
import { timelineOf } from './timeline.ts';
import { unauthorizedRuns } from './unauthorized-runs.ts';

/** What a log shows, with what the checks want to know of it beside what is printed. */
export interface AnalysedLog extends ApiLog {
  missingScopes: ScopeRow[];
  /** Calls refused with 403 of which nothing says why. */
  untold: number;
  /** Calls of which the answer stood in a text. */
  told: number;
  /** Calls that succeeded, and for which HubSpot took the token; those that a filter left out, too. */
  succeeded: number;
  accepted: number;
  /** When HubSpot last took the token; absent where it never did, or no time tells. */
  acceptedAt?: string;
}

/**
 * What the calls of some logs show. The same calls give the same, in whichever order they were counted.
 *
 * @param files what they were read from
 * @param leftOut how many calls a filter kept from the tally
 */
export function summarize({ data }: Tally, files: readonly LogFile[], leftOut: number): AnalysedLog {
  data.isUnordered = isUnordered(files);
  const whole = logSpanOf(unite(data.routes));
  const activity = data.activity.inOrder();
  const rows = [...data.refusals.values()].map((row) => refusalRow(data, row)).sort(mostFirst);
  return {
    files: [...files],
    calls: data.calls,
    leftOut,
    firstAt: whole.firstAt ?? null,
    lastAt: whole.lastAt ?? null,
    statuses: statusesOf(data.routes),
    refusals: rows.filter(({ status }) => status < FIRST_FAILURE),
    missingScopes: missingScopeRows(data),
    untold: data.untold,
    told: data.told,
    succeeded: unite(data.routes.map(({ successes }) => successes)).count,
    ...acceptedOf(data),
    ownersLookup: ownersLookup(data),
    unauthorized: unauthorizedRuns(data, acceptedTimes(activity)),
    rateLimits: rateLimitWindows(data, successTimes(activity)),
    serverErrors: serverErrors(data),
    latency: latencyOf(data.routes),
    routes: routeRows(data.routes),
    timeline: timelineOf(activity),
  };
}

/** Some of the times name their zone and some do not, so that nothing tells which call came after which. */
function isUnordered(files: readonly LogFile[]): boolean {
  const zones = new Set(files.map((file) => file.zones));
  return zones.has('mixed') || (zones.has('unsaid') && zones.size > 1);
}

function acceptedOf({ routes }: TallyData): Pick<AnalysedLog, 'accepted' | 'acceptedAt'> {
  const { count, lastAt } = logSpanOf(unite(routes.map(({ accepted }) => accepted)));
  return { accepted: count, ...(lastAt !== undefined && { acceptedAt: lastAt }) };
}

function refusalRow(data: TallyData, row: RefusalTally): LogRefusal {
  const route = data.routes[row.route];
  return {
    route: route?.name ?? '',
    status: row.status,
    category: data.categories[row.category] ?? null,
    ...logSpanOf(row),
    stillAtEnd: route === undefined || isStillRefused(row, route.successes),
  };
}

/** By route and status: what a proxy on the way calls a failure makes no difference. */
function serverErrors(data: TallyData): ApiLog['serverErrors'] {
  const failed = [...data.refusals.values()].filter(({ status }) => status >= FIRST_FAILURE);
  const byKind = Map.groupBy(failed, ({ route, status }) => `${route} ${status}`);
  return [...byKind.values()]
    .map((rows) => ({
      route: data.routes[rows[0]?.route ?? 0]?.name ?? '',
      status: rows[0]?.status ?? 0,
      ...logSpanOf(unite(rows)),
    }))
    .sort(mostFirst);
}

interface Sortable {
  count: number;
  route: string;
  status: number;
  category?: string | null;
}

function mostFirst(one: Sortable, other: Sortable): number {
  return other.count - one.count || byCode(nameOf(one), nameOf(other));
}

function nameOf({ route, status, category }: Sortable): string {
  return `${route} ${status} ${category ?? ''}`;
}
