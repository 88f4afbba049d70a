import { EvidenceFailure } from '../core/evidence.ts';
import type { Secret } from '../core/secret.ts';
import type { Destination } from './network-errors.ts';
import { foldPath } from './routes.ts';
import type { Wire } from './wire.ts';

/** An answer of an API, whatever its status, with where it came from. */
export interface ApiAnswer {
  status: number;
  body: string;
  /** One of the answer's headers; names are lower case. */
  header(name: string): string | undefined;
  destination: Destination & { route: string };
}

export interface ApiRequest {
  /** Begins with a slash; ids in it are encoded. */
  path: string;
  query?: Readonly<Record<string, string>>;
  /** Makes the request a POST, unless `method` says otherwise. */
  body?: unknown;
  method?: 'PUT';
  /** A POST that only reads. */
  repeatable?: boolean;
}

/** Plain requests to an API that takes a bearer token. */
export type JsonApi = (request: ApiRequest) => Promise<ApiAnswer>;

export function createJsonApi(options: { wire: Wire; baseUrl: string; secret: Secret }): JsonApi {
  const { wire, secret } = options;
  const baseUrl = withoutTrailingSlash(options.baseUrl);
  return async ({ path, query = {}, body, repeatable = false, ...request }) => {
    const method = request.method ?? (body === undefined ? 'GET' : 'POST');
    const url = addressOf(baseUrl + path);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const headers = { accept: 'application/json', authorization: `Bearer ${secret.reveal()}` };
    const init =
      body === undefined
        ? { headers }
        : { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const send = () => wire.fetch(url, init);
    const response = await (repeatable ? wire.marked({ repeatable }, send) : send());
    return {
      status: response.status,
      body: await response.text(),
      header: (name) => response.headers.get(name) ?? undefined,
      destination: { host: url.host, route: `${method} ${foldPath(url.pathname)}` },
    };
  };
}

export function withoutTrailingSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

/** @throws EvidenceFailure `not-configured` for what is no URL */
export function addressOf(url: string): URL {
  if (URL.canParse(url)) return new URL(url);
  throw new EvidenceFailure({
    kind: 'not-configured',
    message: 'The base address of the API is not a URL; it begins with https:// or http://.',
  });
}
