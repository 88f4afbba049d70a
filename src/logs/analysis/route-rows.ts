import type { LogPercentiles, LogRoute } from '../../core/api-log.ts';
import { byCode } from '../../core/by-code.ts';
import { FIRST_REFUSAL } from '../fields/call.ts';
import { addHistogram, createHistogram, percentilesOf } from './histogram.ts';
import { OTHER_ROUTES } from './registry.ts';
import { absorb, logSpanOf } from './spans.ts';
import { FIRST_STATUS, NO_STATUS } from './statuses.ts';
import { createRouteTally, type RouteTally } from './tally-data.ts';

const MOST_BUSY = 50;

/**
 * The busiest routes and all on which a call was refused or failed, most calls first; all others make one row, the
 * last, so that no call is missing.
 */
export function routeRows(routes: readonly RouteTally[]): LogRoute[] {
  const byCalls = routes
    .filter(({ name, count }) => name !== OTHER_ROUTES && count > 0)
    .sort((one, other) => other.count - one.count || byCode(one.name, other.name));
  const isShown = (route: RouteTally, rank: number) => rank < MOST_BUSY || wasRefused(route);
  const others = [
    ...byCalls.filter((route, rank) => !isShown(route, rank)),
    ...routes.filter(({ name, count }) => name === OTHER_ROUTES && count > 0),
  ];
  return [...byCalls.filter(isShown), ...(others.length > 0 ? [joined(others)] : [])].map(routeRow);
}

export function statusesOf(routes: readonly RouteTally[]): Record<string, number> {
  const statuses: Record<string, number> = {};
  for (let place = 0; place <= NO_STATUS; place += 1) {
    let calls = 0;
    for (const route of routes) calls += route.statuses[place] ?? 0;
    if (calls > 0) statuses[place === NO_STATUS ? 'none' : String(place + FIRST_STATUS)] = calls;
  }
  return statuses;
}

export function latencyOf(routes: readonly RouteTally[]): LogPercentiles | null {
  const durations = createHistogram();
  for (const route of routes) addHistogram(durations, route.durations);
  return percentilesOf(durations, Math.max(...routes.map(({ longestMs }) => longestMs)));
}

function wasRefused({ statuses }: RouteTally): boolean {
  for (let place = FIRST_REFUSAL - FIRST_STATUS; place < NO_STATUS; place += 1) {
    if ((statuses[place] ?? 0) > 0) return true;
  }
  return false;
}

function joined(routes: readonly RouteTally[]): RouteTally {
  const whole = createRouteTally(OTHER_ROUTES, 0);
  for (const route of routes) {
    absorb(whole, route);
    route.statuses.forEach((calls, place) => {
      whole.statuses[place] = (whole.statuses[place] ?? 0) + calls;
    });
    addHistogram(whole.durations, route.durations);
    whole.longestMs = Math.max(whole.longestMs, route.longestMs);
  }
  return whole;
}

function routeRow(route: RouteTally): LogRoute {
  return {
    route: route.name,
    ...logSpanOf(route),
    statuses: statusesOf([route]),
    latency: percentilesOf(route.durations, route.longestMs),
  };
}
