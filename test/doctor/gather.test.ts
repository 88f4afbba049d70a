import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { demand } from '../../checks/shared/got.ts';
import type { Probe, World } from '../../checks/shared/probe.ts';
import { EvidenceFailure, EvidenceNotGiven } from '../../src/core/evidence.ts';
import { type GatherOptions, gather } from '../../src/doctor/gather.ts';

/** A probe of a test's own. */
function probe(definition: Probe): Probe {
  return definition;
}

const world = { given: {}, clock: { now: () => Date.now() } } as unknown as World;

function options(changes: Partial<GatherOptions> = {}): GatherOptions {
  return {
    timeoutMs: 5000,
    deadlineAt: Date.now() + 5000,
    signal: new AbortController().signal,
    measure: async (_scope, work) => {
      try {
        return { outcome: { value: await work(world) }, calls: 1 };
      } catch (error) {
        return { outcome: { error }, calls: 1 };
      }
    },
    ...changes,
  };
}

const usage = { used: 1, limit: 10 };

describe('gathering', () => {
  test('obtains a fact once however many ask for it', async () => {
    let times = 0;
    const probes = [
      probe({
        key: 'account.usage',
        async obtain() {
          times += 1;
          return { value: usage };
        },
      }),
      probe({
        key: 'webhooks.throttle',
        after: () => ['account.usage'],
        obtain: async (_world, got) => ({ value: demand(got, 'account.usage').used }),
      }),
      probe({
        key: 'portal.expected',
        after: () => ['account.usage'],
        obtain: async (_world, got) => ({ value: demand(got, 'account.usage').limit }),
      }),
    ];
    const evidence = await gather(
      probes,
      ['webhooks.throttle', 'portal.expected', 'account.usage', 'account.usage'],
      world,
      options(),
    );
    expect(times).toBe(1);
    expect(evidence['webhooks.throttle']).toMatchObject({ outcome: 'ok', value: 1 });
    expect(evidence['portal.expected']).toMatchObject({ outcome: 'ok', value: 10 });
  });

  test('runs together what does not build on one another', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const probes = [
      probe({
        key: 'account.usage',
        async obtain() {
          await gate;
          return { value: usage };
        },
      }),
      // Would wait for ever if the first had to end before it.
      probe({
        key: 'portal.expected',
        async obtain() {
          release();
          return { value: 1 };
        },
      }),
    ];
    const evidence = await gather(probes, ['account.usage', 'portal.expected'], world, options());
    expect(evidence['account.usage']?.outcome).toBe('ok');
  });

  test('passes a failure on to what builds on it, as it was', async () => {
    const error = { kind: 'http', status: 401, message: 'refused' } as const;
    const probes = [
      probe({
        key: 'account.usage',
        obtain: () => Promise.reject(new EvidenceFailure(error)),
      }),
      probe({
        key: 'portal.expected',
        after: () => ['account.usage'],
        obtain: async (_world, got) => ({ value: demand(got, 'account.usage').used }),
      }),
    ];
    const evidence = await gather(probes, ['portal.expected'], world, options());
    expect(evidence['portal.expected']).toMatchObject({ outcome: 'error', error });
  });

  test('tells what nobody gave from what failed', async () => {
    const probes = [
      probe({
        key: 'portal.expected',
        obtain: () => Promise.reject(new EvidenceNotGiven('No portal was named.')),
      }),
    ];
    const evidence = await gather(probes, ['portal.expected', 'logs.refusals'], world, options());
    expect(evidence['portal.expected']).toMatchObject({ outcome: 'missing', why: 'No portal was named.' });
    expect(evidence['logs.refusals']?.outcome).toBe('missing');
  });

  test('takes a mistake of its own for no failure of what was asked', async () => {
    const probes = [
      probe({ key: 'account.usage', obtain: () => Promise.reject(new TypeError('x is not a function')) }),
    ];
    await expect(gather(probes, ['account.usage'], world, options())).rejects.toThrow(TypeError);
  });

  test('gives up one slow probe and keeps the rest', async () => {
    const probes = [
      probe({ key: 'account.usage', obtain: () => new Promise(() => {}) }),
      probe({ key: 'portal.expected', obtain: async () => ({ value: 1 }) }),
    ];
    const evidence = await gather(
      probes,
      ['account.usage', 'portal.expected'],
      world,
      options({ timeoutMs: 30 }),
    );
    expect(evidence['account.usage']).toMatchObject({ outcome: 'error', error: { kind: 'timeout' } });
    expect(evidence['portal.expected']?.outcome).toBe('ok');
  });

  test('ends at the deadline also what waits for something slow', async () => {
    const probes = [
      probe({ key: 'account.usage', obtain: () => new Promise(() => {}) }),
      probe({
        key: 'portal.expected',
        after: () => ['account.usage'],
        obtain: async (_world, got) => ({ value: demand(got, 'account.usage').used }),
      }),
    ];
    const evidence = await gather(
      probes,
      ['portal.expected'],
      world,
      options({ deadlineAt: Date.now() + 30 }),
    );
    expect(evidence['portal.expected']).toMatchObject({ outcome: 'error', error: { kind: 'timeout' } });
  });

  test('does not hold the wait for a rate limit against a probe', async () => {
    const probes = [
      probe({
        key: 'portal.expected',
        obtain: () =>
          new Promise<{ value: number }>((resolve) => setTimeout(() => resolve({ value: 1 }), 80)),
      }),
    ];
    const measure: GatherOptions['measure'] = async (scope, work) => {
      scope.onRateLimit(5000);
      return { outcome: { value: await work(world) }, calls: 1 };
    };
    const evidence = await gather(probes, ['portal.expected'], world, options({ timeoutMs: 20, measure }));
    expect(evidence['portal.expected']).toMatchObject({ outcome: 'ok', value: 1 });
  });

  test('stops at once when the run is interrupted', async () => {
    const stop = new AbortController();
    const probes = [probe({ key: 'account.usage', obtain: () => new Promise(() => {}) })];
    const gathering = gather(probes, ['account.usage'], world, options({ signal: stop.signal }));
    stop.abort(new Error('stopped'));
    await expect(gathering).rejects.toThrow('stopped');
  });

  test('asked to end, takes what is there so far and gives up what does not come', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const ending = new AbortController();
    const told: unknown[] = [];
    const probes = [
      probe({ key: 'account.usage', obtain: () => new Promise(() => {}) }),
      probe({
        key: 'portal.expected',
        unhurried: true,
        async obtain(within) {
          let pages = 0;
          for (; !within.mustEnd(); pages += 1) {
            within.tell(`${pages + 1} pages`);
            await new Promise((resolve) => setTimeout(resolve, 1000));
          }
          return { value: pages };
        },
      }),
    ];
    const measure: GatherOptions['measure'] = async (scope, work) => {
      const within = {
        ...world,
        mustEnd: () => scope.mustEnd?.() ?? false,
        tell: (progress: string) => scope.onTold?.(progress),
      };
      try {
        return { outcome: { value: await work(within) }, calls: 1 };
      } catch (error) {
        return { outcome: { error }, calls: 1 };
      }
    };
    const gathering = gather(probes, ['account.usage', 'portal.expected'], world, {
      ...options({ measure, deadlineAt: Date.now() + 60_000, timeoutMs: 30_000 }),
      ending: ending.signal,
      onProgress: (step) => step.phase === 'under-way' && told.push(step.progress),
    });
    await vi.advanceTimersByTimeAsync(2500);
    ending.abort();
    await vi.advanceTimersByTimeAsync(2000);
    const evidence = await gathering;
    expect(evidence['portal.expected']).toMatchObject({ outcome: 'ok', value: 3 });
    expect(told).toEqual(['1 pages', '2 pages', '3 pages']);
    expect(evidence['account.usage']).toMatchObject({
      outcome: 'error',
      error: { kind: 'timeout', message: 'It was not waited for any longer: the run was to end.' },
    });
  });

  test('does not obtain again what is known', async () => {
    const probes = [
      probe({
        key: 'account.usage',
        obtain: () => Promise.reject(new Error('asked again')),
      }),
    ];
    const known = await gather(
      [probe({ key: 'account.usage', obtain: async () => ({ value: usage }) })],
      ['account.usage'],
      world,
      options(),
    );
    const evidence = await gather(probes, ['account.usage'], world, options({ known }));
    expect(evidence['account.usage']).toMatchObject({ outcome: 'ok', value: usage });
  });
});
