import { createEndpoint, type EndpointOptions } from '../outbound/index.ts';
import { type Responder, ResponderFailed } from './responder.ts';
import { readResponse } from './response-schema.ts';

/**
 * Asks an endpoint of the user's: `POST {sessionId, threadId, turns}`, answered with one of
 * `{"kind": "reply", "text"}`, `{"kind": "handoff", "reason", "summary", "sentiment", "language", "text"?}`,
 * `{"kind": "resolve", "text"?}` and `{"kind": "silent"}`.
 *
 * @throws EvidenceFailure `not-configured` for a URL that is neither on this machine nor https
 */
export function createHttpResponder(options: Omit<EndpointOptions, 'role'>): Responder {
  const ask = createEndpoint({ ...options, role: 'responder' });
  return async ({ sessionId, threadId, turns }, signal) => {
    const read = readResponse(parse(await ask({ sessionId, threadId, turns }, signal)));
    if ('response' in read) return read.response;
    throw new ResponderFailed(`The responder's answer ${read.fault}.`);
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new ResponderFailed("The responder's answer is not JSON.");
  }
}
