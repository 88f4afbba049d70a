import type { ApiCall } from '../../core/api-call.ts';
import type { CallSink } from '../read/rows.ts';

/** Takes calls one by one, and those that succeeded also by their route, which is made ready once. */
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
