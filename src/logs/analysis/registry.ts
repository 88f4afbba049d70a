import { knownScopes } from './route-scopes.ts';
import type { ScopeSet } from './scope-sets.ts';
import { createPlacedSpan } from './spans.ts';
import {
  createLimitTally,
  createRouteTally,
  FIRST_STATUS,
  type LimitTally,
  type RefusalTally,
  type RouteTally,
  type ScopeTally,
  type TallyData,
} from './tally-data.ts';

/** The row of all routes past the most that are told apart. */
export const OTHER_ROUTES = 'other routes';
/** The policy of all 429 past the most policies that are told apart. */
const OTHER_POLICIES = 'other';
export const UNSAID_POLICY = 'unsaid';

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
  readonly #known = new Map<string, ScopeSet | null>();

  constructor(data: TallyData) {
    this.#data = data;
  }

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
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const wanted = knownScopes(name);
    this.#known.set(name, wanted);
    return wanted;
  }

  #category(name: string | null): number {
    const { categories } = this.#data;
    const known = categories.indexOf(name);
    if (known >= 0) return known;
    return categories.length < CATEGORIES ? categories.push(name) - 1 : 0;
  }
}
