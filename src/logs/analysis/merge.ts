import { addHistogram } from './histogram.ts';
import { OTHER_ROUTES, type Registry } from './registry.ts';
import { absorb, absorbPlaced } from './spans.ts';
import { ACTIVITY, LIMITED, type RouteTally, type TallyData, UNAUTHORIZED } from './tally-data.ts';
import { mergeBins } from './time-bins.ts';

/** Adds the tally of a later part of a log to that of the part before it. The later one stays as it is. */
export function mergeTally(data: TallyData, rows: Registry, later: Readonly<TallyData>): void {
  const before = data.calls;
  const routeAt = (index: number) => rows.route(later.routes[index]?.name ?? OTHER_ROUTES);

  for (const from of later.routes) mergeRoute(rows.route(from.name), from, before);
  for (const from of later.refusals.values()) {
    const category = later.categories[from.category] ?? null;
    absorbPlaced(rows.refusal(routeAt(from.route), from.status, category), from, before);
  }
  for (const from of later.scopes.values()) {
    absorbPlaced(rows.scopes(routeAt(from.route), from.set), from, before);
  }
  for (const [policy, from] of later.limits) {
    const into = rows.limit(policy);
    absorb(into, from);
    mergeBins(into.windows, LIMITED, from.windows);
  }
  mergeBins(data.unauthorized, UNAUTHORIZED, later.unauthorized);
  mergeBins(data.activity, ACTIVITY, later.activity);
  data.untold += later.untold;
  data.calls += later.calls;
}

/** @param before how many calls of the log came before the first that `from` knows */
export function mergeRoute(into: RouteTally, from: Readonly<RouteTally>, before: number): void {
  absorb(into, from);
  absorbPlaced(into.successes, from.successes, before);
  from.statuses.forEach((calls, place) => {
    into.statuses[place] = (into.statuses[place] ?? 0) + calls;
  });
  addHistogram(into.durations, from.durations);
  into.longestMs = Math.max(into.longestMs, from.longestMs);
}
