import { copyOf } from './api-words.ts';
import { foldRoute } from './routes.ts';
import { knownScopes, type ScopeSet } from './scopes.ts';
import { createPlacedSpan } from './spans.ts';
import { FIRST_STATUS } from './statuses.ts';
import {
  createLimitTally,
  createRouteTally,
  type LimitTally,
  type RefusalTally,
  type RouteTally,
  type ScopeTally,
  type TallyData,
} from './tally-data.ts';

/** The row of all routes past the most that are told apart. */
export const OTHER_ROUTES = 'other routes';
/** Behind the name of a route: its calls that went well when they were tried again, which say nothing of its others. */
export const TRIED_AGAIN = ', tried again';
/** The policy of all 429 past the most policies that are told apart. */
const OTHER_POLICIES = 'other';
export const UNSAID_POLICY = 'unsaid';

/** The numbers that a path is folded over in any case. */
const NUMBER = /(?<=\/(?:[A-Z]-)?)\d+(?=\/|$)/g;
const MOST_PATHS = 5_000;
const LONGEST_PATH = 300;

const MOST_ROUTES = 2_000;
const MOST_ROWS = 10_000;
const MOST_POLICIES = 20;

const STATUSES = 512;
const CATEGORIES = 64;

/**
 * The rows of a tally, each made when it is first asked for. There is a most of each kind; what comes after it is
 * counted with the other routes, so that no log can fill the memory. Only past it does the order of calls matter.
 */
export class Registry {
  readonly #data: TallyData;
  readonly #routes = new Map<string, RouteTally>();
  /** By method, then by path with its numbers left out. */
  readonly #paths = new Map<string | undefined, Map<string, RouteTally>>();
  #knownPaths = 0;
  readonly #wanted = new Map<string, ScopeSet | null>();

  constructor(data: TallyData) {
    this.#data = data;
  }

  /**
   * The route of a call. A path that was seen before, but for other numbers in it, is not folded again: a log repeats
   * few of them.
   */
  routeOf(method: string | undefined, path: string | undefined): RouteTally {
    if (path === undefined || path.length > LONGEST_PATH) return this.route(foldRoute(method, path));
    const query = path.indexOf('?');
    const shape = (query < 0 ? path : path.slice(0, query)).replaceAll(NUMBER, '{id}');
    const known = this.#paths.get(method)?.get(shape);
    return known ?? this.#keepPath(method, shape, this.route(foldRoute(method, path)));
  }

  /** @param name as `foldRoute` gives it */
  route(name: string): RouteTally {
    const known = this.#routes.get(name);
    if (known !== undefined) return known;
    if (this.#routes.size >= MOST_ROUTES && name !== OTHER_ROUTES) return this.route(OTHER_ROUTES);
    const route = createRouteTally(name, this.#data.routes.length);
    this.#data.routes.push(route);
    this.#routes.set(name, route);
    return route;
  }

  refusal(route: RouteTally, status: number, category: string | null): RefusalTally {
    const { refusals } = this.#data;
    const number = this.#category(category);
    const key = (route.index * STATUSES + status - FIRST_STATUS) * CATEGORIES + number;
    const known = refusals.get(key);
    if (known !== undefined) return known;
    if (refusals.size >= MOST_ROWS && route.name !== OTHER_ROUTES) {
      return this.refusal(this.route(OTHER_ROUTES), status, category);
    }
    const row = { ...createPlacedSpan(), route: route.index, status, category: number };
    refusals.set(key, row);
    return row;
  }

  scopes(route: RouteTally, set: ScopeSet): ScopeTally {
    const { scopes } = this.#data;
    const key = `${route.index} ${set.key}`;
    const known = scopes.get(key);
    if (known !== undefined) return known;
    if (scopes.size >= MOST_ROWS && route.name !== OTHER_ROUTES) {
      return this.scopes(this.route(OTHER_ROUTES), set);
    }
    const row = { ...createPlacedSpan(), route: route.index, set };
    scopes.set(key, row);
    return row;
  }

  limit(policy: string): LimitTally {
    const { limits } = this.#data;
    const known = limits.get(policy);
    if (known !== undefined) return known;
    if (limits.size >= MOST_POLICIES && policy !== OTHER_POLICIES) return this.limit(OTHER_POLICIES);
    const row = createLimitTally();
    limits.set(policy, row);
    return row;
  }

  /** What HubSpot is known to want for a route. */
  wanted({ name }: RouteTally): ScopeSet | null {
    const known = this.#wanted.get(name);
    if (known !== undefined) return known;
    const wanted = knownScopes(name);
    this.#wanted.set(name, wanted);
    return wanted;
  }

  #keepPath(method: string | undefined, shape: string, route: RouteTally): RouteTally {
    if (this.#knownPaths >= MOST_PATHS) {
      this.#paths.clear();
      this.#knownPaths = 0;
    }
    const paths = this.#paths.get(method) ?? new Map<string, RouteTally>();
    paths.set(copyOf(shape), route);
    this.#paths.set(method, paths);
    this.#knownPaths += 1;
    return route;
  }

  #category(name: string | null): number {
    const { categories } = this.#data;
    const known = categories.indexOf(name);
    if (known >= 0) return known;
    return categories.length < CATEGORIES ? categories.push(name) - 1 : 0;
  }
}
