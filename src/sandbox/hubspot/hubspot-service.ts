/**
 * The emulated HubSpot: every resource that is there, and what a request passes before one of them answers. For
 * whoever asks why the sandbox answered as it did.
 */
import type { Store } from '../portal/store.ts';
import { Refusal, type Reply, replyOf } from '../reply.ts';
import { type EndedRequest, type Match, Router, type SandboxRequest, type Service } from '../router.ts';
import { accountInfoRoutes } from './account-info.ts';
import { actorRoutes } from './actors.ts';
import { appLogRoutes } from './app-logs.ts';
import { associationRoutes } from './association-routes.ts';
import { authenticate, bearerToken, type Caller } from './authentication.ts';
import { CALLS_PER_TEN_SECONDS, type CallMeter, SEARCHES_PER_SECOND } from './call-meter.ts';
import { developerAppRoutes } from './developer-apps.ts';
import { developerKeyRoutes } from './developer-keys.ts';
import { developerProjectRoutes } from './developer-projects.ts';
import { creatorRemoved, limitReached, methodNotAllowed, unknownRoute } from './errors.ts';
import { inboxRoutes } from './inboxes.ts';
import { messageRoutes } from './messages.ts';
import { notEmulated } from './not-emulated.ts';
import { oauthRoutes } from './oauth.ts';
import { objectRoutes } from './objects.ts';
import { ownerRoutes } from './owners.ts';
import { pipelineRoutes } from './pipelines.ts';
import { propertyRoutes } from './properties.ts';
import type { AppRoute, Route } from './route.ts';
import { requireScopes } from './scopes.ts';
import { threadRoutes } from './threads.ts';
import { userRoutes } from './users.ts';
import { webhookRoutes } from './webhooks.ts';

/** Every route of the emulated HubSpot. */
const ROUTES: readonly Route[] = [
  ...oauthRoutes,
  ...accountInfoRoutes,
  ...ownerRoutes,
  ...userRoutes,
  ...threadRoutes,
  ...messageRoutes,
  ...actorRoutes,
  ...inboxRoutes,
  ...objectRoutes,
  ...associationRoutes,
  ...pipelineRoutes,
  ...propertyRoutes,
  ...webhookRoutes,
  ...developerKeyRoutes,
  ...appLogRoutes,
  ...developerProjectRoutes,
  ...developerAppRoutes,
];

/** HubSpot's answers where it has no such route. */
const HUBSPOTS_OWN = { 'not-found': unknownRoute, 'method-not-allowed': methodNotAllowed };

const FIRST_REFUSAL = 400;

/** CRM paths, where a token is refused whose creator was removed from the account. */
const CRM = /^\/crm\//;

/**
 * The emulated HubSpot. A request passes in HubSpot's order: route, token, limits, scopes, and only then
 * parameters and body.
 */
export class HubSpotService implements Service {
  readonly name = 'hubspot';
  readonly #router = new Router(ROUTES);
  readonly #store: Store;
  readonly #meter: CallMeter;

  constructor(store: Store, meter: CallMeter) {
    this.#store = store;
    this.#meter = meter;
  }

  patternOf(request: SandboxRequest): string {
    return this.#router.patternOf(request);
  }

  answer(request: SandboxRequest): Reply {
    const match = this.#router.find(request);
    if (typeof match === 'string') return notEmulated(request) ?? HUBSPOTS_OWN[match]();
    return replyOf(() => this.#handle(request, match));
  }

  /** In the log of the app that the token is of; what came without one is no app's. */
  log({ request: { method, headers }, path, status, answer, at, durationMs }: EndedRequest): void {
    const token = bearerToken(headers['authorization']) ?? '';
    const appId = this.#store.state.tokens[token]?.appId;
    if (appId === undefined) return;
    const kept = status >= FIRST_REFUSAL ? answer : '';
    this.#store.appLog.call({ appId, method, path, status, answer: kept, at, durationMs });
  }

  #handle(request: SandboxRequest, { route, params }: Match<Route>): Reply {
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
