import type { Answer } from './analysis/answer.ts';
import { createLogFilter, type LogFilter } from './analysis/filter.ts';
import { foldRoute } from './analysis/routes.ts';
import { Tally } from './analysis/tally.ts';
import type { RouteTally } from './analysis/tally-data.ts';
import type { ApiCall } from './fields/roles.ts';
import type { AlikeSink } from './scanner/alike-calls.ts';

interface Route {
  method: string | undefined;
  path: string | undefined;
  /** Once a call of it was counted. */
  tally: RouteTally | undefined;
}

/** Calls of a route that were answered the same. */
export interface KeptKind extends Route {
  /** NaN where the log has none. */
  status: number;
  answer: Answer;
  /** Whether the filter keeps them, if their time lies within it. */
  isKept: boolean;
}

/** Counts the calls that a filter keeps, and how many it does not. */
export class KeptCalls implements AlikeSink<KeptKind> {
  readonly tally = new Tally();
  leftOut = 0;
  readonly #filter: LogFilter;

  constructor(filter: LogFilter = createLogFilter({})) {
    this.#filter = filter;
  }

  call(call: ApiCall): void {
    const { method, path, status = Number.NaN, at = Number.NaN } = call;
    if (this.#keeps(call) && this.#filter.keepsTime(at)) this.tally.add(call);
    else this.#leaveOut({ method, path, tally: undefined }, status, at);
  }

  kindOf(call: ApiCall): KeptKind {
    const { method, path, status = Number.NaN } = call;
    const answer = this.tally.answerTo(call);
    return { method, path, tally: undefined, status, answer, isKept: this.#keeps(call) };
  }

  again(kind: KeptKind, at: number, durationMs: number): void {
    const { status, answer, isKept } = kind;
    if (isKept && this.#filter.keepsTime(at)) {
      this.tally.addTo(this.#tallyOf(kind), status, at, durationMs, answer);
    } else this.#leaveOut(kind, status, at);
  }

  /** What lies outside of the time that is looked at says nothing about it; all else may still say that it is over. */
  #leaveOut(route: Route, status: number, at: number): void {
    this.leftOut += 1;
    if (this.#filter.keepsTime(at)) this.tally.passOver(this.#tallyOf(route), status, at);
  }

  #tallyOf(route: Route): RouteTally {
    route.tally ??= this.tally.route(route.method, route.path);
    return route.tally;
  }

  #keeps({ method, path, status = Number.NaN }: ApiCall): boolean {
    const filter = this.#filter;
    return filter.keepsAll || (filter.keepsStatus(status) && filter.keepsRoute(foldRoute(method, path)));
  }
}
