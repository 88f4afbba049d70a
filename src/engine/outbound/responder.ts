import { resolve } from 'node:path';
import * as v from 'valibot';
import { Secret } from '../../core/secret.ts';
import type { Response } from '../effects.ts';
import { type Responder, ResponderFailed } from '../ports.ts';
import { createEndpoint, type EndpointAccess, type EndpointOptions, isEndpoint } from './endpoint.ts';
import { readScriptedResponder } from './scripted-responder.ts';

/** Observes only: nothing is ever said. */
const silentResponder: Responder = async () => ({ kind: 'silent' });

/**
 * Who answers in the AI's place: an endpoint of the user's, a script of patterns, or nobody where nothing was named.
 *
 * @param access `cwd` is where a relative path begins
 * @throws UsageError for a script that cannot be read; EvidenceFailure `not-configured` for an endpoint that may not
 *   be used
 */
export async function openResponder(
  target: string | undefined,
  { cwd, ...access }: EndpointAccess & { cwd: string },
): Promise<Responder> {
  if (target === undefined) return silentResponder;
  if (isEndpoint(target)) return createHttpResponder({ ...access, url: new Secret(target) });
  return readScriptedResponder(resolve(cwd, target));
}

/**
 * Asks an endpoint of the user's: `POST {sessionId, threadId, turns}`, answered with one of
 * `{"kind": "reply", "text"}`, `{"kind": "handoff", "reason", "summary", "sentiment", "language", "text"?}`,
 * `{"kind": "resolve", "text"?}` and `{"kind": "silent"}`.
 *
 * @throws EvidenceFailure `not-configured` for a URL that is neither on this machine nor https
 */
export function createHttpResponder(options: Omit<EndpointOptions, 'role'>): Responder {
  const ask = createEndpoint({ ...options, role: 'responder' });
  return async ({ sessionId, threadId, turns }, signal) =>
    readResponse(await ask({ sessionId, threadId, turns }, signal));
}

const words = v.pipe(v.string(), v.trim(), v.nonEmpty());

const response = v.variant('kind', [
  v.object({ kind: v.literal('reply'), text: words }),
  v.object({
    kind: v.literal('handoff'),
    reason: words,
    summary: words,
    sentiment: words,
    language: words,
    text: v.exactOptional(words),
  }),
  v.object({ kind: v.literal('resolve'), text: v.exactOptional(words) }),
  v.object({ kind: v.literal('silent') }),
]);

/** @throws ResponderFailed, which names the key that is wrong */
function readResponse(body: string): Response {
  const read = v.safeParse(response, parse(body), { abortEarly: true });
  if (read.success) return read.output;
  const key = v.getDotPath(read.issues[0]);
  const fault = key === null ? 'is no object' : `lacks a usable "${key}"`;
  throw new ResponderFailed(`The responder's answer ${fault}.`);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new ResponderFailed("The responder's answer is not JSON.");
  }
}
