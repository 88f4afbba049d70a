import type { Caller } from './authentication.ts';
import { invalidInput } from './errors.ts';
import { isObject, type JsonObject } from './merge-patch.ts';
import { Refusal, type Reply } from './reply.ts';
import type { ScopeNeed } from './scopes.ts';
import type { Store } from './store.ts';

/** A request as it came in, body included. */
export interface SandboxRequest {
  method: string;
  /** Without query and trailing slash. */
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

/** What a handler works with. */
export interface Call extends SandboxRequest {
  store: Store;
  /** Values of the path's parameters. */
  params: Readonly<Record<string, string>>;
}

/** A call that came with an accepted app token. */
export interface AppCall extends Call {
  caller: Caller;
}

interface RouteAddress {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Every path of the same resource: `/crm/v3/owners/{ownerId}`. */
  paths: readonly string[];
}

/** A route that anyone may call, or that looks after its own credentials. */
export interface OpenRoute extends RouteAddress {
  access: 'open';
  handle(call: Call): Reply;
}

/** A route for app tokens; `need` is checked before the path's parameters are, as HubSpot does. */
export interface AppRoute extends RouteAddress {
  access: 'app';
  need?: ScopeNeed;
  /** Answers although the daily allowance is used up (see the switch `atDailyLimit`). */
  account?: boolean;
  /** The CRM search: a limit of its own and no rate headers. */
  search?: boolean;
  handle(call: AppCall): Reply;
}
export type Route = OpenRoute | AppRoute;

export interface Match {
  route: Route;
  /** The route's path as written, with parameter names. */
  pattern: string;
  params: Record<string, string>;
}

interface CompiledPath {
  route: Route;
  pattern: string;
  expression: RegExp;
}

/** Finds the route of a request; says whether the path at least exists under another method. */
export class Router {
  readonly #paths: readonly CompiledPath[];

  constructor(routes: readonly Route[]) {
    this.#paths = routes.flatMap((route) =>
      route.paths.map((pattern) => ({ route, pattern, expression: expressionOf(pattern) })),
    );
  }

  find(method: string, path: string): Match | 'method-not-allowed' | 'not-found' {
    if (!isDecodable(path)) return 'not-found';
    const onPath = this.#paths.filter(({ expression }) => expression.test(path));
    const found = onPath.find(({ route }) => route.method === method);
    if (found === undefined) return onPath.length > 0 ? 'method-not-allowed' : 'not-found';
    return {
      route: found.route,
      pattern: found.pattern,
      params: decoded(found.expression.exec(path)?.groups ?? {}),
    };
  }
}

function expressionOf(pattern: string): RegExp {
  const source = pattern.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return new RegExp(`^${source}$`);
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function decoded(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
}

/** The JSON object in a request's body; anything else is refused with 400. */
export function jsonBody(call: Call): JsonObject {
  let body: unknown;
  try {
    body = JSON.parse(call.body);
  } catch {
    throw new Refusal(invalidInput('Invalid input JSON: the request body could not be parsed'));
  }
  if (!isObject(body)) throw new Refusal(invalidInput('Invalid input JSON: an object was expected'));
  return body;
}
