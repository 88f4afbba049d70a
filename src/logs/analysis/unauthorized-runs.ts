import type { ApiLog } from '../../core/api-log.ts';
import { byCode } from '../../core/by-code.ts';
import type { UntoldRun } from '../../core/log-refusals.ts';
import { hasTimes, logSpanOf, type Span, unite, unitePlaced } from './spans.ts';
import { isStillRefused, type SucceededWithin } from './successes.ts';
import type { RefusalTally, TallyData, UnauthorizedBin } from './tally-data.ts';
import { sortedBins } from './time-bins.ts';

type Unauthorized = ApiLog['unauthorized'];

/** A log in which the answers of a good and a dead token take turns has thousands. */
const MOST_RUNS = 100;

/**
 * Runs of 401: stretches in which HubSpot took the token for no call, by time. Calls without a time make one run, which
 * stands first; of very many runs the last are kept. Routes that are refused while others are not stand apart: a 401
 * alone does not prove a dead token (HubSpot docs, usage guidelines), some routes want another sign-in. So do runs of an
 * OAuth token that had expired, where the next one was taken. Where a call was refused and another one taken at the last
 * time of the log, as a log of whole minutes or days has it, which came last is not known.
 */
export function unauthorizedRuns(data: TallyData, acceptedWithin: SucceededWithin): Unauthorized {
  const [otherwise, rows] = parted(
    [...data.refusals.values()].filter(({ status }) => status === 401),
    ({ route }) => data.routes[route]?.withoutToken ?? false,
  );
  const all = unitePlaced(rows);
  const accepted = unitePlaced(data.routes.map((route) => route.accepted));
  const everyRun = timedRuns(data, acceptedWithin);
  const alone = routesRefusedAlone(data, everyRun, rows, acceptedWithin);
  const isTied = (run: UnauthorizedBin) => hasTimes(accepted) && accepted.lastAt === run.lastAt;
  const isOpen = (run: UnauthorizedBin) =>
    run === everyRun.at(-1) && (isStillRefused({ ...all, lastAt: run.lastAt }, accepted) || isTied(run));
  const ofToken = everyRun.filter((run) => !run.routes.every((route) => alone.has(route)));
  const [refreshed, told] = parted(ofToken, (run) => run.expired === run.count && !isOpen(run));
  const untimed = all.count - unite(everyRun).count;
  const count = unite(told).count + untimed;
  if (data.isUnordered && accepted.count > 0) return withoutOrder(data, rows, otherwise);
  const apartRows = [...otherwise, ...rows.filter(({ route }) => alone.has(nameOf(data, route)))];
  const apart = {
    ...(refreshed.length > 0 && { refreshed: logSpanOf(unite(refreshed)) }),
    ...(apartRows.length > 0 && { routesAlone: routesAloneRows(data, apartRows) }),
  };
  const runs = told.map((run) => ({
    ...logSpanOf(run),
    ended: !isOpen(run),
    ...(isOpen(run) && (isTied(run) ? { untold: 'same-time' as const } : untoldAtEnd(data, run))),
    routes: run.routes,
  }));
  if (untimed === 0) return { count, runs: runs.slice(-MOST_RUNS), ...apart };
  const routes = rows
    .filter((row) => !hasTimes(row) || everyRun.length === 0)
    .map(({ route }) => nameOf(data, route));
  const withoutTime = {
    count: untimed,
    ended: false,
    ...(accepted.count > 0 && { untold: 'no-times' as const }),
    routes: [...new Set(routes)].sort(),
  };
  return { count, runs: [withoutTime, ...runs.slice(1 - MOST_RUNS)], ...apart };
}

/** Nothing tells whether any of the calls that were accepted came later. */
function withoutOrder(
  data: TallyData,
  rows: readonly RefusalTally[],
  otherwise: readonly RefusalTally[],
): Unauthorized {
  const { count } = unite(rows);
  const routes = [...new Set(rows.map(({ route }) => nameOf(data, route)))].sort();
  const run = { count, ended: false, untold: 'zones' as const, routes };
  return {
    count,
    runs: count > 0 ? [run] : [],
    ...(otherwise.length > 0 && { routesAlone: routesAloneRows(data, otherwise) }),
  };
}

/** Of the run that the log ends with. That a token died needs a route to stop that was accepted before, or no other. */
function untoldAtEnd({ routes }: TallyData, run: UnauthorizedBin): { untold?: UntoldRun } {
  const accepted = new Set(routes.flatMap((route) => (route.accepted.count > 0 ? route.name : [])));
  if (accepted.size > 0 && !run.routes.some((route) => accepted.has(route)))
    return { untold: 'other-routes' };
  return run.expired === run.count && run.count === 1 ? { untold: 'expired-at-end' } : {};
}

function parted<T>(items: readonly T[], belongs: (item: T) => boolean): [those: T[], others: T[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}

function timedRuns({ unauthorized }: TallyData, acceptedWithin: SucceededWithin): UnauthorizedBin[] {
  const runs: UnauthorizedBin[] = [];
  for (const { bin } of sortedBins(unauthorized)) {
    const run = runs.at(-1);
    if (run === undefined || acceptedWithin(run.lastAt, bin.firstAt)) {
      runs.push({ ...bin, routes: [...bin.routes] });
    } else {
      Object.assign(run, unite([run, bin]), {
        expired: run.expired + bin.expired,
        routes: [...new Set([...run.routes, ...bin.routes])].sort(),
      });
    }
  }
  return runs;
}

function nameOf({ routes }: TallyData, index: number): string {
  return routes[index]?.name ?? '';
}

/**
 * Routes for which the token was never taken, and whose refusals speak against themselves: it was taken for other routes
 * before and after a run of theirs, or between two of its refusals.
 */
function routesRefusedAlone(
  data: TallyData,
  runs: readonly UnauthorizedBin[],
  rows: readonly RefusalTally[],
  acceptedWithin: SucceededWithin,
): ReadonlySet<string> {
  const { routes } = data;
  const taken = routes.filter(({ accepted }) => accepted.count > 0);
  const names = new Set(taken.map(({ name }) => name));
  const { firstAt, lastAt } = unite(taken.map(({ accepted }) => accepted));
  const isWithinAccepted = (run: Span) => firstAt < run.firstAt && run.lastAt < lastAt;
  const refused = Map.groupBy(rows.filter(hasTimes), ({ route }) => nameOf(data, route));
  const isParted = (route: string) => {
    const { firstAt: from, lastAt: to } = unite(refused.get(route) ?? []);
    return from < to && acceptedWithin(from, to);
  };
  const once = new Set<string>();
  const alone = new Set<string>();
  for (const run of runs.filter((each) => !each.routes.some((route) => names.has(route)))) {
    for (const route of run.routes) {
      if (once.has(route) || isWithinAccepted(run) || isParted(route)) alone.add(route);
      once.add(route);
    }
  }
  return alone;
}

function routesAloneRows(data: TallyData, rows: readonly RefusalTally[]) {
  const byRoute = Map.groupBy(rows, ({ route }) => nameOf(data, route));
  return [...byRoute]
    .map(([route, same]) => ({ route, ...logSpanOf(unite(same)) }))
    .sort((one, other) => other.count - one.count || byCode(one.route, other.route));
}
