/**
 * Which route of an emulated service a request is for. HubSpot, OpenCX and the people's own addresses are lists of
 * routes; for whoever adds a path to one of them.
 */
import type { Store } from './portal/store.ts';
import type { Reply } from './reply.ts';

/** A request as it came in, body included. */
export interface SandboxRequest {
  method: string;
  /** Without query and trailing slash. */
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
  /** A fault has each message that is sent marked as FAILED, although HubSpot takes it. */
  sendsFail?: true;
}

/** One emulated host: it says which route a request is for, and answers it. */
export interface Service {
  name: 'hubspot' | 'opencx' | 'people';
  /** The route's path as written; the path itself where there is no route. */
  patternOf(request: SandboxRequest): string;
  answer(request: SandboxRequest): Reply;
  /** Keeps in its own log how a request ended, whoever ended it. */
  log?(ended: EndedRequest): void;
}

/** A request with what came of it. */
export interface EndedRequest {
  request: SandboxRequest;
  /** With its query and without secrets. */
  path: string;
  /** 0: the connection was closed instead. */
  status: number;
  answer: string;
  /** Epoch milliseconds. */
  at: number;
  durationMs: number;
}

/** What a handler works with. */
export interface Call extends SandboxRequest {
  store: Store;
  /** Values of the path's parameters. */
  params: Readonly<Record<string, string>>;
}

/** Where a route is found. */
export interface RouteAddress {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Every path of the same resource: `/crm/v3/owners/{ownerId}`. */
  paths: readonly string[];
}

/** A route that anyone may call, or that looks after its own credentials. */
export interface OpenRoute extends RouteAddress {
  access: 'open';
  handle(call: Call): Reply;
}

export interface Match<R extends RouteAddress> {
  route: R;
  /** The route's path as written, with parameter names. */
  pattern: string;
  params: Record<string, string>;
}

interface CompiledPath<R> {
  route: R;
  pattern: string;
  expression: RegExp;
}

/** Finds the route of a request; says whether the path at least exists under another method. */
export class Router<R extends RouteAddress> {
  readonly #paths: readonly CompiledPath<R>[];

  constructor(routes: readonly R[]) {
    this.#paths = routes.flatMap((route) =>
      route.paths.map((pattern) => ({ route, pattern, expression: expressionOf(pattern) })),
    );
  }

  find({ method, path }: SandboxRequest): Match<R> | 'method-not-allowed' | 'not-found' {
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

  /** As `Service.patternOf`. */
  patternOf(request: SandboxRequest): string {
    const match = this.find(request);
    return typeof match === 'string' ? request.path : match.pattern;
  }
}

/** By their patterns: every emulated portal has the same. */
const expressions = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  const known = expressions.get(pattern) ?? compiled(pattern);
  expressions.set(pattern, known);
  return known;
}

function compiled(pattern: string): RegExp {
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
