import type { LogAccounts } from '../core/log-accounts.ts';
import type { Answer } from './analysis/answer.ts';
import { createLogFilter, type LogFilter } from './analysis/filter.ts';
import { foldRoute } from './analysis/routes.ts';
import { createPlacedSpan } from './analysis/spans.ts';
import { Tally } from './analysis/tally.ts';
import type { AlikeTally, RouteTally } from './analysis/tally-data.ts';
import { FIRST_REFUSAL } from './fields/call.ts';
import type { ApiCall } from './fields/roles.ts';
import type { AlikeSink } from './scanner/alike-calls.ts';

/** Whose calls they are, where the log tells. */
type Owner = Pick<ApiCall, 'portalId' | 'appId'>;

interface Route {
  method: string | undefined;
  path: string | undefined;
  /** Once a call of it was counted. */
  tally: RouteTally | undefined;
}

/** Calls of a route that were answered the same. */
export interface KeptKind extends Route {
  owner: Owner;
  /** NaN where the log has none. */
  status: number;
  answer: Answer;
  /** Whether the filter keeps them, if their time lies within it. */
  isKept: boolean;
  /** Of calls that were not refused, once one of them was kept. */
  alike: AlikeTally | undefined;
}

/** Counts the calls that a filter keeps, and how many it does not. */
export class KeptCalls implements AlikeSink<KeptKind> {
  leftOut = 0;
  readonly #tally = new Tally();
  readonly #filter: LogFilter;
  readonly #alike: AlikeTally[] = [];
  readonly #portalIds = new Set<number>();
  readonly #appIds = new Set<number>();

  constructor(filter: LogFilter = createLogFilter({})) {
    this.#filter = filter;
  }

  /** Of all calls so far. */
  get tally(): Tally {
    for (const alike of this.#alike) this.#tally.settle(alike);
    return this.#tally;
  }

  /** Whose calls those were that were kept. */
  get accounts(): LogAccounts {
    return { portalIds: [...this.#portalIds], appIds: [...this.#appIds] };
  }

  call(call: ApiCall): void {
    const { method, path, status = Number.NaN, at = Number.NaN } = call;
    if (this.#keeps(call) && this.#filter.keepsTime(at)) {
      this.#note(call);
      this.#tally.add(call);
    } else this.#leaveOut({ method, path, tally: undefined }, status, at);
  }

  kindOf(call: ApiCall): KeptKind {
    const { method, path, status = Number.NaN } = call;
    const answer = this.#tally.answerTo(call);
    const isKept = this.#keeps(call);
    const owner = {
      ...(call.portalId !== undefined && { portalId: call.portalId }),
      ...(call.appId !== undefined && { appId: call.appId }),
    };
    return { method, path, tally: undefined, status, answer, isKept, alike: undefined, owner };
  }

  again(kind: KeptKind, at: number, durationMs: number): void {
    if (!kind.isKept || !this.#filter.keepsTime(at)) this.#leaveOut(kind, kind.status, at);
    else if (kind.status < FIRST_REFUSAL)
      this.#tally.addAlike(kind.alike ?? this.#alikeOf(kind), at, durationMs);
    else {
      this.#note(kind.owner);
      this.#tally.addTo(this.#tallyOf(kind), kind.status, at, durationMs, kind.answer);
    }
  }

  #note({ portalId, appId }: Owner): void {
    if (portalId !== undefined) this.#portalIds.add(portalId);
    if (appId !== undefined) this.#appIds.add(appId);
  }

  /** What lies outside of the time that is looked at says nothing about it; all else may still say that it is over. */
  #leaveOut(route: Route, status: number, at: number): void {
    this.leftOut += 1;
    if (this.#filter.keepsTime(at)) this.#tally.passOver(this.#tallyOf(route), status, at);
  }

  #tallyOf(route: Route): RouteTally {
    route.tally ??= this.#tally.route(route.method, route.path);
    return route.tally;
  }

  #alikeOf(kind: KeptKind): AlikeTally {
    const alike = { ...createPlacedSpan(), route: this.#tallyOf(kind), status: kind.status };
    this.#alike.push(alike);
    this.#note(kind.owner);
    kind.alike = alike;
    return alike;
  }

  #keeps({ method, path, status = Number.NaN }: ApiCall): boolean {
    const filter = this.#filter;
    return filter.keepsAll || (filter.keepsStatus(status) && filter.keepsRoute(foldRoute(method, path)));
  }
}
