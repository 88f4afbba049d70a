import type { ApiLog } from '../../core/api-log.ts';
import { tellSpan, unite } from './spans.ts';
import { hasTimes, isStillRefused, unitePlaced } from './still-refused.ts';
import type { SucceededWithin } from './success-times.ts';
import type { TallyData, UnauthorizedBin } from './tally-data.ts';
import { sortedBins } from './time-bins.ts';

type Unauthorized = ApiLog['unauthorized'];

/** A log in which the answers of a good and a dead token take turns has thousands. */
const MOST_RUNS = 100;

/**
 * Runs of 401: stretches in which no call succeeded, by time. Calls without a time make one run, which stands first;
 * of very many runs the last are told.
 */
export function unauthorizedRuns(data: TallyData, succeededWithin: SucceededWithin): Unauthorized {
  const rows = [...data.refusals.values()].filter(({ status }) => status === 401);
  const all = unitePlaced(rows);
  const successes = unitePlaced(data.routes.map((route) => route.successes));
  const timed = timedRuns(data, succeededWithin);
  const untimed = all.count - unite(timed).count;
  const isOpen = (lastAt: number) => isStillRefused({ ...all, lastAt }, successes);
  const runs = timed.map((run, index) => ({
    ...tellSpan(run),
    ended: index < timed.length - 1 || !isOpen(run.lastAt),
    routes: run.routes,
  }));
  if (untimed === 0) return { count: all.count, runs: runs.slice(-MOST_RUNS) };
  const routes = rows
    .filter((row) => !hasTimes(row) || timed.length === 0)
    .map(({ route }) => nameOf(data, route));
  const ended = successes.lastPosition > all.lastPosition;
  const withoutTime = { count: untimed, ended, routes: [...new Set(routes)].sort() };
  return { count: all.count, runs: [withoutTime, ...runs.slice(1 - MOST_RUNS)] };
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
