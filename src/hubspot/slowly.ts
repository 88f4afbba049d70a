/**
 * Many calls in a row that leave the portal's limit to the apps that live on it: whoever counts conversations must not be
 * the reason why the AI is put off.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../core/ports.ts';
import type { JsonApi } from '../wire/json-api.ts';
import type { WireAnswer } from '../wire/request.ts';

/** One part in so many of HubSpot's limit. */
const SHARE = 10;

/** The least that HubSpot grants an app (HubSpot docs, usage guidelines): for answers that do not tell the limit. */
const LEAST_LIMIT = { calls: 100, milliseconds: 10_000 };

/** @param sleep waits for so many milliseconds */
export function slowly(
  api: JsonApi,
  clock: Clock,
  sleep: (milliseconds: number) => Promise<unknown> = delay,
): JsonApi {
  let free: Promise<unknown> = Promise.resolve();
  let notBefore = 0;
  return (request) => {
    const answer = free.then(async () => {
      const wait = notBefore - clock.now();
      if (wait > 0) await sleep(wait);
      const begun = clock.now();
      notBefore = begun + gapAfter(undefined);
      const came = await api(request);
      notBefore = begun + gapAfter(came);
      return came;
    });
    free = answer.catch(() => {});
    return answer;
  };
}

/** Milliseconds from one call to the next, by what an answer's headers tell of the limit. */
function gapAfter(answer: WireAnswer | undefined): number {
  const told = (name: string) => Number(answer?.headers[`x-hubspot-ratelimit-${name}`]);
  const [calls, milliseconds] = [told('max'), told('interval-milliseconds')];
  const limit = calls > 0 && milliseconds > 0 ? { calls, milliseconds } : LEAST_LIMIT;
  return Math.ceil((limit.milliseconds * SHARE) / limit.calls);
}
