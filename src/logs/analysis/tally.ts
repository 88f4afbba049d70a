import { MISSING_SCOPES } from '../../core/hubspot/error-words.ts';
import { FIRST_REFUSAL } from '../fields/call.ts';
import type { ApiCall } from '../fields/roles.ts';
import { type Answer, Answers, missingScopes, NO_ANSWER } from './answer.ts';
import { LONGEST_DURATION, record } from './histogram.ts';
import { Registry, TRIED_AGAIN, UNSAID_POLICY } from './registry.ts';
import { foldRoute } from './routes.ts';
import { extend, extendPlaced, plausibleTime } from './spans.ts';
import {
  ACTIVITY,
  type Activity,
  addName,
  createTallyData,
  END_OF_STATUSES,
  FIRST_FAILURE,
  FIRST_STATUS,
  LIMITED,
  NO_STATUS,
  type RouteTally,
  type TallyData,
  UNAUTHORIZED,
} from './tally-data.ts';
import { binAt } from './time-bins.ts';

const OK = 200;
const TOO_MANY = 429;
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
   * A call that a filter leaves out: it counts nowhere. Where it succeeded, whatever was refused before is over all
   * the same, or a log of which only the errors are looked at would end with a dead token each time.
   */
  passOver(route: RouteTally, status: number, at: number): void {
    if (!isSuccess(status)) return;
    const time = plausibleTime(at);
    extendPlaced(route.successes, time, this.data.calls);
    extendPlaced(route.accepted, time, this.data.calls);
    if (!Number.isNaN(time)) noteSuccess(binAt(this.data.activity, ACTIVITY, time), time);
  }

  #count(route: RouteTally, logged: number, at: number, durationMs: number, answer: Answer): void {
    const status = plausibleStatus(logged);
    this.data.calls += 1;
    extend(route, at);
    const place = status === 0 ? NO_STATUS : status - FIRST_STATUS;
    route.statuses[place] = (route.statuses[place] ?? 0) + 1;
    if (durationMs >= 0 && durationMs < LONGEST_DURATION) {
      record(route.durations, durationMs);
      if (durationMs > route.longestMs) route.longestMs = durationMs;
    }
    const tookToken = isSuccess(status) || isOfScopes(status, answer);
    if (isSuccess(status)) extendPlaced(route.successes, at, this.data.calls);
    if (tookToken) extendPlaced(route.accepted, at, this.data.calls);
    if (!Number.isNaN(at)) this.#note(status, at, tookToken);
    if (status >= FIRST_REFUSAL) this.#refuse(route, status, at, answer);
  }

  #note(status: number, at: number, tookToken: boolean): void {
    const bin = binAt(this.data.activity, ACTIVITY, at);
    bin.calls += 1;
    if (tookToken) noteAccepted(bin, at);
    if (isSuccess(status)) noteSuccess(bin, at);
    else if (status === TOO_MANY) bin.rateLimited += 1;
    else if (status >= FIRST_FAILURE) bin.failed += 1;
    else if (status >= FIRST_REFUSAL) bin.refused += 1;
  }

  #refuse(route: RouteTally, status: number, at: number, answer: Answer): void {
    extendPlaced(this.#rows.refusal(route, status, answer.category), at, this.data.calls);
    if (status === 401) this.#refuseToken(route, at, answer);
    if (status === 403) this.#refuseScopes(route, at, answer);
    if (status === TOO_MANY) this.#limit(at, answer);
  }

  #refuseToken(route: RouteTally, at: number, { category }: Answer): void {
    if (Number.isNaN(at)) return;
    const bin = binAt(this.data.unauthorized, UNAUTHORIZED, at);
    extend(bin, at);
    if (category === EXPIRED) bin.expired += 1;
    addName(bin.routes, route.name);
  }

  #refuseScopes(route: RouteTally, at: number, answer: Answer): void {
    const set = missingScopes(answer, this.#rows.wanted(route));
    if (set !== null) extendPlaced(this.#rows.scopes(route, set), at, this.data.calls);
    else if (answer.mayConclude) this.data.untold += 1;
  }

  #limit(at: number, { policy, told }: Answer): void {
    const limit = this.#rows.limit(policy ?? UNSAID_POLICY);
    extend(limit, at);
    if (told) limit.told += 1;
    if (!Number.isNaN(at)) extend(binAt(limit.windows, LIMITED, at), at);
  }
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** HubSpot has read the token before it says which scope that token lacks. */
function isOfScopes(status: number, { category, told }: Answer): boolean {
  return status === 403 && category === MISSING_SCOPES && !told;
}

function noteAccepted(bin: Activity, at: number): void {
  if (at < bin.firstAccepted) bin.firstAccepted = at;
  if (at > bin.lastAccepted) bin.lastAccepted = at;
}

function noteSuccess(bin: Activity, at: number): void {
  noteAccepted(bin, at);
  if (at < bin.firstSuccess) bin.firstSuccess = at;
  if (at > bin.lastSuccess) bin.lastSuccess = at;
}

/** 0 for what is no status. */
function plausibleStatus(logged: number): number {
  return Number.isInteger(logged) && logged >= FIRST_STATUS && logged < END_OF_STATUSES ? logged : 0;
}
