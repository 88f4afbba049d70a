import { describe, expect, it } from 'vitest';
import { slowly } from '../../src/hubspot/slowly.ts';
import type { JsonApi } from '../../src/wire/json-api.ts';

/** A clock that only waiting and answering move. */
function paced(headers: Record<string, string>, callMs = 0) {
  let now = 0;
  const begun: number[] = [];
  const api: JsonApi = async () => {
    begun.push(now);
    now += callMs;
    return { status: 200, headers, body: '{}', destination: { host: 'api.hubapi.com', route: 'GET /' } };
  };
  const sleep = async (milliseconds: number) => {
    now += milliseconds;
  };
  return { ask: slowly(api, { now: () => now }, sleep), begun };
}

const LIMIT = { 'x-hubspot-ratelimit-max': '190', 'x-hubspot-ratelimit-interval-milliseconds': '10000' };

describe('calls in no hurry', () => {
  it.each([
    ['the limit that HubSpot tells', LIMIT, 190],
    ['the least one where it tells none', {}, 100],
    ['the least one where it tells nonsense', { ...LIMIT, 'x-hubspot-ratelimit-max': 'many' }, 100],
  ])('stay within a tenth of %s, also when they are asked for at once', async (_, headers, limit) => {
    const { ask, begun } = paced(headers);
    await Promise.all(Array.from({ length: 60 }, () => ask({ path: '/' })));
    for (const from of begun) {
      const inWindow = begun.filter((at) => at >= from && at < from + 10_000);
      expect(inWindow.length).toBeLessThanOrEqual(limit / 10);
    }
  });

  it('do not wait where the answers take longer than that', async () => {
    const { ask, begun } = paced(LIMIT, 2000);
    await ask({ path: '/' });
    await ask({ path: '/' });
    expect(begun).toEqual([0, 2000]);
  });

  it('go on after a failure', async () => {
    let calls = 0;
    const ask = slowly(
      async () => {
        calls += 1;
        throw new Error('refused');
      },
      { now: () => 0 },
      async () => {},
    );
    await expect(ask({ path: '/' })).rejects.toThrow('refused');
    await expect(ask({ path: '/' })).rejects.toThrow('refused');
    expect(calls).toBe(2);
  });
});
