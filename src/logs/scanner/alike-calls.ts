import { FIRST_REFUSAL, isFault, type RowFault } from '../fields/call.ts';
import { NOT_JUDGED, type NotJudged, noneLeftOut, notJudged } from '../fields/hosts.ts';
import type { ApiCall } from '../fields/roles.ts';
import type { CallSink, Reading } from '../forms/form.ts';
import type { RowValues } from './row-values.ts';

/** Takes calls one by one, and those that were not refused also by their route, which is made ready once. */
export interface RouteSink<Route> extends CallSink {
  /** What is to be kept of a route so that its calls can be counted. `call` is one of them. */
  routeOf(call: ApiCall): Route;
  /**
   * A call that was not refused. The same as `call` with these fields.
   *
   * @param at epoch milliseconds, NaN where the log has none
   * @param durationMs NaN where the log has none
   */
  succeeded(route: Route, status: number, at: number, durationMs: number): void;
}

/** What rows that were not refused have in common where they differ in time, duration and ids alone. */
export interface AlikeRows<Route> {
  status: number;
  /** Why such calls say nothing of HubSpot's API; undefined where they do. */
  why: NotJudged | undefined;
  /** Undefined where they do not. */
  route: Route | undefined;
}

/** Counts rows that are like one that was parsed, without a call made of them. */
export class AlikeCalls<Route> {
  readonly #sink: RouteSink<Route>;
  readonly #values: RowValues<AlikeRows<Route>>;
  #calls = 0;
  readonly #leftOut = noneLeftOut();

  constructor(sink: RouteSink<Route>, values: RowValues<AlikeRows<Route>>) {
    this.#sink = sink;
    this.#values = values;
  }

  /** Counts the row whose values were read last as those that are like it; says whether any are known. */
  count(): boolean {
    const alike = this.#values.known();
    if (alike === undefined) return false;
    if (alike.why !== undefined) this.#leftOut[alike.why] += 1;
    else {
      this.#calls += 1;
      this.#sink.succeeded(alike.route as Route, alike.status, this.#values.at, this.#values.durationMs);
    }
    return true;
  }

  /** @param row what a parser has made of the row whose values were read last */
  learn(row: ApiCall | RowFault): void {
    if (isFault(row) || row.status === undefined || row.status >= FIRST_REFUSAL) return;
    const why = notJudged(row);
    const route = why === undefined ? this.#sink.routeOf(row) : undefined;
    this.#values.keep({ status: row.status, why, route });
  }

  /** With the rows that were counted here. */
  addTo(reading: Reading): Reading {
    const counts = { ...reading.notJudged };
    for (const why of NOT_JUDGED) counts[why] += this.#leftOut[why];
    return { ...reading, calls: reading.calls + this.#calls, notJudged: counts };
  }
}
