import { createLogFilter, type LogFilter } from './analysis/filter.ts';
import { foldRoute } from './analysis/routes.ts';
import { Tally } from './analysis/tally.ts';
import type { RouteTally } from './analysis/tally-data.ts';
import type { ApiCall } from './fields/roles.ts';
import type { RouteSink } from './scanner/alike-calls.ts';

/** A route as its calls are counted: whether the filter keeps it, and its tally once a call of it was counted. */
export interface KeptRoute {
  method: string | undefined;
  path: string | undefined;
  isKept: boolean;
  tally: RouteTally | undefined;
}

/** Counts the calls that a filter keeps, and how many it does not. */
export class KeptCalls implements RouteSink<KeptRoute> {
  readonly tally = new Tally();
  leftOut = 0;
  readonly #filter: LogFilter;

  constructor(filter: LogFilter = createLogFilter({})) {
    this.#filter = filter;
  }

  call(call: ApiCall): void {
    if (this.#keeps(call)) this.tally.add(call);
    else this.#leaveOut(this.routeOf(call), call.status ?? Number.NaN, call.at ?? Number.NaN);
  }

  routeOf({ method, path }: ApiCall): KeptRoute {
    return { method, path, isKept: this.#filter.keepsRoute(foldRoute(method, path)), tally: undefined };
  }

  succeeded(route: KeptRoute, status: number, at: number, durationMs: number): void {
    const { keepsAll } = this.#filter;
    if (!keepsAll && !(route.isKept && this.#filter.keepsStatus(status) && this.#filter.keepsTime(at))) {
      this.#leaveOut(route, status, at);
      return;
    }
    this.tally.addTo(this.#tallyOf(route), status, at, durationMs);
  }

  /** What lies outside of the time that is looked at says nothing about it; all else may still say that it is over. */
  #leaveOut(route: KeptRoute, status: number, at: number): void {
    this.leftOut += 1;
    if (this.#filter.keepsTime(at)) this.tally.passOver(this.#tallyOf(route), status, at);
  }

  #tallyOf(route: KeptRoute): RouteTally {
    route.tally ??= this.tally.route(route.method, route.path);
    return route.tally;
  }

  #keeps({ method, path, status = Number.NaN, at = Number.NaN }: ApiCall): boolean {
    const filter = this.#filter;
    if (filter.keepsAll) return true;
    return filter.keepsStatus(status) && filter.keepsTime(at) && filter.keepsRoute(foldRoute(method, path));
  }
}
