/** What the API is made of: routes by method and path, and the words in which they refuse. */
import type { ServerResponse } from 'node:http';
import type { Refusal } from '../words.ts';

/** One request, read. */
export interface Call {
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Of the request, by their names in lower case. */
  header(name: string): string | undefined;
  /** The body as JSON; undefined where there is none. */
  body: unknown;
  /** Aborted when whoever asked has left, or the console ends. */
  signal: AbortSignal;
}

/** What a route answers: a document, or an answer that it writes itself as it comes about. */
type Answer = object | ((response: ServerResponse) => Promise<void>);

export interface Route {
  method: 'GET' | 'POST';
  /** `/api/events/:id`. */
  path: string;
  /** Whoever has no key yet may ask. */
  open?: true;
  answer(call: Call): Answer | Promise<Answer>;
}

/** What was asked for cannot be done: answered with the status and the sentence. */
export class Refusing extends Error {
  readonly status: number;
  readonly refusal: Refusal;

  constructor(status: number, error: string, next?: string) {
    super(error);
    this.status = status;
    this.refusal = { error, ...(next !== undefined && { next }) };
  }
}

export interface FoundRoute {
  route: Route;
  params: Record<string, string>;
}

/** The route that a request asks for; where only another method is known there, those methods. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): FoundRoute | { methods: string[] } {
  const here = routes.flatMap((route) => {
    const params = matched(route.path, path);
    return params === undefined ? [] : [{ route, params }];
  });
  return (
    here.find(({ route }) => route.method === method) ?? { methods: here.map(({ route }) => route.method) }
  );
}

function matched(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [place, part] of wanted.entries()) {
    const word = given[place] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = word;
    else if (part !== word) return undefined;
  }
  return params;
}
