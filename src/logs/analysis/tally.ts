import { MISSING_SCOPES } from '../../core/hubspot/error-words.ts';
import { FIRST_REFUSAL } from '../fields/call.ts';
import type { ApiCall } from '../fields/roles.ts';
import { type Answer, Answers, missingScopes, NO_ANSWER } from './answer.ts';
import { LONGEST_DURATION, record } from './histogram.ts';
import { Registry, TRIED_AGAIN, UNSAID_POLICY } from './registry.ts';
import { foldRoute } from './routes.ts';
import { absorb, absorbPlaced, createPlacedSpan, extend, extendPlaced, plausibleTime } from './spans.ts';
import { END_OF_STATUSES, FIRST_STATUS, isSuccess, NO_STATUS, TOO_MANY } from './statuses.ts';
import {
  type AlikeTally,
  addName,
  createTallyData,
  LIMITED,
  type RouteTally,
  type TallyData,
  UNAUTHORIZED,
} from './tally-data.ts';
import { binAt } from './time-bins.ts';

const OK = 200;
/** HubSpot's category for a token that was good until a moment ago (HubSpot docs, OAuth). */
const EXPIRED = 'EXPIRED_AUTHENTICATION';

/**
 * Counts the calls of a log, one after the other, in memory that does not grow with their number.
 *
 * Where the calls have times, what comes of it does not depend on their order; where they have none, their place in
 * the log stands in. A time, duration or status that cannot be one is counted as not logged.
 */
export class Tally {
  readonly data: TallyData = createTallyData();
  readonly #rows = new Registry(this.data);
  readonly #answers = new Answers();

  /** The tally of a call's route; to be kept by callers who see the same path again. */
  route(method: string | undefined, path: string | undefined): RouteTally {
    return this.#rows.routeOf(method, path);
  }

  /** What a call was answered; to be kept by callers who see the same answer again. */
  answerTo({ status = Number.NaN, category, body, told }: ApiCall): Answer {
    return status >= FIRST_REFUSAL ? this.#answers.of(status, category, body, told) : NO_ANSWER;
  }

  /** Any call, with whatever the log tells of it. */
  add(call: ApiCall): void {
    const { method, path, told, over } = call;
    const { status = Number.NaN, at = Number.NaN, durationMs = Number.NaN } = call;
    if (told) this.data.told += 1;
    const route = over
      ? this.#rows.route(`${foldRoute(method, path)}${TRIED_AGAIN}`)
      : this.route(method, path);
    this.addTo(route, status, at, durationMs, this.answerTo(call));
    if (over) this.passOver(route, OK, at);
  }

  /**
   * A call of a route. Makes no garbage of one that succeeded.
   *
   * @param status NaN where the log has none
   * @param at epoch milliseconds, NaN where the log has none
   * @param durationMs NaN where the log has none
   * @param answer as `answerTo` gives it
   */
  addTo(route: RouteTally, status: number, at: number, durationMs: number, answer: Answer): void {
    this.#count(route, status, plausibleTime(at), durationMs, answer);
  }

  /**
   * One more of calls that are alike, of which none was refused: so few numbers are touched that it is done in no time.
   * Their route is told of them by `settle`, and nothing is to be summed up before.
   *
   * @param at epoch milliseconds, NaN where the log has none
   * @param durationMs NaN where the log has none
   */
  addAlike(alike: AlikeTally, at: number, durationMs: number): void {
    const time = plausibleTime(at);
    this.data.calls += 1;
    extendPlaced(alike, time, this.data.calls);
    measure(alike.route, durationMs);
    if (!Number.isNaN(time)) this.data.activity.count(time, alike.status);
  }

  /** Tells the route of calls that are alike; from then on these are none. */
  settle(alike: AlikeTally): void {
    const { route } = alike;
    const status = plausibleStatus(alike.status);
    absorb(route, alike);
    countStatus(route, status, alike.count);
    if (isSuccess(status)) {
      absorbPlaced(route.successes, alike);
      if (!route.withoutToken) absorbPlaced(route.accepted, alike);
    }
    Object.assign(alike, createPlacedSpan());
  }

  /**
   * A call that a filter leaves out: it counts nowhere. Where it succeeded, whatever was refused before is over all
   * the same, or a log of which only the errors are looked at would end with a dead token each time.
   */
  passOver(route: RouteTally, status: number, at: number): void {
    if (!isSuccess(status)) return;
    const time = plausibleTime(at);
    extendPlaced(route.successes, time, this.data.calls);
    if (!route.withoutToken) extendPlaced(route.accepted, time, this.data.calls);
    if (!Number.isNaN(time)) this.data.activity.passOver(time);
  }

  #count(route: RouteTally, logged: number, at: number, durationMs: number, answer: Answer): void {
    const status = plausibleStatus(logged);
    this.data.calls += 1;
    extend(route, at);
    countStatus(route, status, 1);
    measure(route, durationMs);
    if (!Number.isNaN(at)) this.data.activity.count(at, status);
    if (isSuccess(status)) extendPlaced(route.successes, at, this.data.calls);
    const isAccepted = isSuccess(status) || isOfScopes(status, answer);
    if (isAccepted && !route.withoutToken) extendPlaced(route.accepted, at, this.data.calls);
    if (status >= FIRST_REFUSAL) this.#refuse(route, status, at, answer);
  }

  #refuse(route: RouteTally, status: number, at: number, answer: Answer): void {
    extendPlaced(this.#rows.refusal(route, status, answer.category), at, this.data.calls);
    if (isOfScopes(status, answer) && !Number.isNaN(at)) this.data.activity.accept(at);
    if (status === 401) this.#refuseToken(route, at, answer);
    if (status === 403) this.#refuseScopes(route, at, answer);
    if (status === TOO_MANY) this.#limit(at, answer);
  }

  #refuseToken(route: RouteTally, at: number, { category }: Answer): void {
    if (Number.isNaN(at) || route.withoutToken) return;
    const bin = binAt(this.data.unauthorized, UNAUTHORIZED, at);
    extend(bin, at);
    if (category === EXPIRED) bin.expired += 1;
    addName(bin.routes, route.name);
  }

  #refuseScopes(route: RouteTally, at: number, answer: Answer): void {
    const set = missingScopes(answer, this.#rows.wanted(route));
    if (set !== null) extendPlaced(this.#rows.scopes(route, set), at, this.data.calls);
    else if (!answer.hasOtherReason) this.data.untold += 1;
  }

  #limit(at: number, { policy, told }: Answer): void {
    const limit = this.#rows.limit(policy ?? UNSAID_POLICY);
    extend(limit, at);
    if (told) limit.told += 1;
    if (!Number.isNaN(at)) extend(binAt(limit.windows, LIMITED, at), at);
  }
}

/** HubSpot has read the token before it says which scope that token lacks. */
function isOfScopes(status: number, { category, told }: Answer): boolean {
  return status === 403 && category === MISSING_SCOPES && !told;
}

/** @param status 0 for what is none */
function countStatus({ statuses }: RouteTally, status: number, calls: number): void {
  const place = status === 0 ? NO_STATUS : status - FIRST_STATUS;
  statuses[place] = (statuses[place] ?? 0) + calls;
}

/** @param durationMs NaN where the log has none */
function measure(route: RouteTally, durationMs: number): void {
  if (!(durationMs >= 0 && durationMs < LONGEST_DURATION)) return;
  record(route.durations, durationMs);
  if (durationMs > route.longestMs) route.longestMs = durationMs;
}

/** 0 for what is no status. */
function plausibleStatus(logged: number): number {
  return Number.isInteger(logged) && logged >= FIRST_STATUS && logged < END_OF_STATUSES ? logged : 0;
}
