import { resolve } from 'node:path';
import { Secret } from '../../core/secret.ts';
import { type EndpointOptions, isEndpoint } from '../outbound/index.ts';
import { createConsoleDelivery } from './console.ts';
import type { Delivery } from './delivery.ts';
import { createFileDelivery } from './file.ts';
import { createHttpDelivery } from './http.ts';

/**
 * Where a rep's replies go: `console`, an endpoint, or a file.
 *
 * @param cwd where a relative path begins
 * @param writeLine takes what the console is to show, without the end of its line
 * @throws EvidenceFailure `not-configured` for an endpoint that may not be used
 */
export function openDelivery(
  target: string,
  {
    cwd,
    writeLine,
    ...access
  }: Pick<EndpointOptions, 'wire' | 'timeoutMs'> & { cwd: string; writeLine: (line: string) => void },
): Delivery {
  if (target === 'console') return createConsoleDelivery(writeLine);
  if (isEndpoint(target)) return createHttpDelivery({ ...access, url: new Secret(target) });
  return createFileDelivery(resolve(cwd, target));
}
