import { EvidenceFailure } from '../core/evidence.ts';
import type { Secret } from '../core/secret.ts';
import type { WireAnswer } from './request.ts';
import type { Sender } from './wire.ts';

export interface JsonRequest {
  /** GET without a body and POST with one, when left out. */
  method?: string;
  /** Begins with a slash; ids in it are encoded. It may have a query of its own. */
  path: string;
  query?: Readonly<Record<string, string>>;
  /** A text is JSON already. */
  body?: unknown;
  /** A POST or PATCH that may be sent again: it only reads, or changes nothing more the second time. */
  repeatable?: boolean;
  /** What is asked for in the place of JSON; its bytes are wanted. */
  archive?: 'application/zip';
}

/** Asks an API whose requests and answers are JSON. */
export type JsonApi = (request: JsonRequest) => Promise<WireAnswer>;

export function createJsonApi(wire: Sender, baseUrl: string): JsonApi {
  const root = baseUrl.replace(/\/+$/, '');
  return async ({ path, query = {}, body, method = body === undefined ? 'GET' : 'POST', ...more }) => {
    demandWholeNames(path);
    const url = addressOf(root + path);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const { repeatable, archive } = more;
    const request = {
      url,
      method,
      ...(repeatable !== undefined && { repeatable }),
      ...(archive && { binary: true }),
    };
    const accept = archive ?? 'application/json';
    if (body === undefined) return wire.send({ ...request, headers: { accept } });
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return wire.send({ ...request, headers: { accept, 'content-type': 'application/json' }, body: text });
  };
}

/** A sender whose requests carry a token, revealed for the header alone. */
export function withBearer(wire: Sender, token: Secret): Sender {
  return {
    clock: wire.clock,
    send: (request) =>
      wire.send({
        ...request,
        headers: { ...request.headers, authorization: `Bearer ${token.reveal()}` },
      }),
  };
}

/**
 * An id of dots would lead the call, and the token, to another route: a URL takes it for the folder above.
 *
 * @throws EvidenceFailure `parse`
 */
function demandWholeNames(path: string): void {
  const [route = ''] = path.split('?', 1);
  if (!/\/\.{1,2}(?:\/|$)/.test(route)) return;
  throw new EvidenceFailure({ kind: 'parse', message: 'An id that is nothing but dots names nothing.' });
}

/** @throws EvidenceFailure `not-configured` for what is no URL */
function addressOf(url: string): URL {
  if (URL.canParse(url)) return new URL(url);
  throw new EvidenceFailure({
    kind: 'not-configured',
    message: 'The base address of the API is not a URL; it begins with https:// or http://.',
  });
}
