import type { ApiLog } from '../../core/api-log.ts';
import { hasTimes, logSpanOf, type Span, unite, unitePlaced } from './spans.ts';
import { isStillRefused, type SucceededWithin } from './successes.ts';
import type { RefusalTally, TallyData, UnauthorizedBin } from './tally-data.ts';
import { sortedBins } from './time-bins.ts';

type Unauthorized = ApiLog['unauthorized'];

/** A log in which the answers of a good and a dead token take turns has thousands. */
const MOST_RUNS = 100;

/**
 * Runs of 401: stretches in which no call succeeded, by time. Calls without a time make one run, which stands first;
 * of very many runs the last are kept. Routes that are refused while others are not stand apart: a 401 alone does not
 * prove a dead token (HubSpot docs, usage guidelines), some routes want another sign-in.
 */
export function unauthorizedRuns(data: TallyData, succeededWithin: SucceededWithin): Unauthorized {
  const rows = [...data.refusals.values()].filter(({ status }) => status === 401);
  const all = unitePlaced(rows);
  const successes = unitePlaced(data.routes.map((route) => route.successes));
  const everyRun = timedRuns(data, succeededWithin);
  const alone = routesRefusedAlone(data, everyRun, rows, succeededWithin);
  const timed = everyRun.filter((run) => !run.routes.every((route) => alone.has(route)));
  const untimed = all.count - unite(everyRun).count;
  const count = unite(timed).count + untimed;
  const apart = alone.size > 0 && { routesAlone: routesAloneRows(data, rows, alone) };
  const isOpen = (lastAt: number) => isStillRefused({ ...all, lastAt }, successes);
  const runs = timed.map((run, index) => ({
    ...logSpanOf(run),
    ended: index < timed.length - 1 || !isOpen(run.lastAt),
    routes: run.routes,
  }));
  if (untimed === 0) return { count, runs: runs.slice(-MOST_RUNS), ...apart };
  const routes = rows
    .filter((row) => !hasTimes(row) || everyRun.length === 0)
    .map(({ route }) => nameOf(data, route));
  const ended = successes.lastPosition > all.lastPosition;
  const withoutTime = { count: untimed, ended, routes: [...new Set(routes)].sort() };
  return { count, runs: [withoutTime, ...runs.slice(1 - MOST_RUNS)], ...apart };
}

function timedRuns({ unauthorized }: TallyData, succeededWithin: SucceededWithin): UnauthorizedBin[] {
  const runs: UnauthorizedBin[] = [];
  for (const { bin } of sortedBins(unauthorized)) {
    const run = runs.at(-1);
    if (run === undefined || succeededWithin(run.lastAt, bin.firstAt)) {
      runs.push({ ...bin, routes: [...bin.routes] });
    } else {
      Object.assign(run, unite([run, bin]), { routes: [...new Set([...run.routes, ...bin.routes])].sort() });
    }
  }
  return runs;
}

function nameOf({ routes }: TallyData, index: number): string {
  return routes[index]?.name ?? '';
}

/**
 * Routes of which no call ever succeeded, and whose refusals speak against themselves: calls of other routes succeeded
 * before and after a run of theirs, or between two of its refusals.
 */
function routesRefusedAlone(
  data: TallyData,
  runs: readonly UnauthorizedBin[],
  rows: readonly RefusalTally[],
  succeededWithin: SucceededWithin,
): ReadonlySet<string> {
  const { routes } = data;
  const accepted = routes.filter(({ successes }) => successes.count > 0);
  const names = new Set(accepted.map(({ name }) => name));
  const { firstAt, lastAt } = unite(accepted.map(({ successes }) => successes));
  const isWithinSuccesses = (run: Span) => firstAt < run.firstAt && run.lastAt < lastAt;
  const refused = Map.groupBy(rows.filter(hasTimes), ({ route }) => nameOf(data, route));
  const isParted = (route: string) => {
    const { firstAt: from, lastAt: to } = unite(refused.get(route) ?? []);
    return from < to && succeededWithin(from, to);
  };
  const once = new Set<string>();
  const alone = new Set<string>();
  for (const run of runs.filter((each) => !each.routes.some((route) => names.has(route)))) {
    for (const route of run.routes) {
      if (once.has(route) || isWithinSuccesses(run) || isParted(route)) alone.add(route);
      once.add(route);
    }
  }
  return alone;
}

function routesAloneRows(data: TallyData, rows: readonly RefusalTally[], names: ReadonlySet<string>) {
  const byRoute = Map.groupBy(rows, ({ route }) => nameOf(data, route));
  return [...byRoute]
    .filter(([route]) => names.has(route))
    .map(([route, same]) => ({ route, ...logSpanOf(unite(same)) }))
    .sort((one, other) => other.count - one.count || (one.route < other.route ? -1 : 1));
}
