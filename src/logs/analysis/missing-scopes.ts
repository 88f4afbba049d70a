import type { ApiLog, LogMissingScope, LogSpan } from '../../core/api-log.ts';
import { byCode } from '../../core/by-code.ts';
import { TRIED_AGAIN } from './registry.ts';
import { pathOf } from './routes.ts';
import { isOwnersLookup, knownScopes } from './scopes.ts';
import { createPlacedSpan, hasTimes, logSpanOf, type PlacedSpan, unite } from './spans.ts';
import { isStillRefused } from './successes.ts';
import type { ScopeTally, TallyData } from './tally-data.ts';

/** Calls refused for the same scopes, also each route by itself. */
export interface ScopeRow extends LogMissingScope {
  byRoute: (LogSpan & { route: string; over: boolean; parted: boolean })[];
}

/** Calls refused for a scope, all calls of one set of scopes together: most calls first. */
export function missingScopeRows(data: TallyData): ScopeRow[] {
  const bySet = Map.groupBy(data.scopes.values(), ({ set }) => set.key);
  return [...bySet]
    .map(([key, rows]) => ({ key, row: scopeRow(data, rows) }))
    .sort((one, other) => other.row.count - one.row.count || byCode(one.key, other.key))
    .map(({ row }) => row);
}

function scopeRow(data: TallyData, rows: readonly ScopeTally[]): ScopeRow {
  const set = rows[0]?.set;
  const byRoute = rows
    .map((row) => {
      const over = isOver(data, row);
      return { route: routeOf(data, row), ...logSpanOf(row), over, parted: !over && !isOpen(data, row) };
    })
    .sort((one, other) => other.count - one.count || byCode(one.route, other.route));
  return {
    scopes: [...(set?.scopes ?? [])],
    form: set?.form ?? 'unsaid',
    inferred: set?.inferred ?? false,
    ...logSpanOf(unite(rows)),
    routes: byRoute.map(({ route }) => route),
    stillAtEnd: rows.some((row) => isOpen(data, row)),
    byRoute,
  };
}

/** The owner lookup that OpenCX makes for inbound email, as far as it was refused for a scope. */
export function ownersLookup(data: TallyData): ApiLog['ownersLookup'] {
  const rows = [...data.scopes.values()].filter((row) => isOwnersLookup(routeOf(data, row)));
  if (rows.length === 0) return null;
  return {
    ...logSpanOf(unite(rows)),
    paths: [...new Set(rows.map((row) => pathOf(routeOf(data, row))))].sort(),
    stillAtEnd: rows.some((row) => isOpen(data, row)),
  };
}

function routeOf(data: TallyData, row: ScopeTally): string {
  return tallyOf(data, row).name;
}

/** A row is always of a route of its tally; the compiler does not know it. */
const NO_ROUTE = { name: '', successes: createPlacedSpan() };

function tallyOf({ routes }: TallyData, { route }: ScopeTally): Readonly<typeof NO_ROUTE> {
  return routes[route] ?? NO_ROUTE;
}

/**
 * Whether every call of the route that succeeded came after all that were refused. Where some came between, the log is of
 * several accounts, and that the last of them succeeded says nothing of the others.
 */
function isOver(data: TallyData, row: ScopeTally): boolean {
  const { name, successes } = tallyOf(data, row);
  if (name.endsWith(TRIED_AGAIN)) return true;
  if (data.isUnordered) return false;
  return successes.count > 0 ? isAfter(row, successes) : isGrantedSince(data, row);
}

function isOpen(data: TallyData, row: ScopeTally): boolean {
  const { successes } = tallyOf(data, row);
  if (data.isUnordered) return successes.count === 0;
  return isStillRefused(row, successes) && !(successes.count === 0 && isGrantedSince(data, row));
}

function isAfter(row: ScopeTally, successes: PlacedSpan): boolean {
  return hasTimes(row) && hasTimes(successes) && successes.firstAt >= row.lastAt;
}

/**
 * Whether another route that is known to want such a scope, and no other, succeeded from then on: HubSpot spells the owner
 * lookup in three ways. A scope that covers reading and writing alike is not shown by a call that reads.
 */
function isGrantedSince(data: TallyData, row: ScopeTally): boolean {
  const { scopes, form } = row.set;
  const wanted = form === 'any' || scopes.length === 1 ? scopes : [];
  if (wanted.length === 0) return false;
  const showing = data.routes.filter(({ name, successes }) => {
    const [scope, ...others] = successes.count === 0 ? [] : (knownScopes(name)?.scopes ?? []);
    return scope !== undefined && others.length === 0 && scope.includes('.') && wanted.includes(scope);
  });
  return showing.length > 0 && showing.every(({ successes }) => isAfter(row, successes));
}
