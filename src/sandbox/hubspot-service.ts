import { authenticate, type Caller } from './authentication.ts';
import { CALLS_PER_TEN_SECONDS, type CallMeter, SEARCHES_PER_SECOND } from './call-meter.ts';
import { creatorRemoved, limitReached, methodNotAllowed, unknownRoute } from './errors.ts';
import { Refusal, type Reply } from './reply.ts';
import { type AppRoute, type Match, Router, type SandboxRequest } from './router.ts';
import { hubSpotRoutes } from './routes/index.ts';
import { requireScopes } from './scopes.ts';
import type { Service } from './service.ts';
import type { Store } from './store.ts';

/** CRM paths, where a token is refused whose creator was removed from the account. */
const CRM = /^\/crm\//;

/**
 * The emulated HubSpot. A request passes in HubSpot's order: route, token, limits, scopes, and only then
 * parameters and body.
 */
export class HubSpotService implements Service {
  readonly name = 'hubspot';
  readonly #router = new Router(hubSpotRoutes);
  readonly #store: Store;
  readonly #meter: CallMeter;

  constructor(store: Store, meter: CallMeter) {
    this.#store = store;
    this.#meter = meter;
  }

  patternOf(request: SandboxRequest): string {
    const match = this.#router.find(request.method, request.path);
    return typeof match === 'string' ? request.path : match.pattern;
  }

  answer(request: SandboxRequest): Reply {
    const match = this.#router.find(request.method, request.path);
    if (match === 'not-found') return unknownRoute();
    if (match === 'method-not-allowed') return methodNotAllowed();
    try {
      return this.#handle(request, match);
    } catch (error) {
      if (error instanceof Refusal) return error.reply;
      throw error;
    }
  }

  #handle(request: SandboxRequest, { route, params }: Match): Reply {
    const call = { ...request, store: this.#store, params };
    if (route.access === 'open') return route.handle(call);
    const caller = authenticate(this.#store, request.headers['authorization']);
    this.#meter.count(route.search === true);
    this.#refusePastLimits(route);
    if (caller.creatorRemoved && CRM.test(request.path)) return creatorRemoved();
    const { scopeErrorForm } = this.#store.state.switches;
    if (route.need !== undefined) requireScopes(route.need, caller.scopes, scopeErrorForm);
    const reply = route.handle({ ...call, caller });
    return { ...reply, headers: { ...this.#limitHeaders(route, caller), ...reply.headers } };
  }

  #refusePastLimits(route: AppRoute): void {
    const { usage, switches } = this.#store.state;
    const spared = route.account === true && switches.atDailyLimit === 'account-answers';
    if (usage.used >= usage.limit && !spared) throw new Refusal(limitReached('DAILY'));
    if (switches.burstLimits === 'counted') return;
    if (this.#meter.inTenSeconds > CALLS_PER_TEN_SECONDS) {
      throw new Refusal(limitReached('TEN_SECONDLY_ROLLING'));
    }
    if (route.search && this.#meter.searchesInASecond > SEARCHES_PER_SECOND) {
      throw new Refusal(limitReached('SECONDLY'));
    }
  }

  /** The search tells nothing of its limit. */
  #limitHeaders(route: AppRoute, { app }: Caller): Record<string, string> {
    if (route.search) return {};
    const { usage } = this.#store.state;
    const daily = {
      'X-HubSpot-RateLimit-Daily': String(usage.limit),
      'X-HubSpot-RateLimit-Daily-Remaining': String(left(usage.limit, usage.used + this.#meter.total)),
    };
    return {
      ...(app.kind !== 'legacy-public' && daily),
      'X-HubSpot-RateLimit-Max': String(CALLS_PER_TEN_SECONDS),
      'X-HubSpot-RateLimit-Remaining': String(left(CALLS_PER_TEN_SECONDS, this.#meter.inTenSeconds)),
      'X-HubSpot-RateLimit-Interval-Milliseconds': '10000',
    };
  }
}

function left(limit: number, used: number): number {
  return Math.max(0, limit - used);
}
