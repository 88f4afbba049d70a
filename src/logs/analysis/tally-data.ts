import { Activity } from './activity.ts';
import { createHistogram, type Histogram } from './histogram.ts';
import type { ScopeSet } from './scopes.ts';
import { isWithoutToken } from './sign-ins.ts';
import { absorb, createPlacedSpan, createSpan, type PlacedSpan, type Span } from './spans.ts';
import { NO_STATUS } from './statuses.ts';
import { type BinKind, createBins, type TimeBins } from './time-bins.ts';

/** What is counted of one route, successes and refusals together. */
export interface RouteTally extends Span {
  name: string;
  /** Its place among the routes. */
  index: number;
  /** Calls by status less 100, the last for those without a status. */
  statuses: Float64Array;
  durations: Histogram;
  /** Milliseconds; -1: no duration was logged. */
  longestMs: number;
  successes: PlacedSpan;
  /** Calls for which HubSpot took the token: those that succeeded, and those that it refused for a scope of that token. */
  accepted: PlacedSpan;
  /** Its calls are made without the token of an app. */
  withoutToken: boolean;
}

/** Calls of a route with one status below those of refusals, which their route was not told of yet. */
export interface AlikeTally extends PlacedSpan {
  route: RouteTally;
  /** NaN where the log has none. */
  status: number;
}

/** Calls of a route that were refused, or failed, in the same way. */
export interface RefusalTally extends PlacedSpan {
  route: number;
  status: number;
  category: number;
}

/** Calls of a route that were refused for the same scopes. */
export interface ScopeTally extends PlacedSpan {
  route: number;
  set: ScopeSet;
}

export interface LimitTally extends Span {
  /** Calls of which the answer stood in a text. */
  told: number;
  windows: TimeBins<Span>;
}

export interface UnauthorizedBin extends Span {
  /** Calls of which HubSpot says that their token had expired, as an OAuth token does twice an hour. */
  expired: number;
  /** Names in order; the first of them where there are very many. */
  routes: string[];
}

/** All that a tally knows. Its size has a bound. */
export interface TallyData {
  /** Calls counted, which is the place in the log of the last one. */
  calls: number;
  routes: RouteTally[];
  /** Names of categories by their number; the first stands for none. */
  categories: (string | null)[];
  refusals: Map<number, RefusalTally>;
  scopes: Map<string, ScopeTally>;
  limits: Map<string, LimitTally>;
  /** Calls refused with 403 of which nothing says why. */
  untold: number;
  /** Calls of which the answer stood in a text. */
  told: number;
  /** Its times cannot be held against each other. */
  isUnordered: boolean;
  unauthorized: TimeBins<UnauthorizedBin>;
  activity: Activity;
}

const MOST_REFUSED_MINUTES = 5_000;
const MOST_ROUTES_IN_BIN = 20;

export const UNAUTHORIZED: BinKind<UnauthorizedBin> = {
  most: MOST_REFUSED_MINUTES,
  create: () => ({ ...createSpan(), expired: 0, routes: [] }),
  absorb(into, from) {
    absorb(into, from);
    into.expired += from.expired;
    for (const route of from.routes) addName(into.routes, route);
  },
};

export const LIMITED: BinKind<Span> = { most: MOST_REFUSED_MINUTES, create: createSpan, absorb };

/** The first names by the alphabet are kept, whichever came first in the log. */
export function addName(names: string[], name: string): void {
  if (names.includes(name)) return;
  names.push(name);
  names.sort();
  if (names.length > MOST_ROUTES_IN_BIN) names.pop();
}

export function createTallyData(): TallyData {
  return {
    calls: 0,
    routes: [],
    categories: [null],
    refusals: new Map(),
    scopes: new Map(),
    limits: new Map(),
    untold: 0,
    told: 0,
    isUnordered: false,
    unauthorized: createBins(),
    activity: new Activity(),
  };
}

export function createRouteTally(name: string, index: number): RouteTally {
  return {
    count: 0,
    firstAt: Number.POSITIVE_INFINITY,
    lastAt: Number.NEGATIVE_INFINITY,
    name,
    index,
    statuses: new Float64Array(NO_STATUS + 1),
    durations: createHistogram(),
    longestMs: -1,
    successes: createPlacedSpan(),
    accepted: createPlacedSpan(),
    withoutToken: isWithoutToken(name),
  };
}

export function createLimitTally(): LimitTally {
  return { ...createSpan(), told: 0, windows: createBins() };
}
