import { resolve } from 'node:path';
import { Secret } from '../../core/secret.ts';
import { type EndpointOptions, isEndpoint } from '../outbound/index.ts';
import { createHttpResponder } from './http.ts';
import { type Responder, silentResponder } from './responder.ts';
import { readScriptedResponder } from './scripted.ts';

/**
 * Who answers: an endpoint, a script of patterns, or nobody where nothing was named.
 *
 * @param cwd where a relative path begins
 * @throws UsageError for a script that cannot be read; EvidenceFailure `not-configured` for an endpoint that may not
 *   be used
 */
export async function openResponder(
  target: string | undefined,
  { cwd, ...access }: Pick<EndpointOptions, 'wire' | 'timeoutMs'> & { cwd: string },
): Promise<Responder> {
  if (target === undefined) return silentResponder;
  if (isEndpoint(target)) return createHttpResponder({ ...access, url: new Secret(target) });
  return readScriptedResponder(resolve(cwd, target));
}
