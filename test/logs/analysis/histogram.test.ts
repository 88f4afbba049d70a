import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addHistogram,
  createHistogram,
  LONGEST_DURATION,
  percentilesOf,
  record,
} from '../../../src/logs/analysis/histogram.ts';

function percentiles(durations: readonly number[]) {
  const histogram = createHistogram();
  for (const duration of durations) record(histogram, duration);
  return percentilesOf(histogram, Math.max(...durations));
}

/** By nearest rank. */
function exact(durations: readonly number[], share: number): number {
  const sorted = durations.toSorted((one, other) => one - other);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
}

const durations = fc.oneof(
  fc.nat(60_000),
  fc.nat(100),
  fc.double({ min: 0, max: 2_000, noNaN: true }),
  fc.double({ min: 0, max: LONGEST_DURATION - 1, noNaN: true }),
);

describe('percentiles', () => {
  it('lie within 5 % of the exact ones, and never above', () => {
    fc.assert(
      fc.property(fc.array(durations, { minLength: 1, maxLength: 300 }), (logged) => {
        const found = percentiles(logged);
        for (const [name, share] of [
          ['p50', 0.5],
          ['p95', 0.95],
          ['p99', 0.99],
        ] as const) {
          const wanted = exact(logged, share);
          expect(found?.[name]).toBeLessThanOrEqual(wanted);
          expect(found?.[name]).toBeGreaterThanOrEqual(Math.min(wanted * 0.95, wanted - 1 / 256));
        }
        expect(found).toMatchObject({ count: logged.length, max: Math.max(...logged) });
      }),
    );
  });

  it('are exact for whole milliseconds up to 63', () => {
    for (let duration = 0; duration < 64; duration += 1) expect(percentiles([duration])?.p50).toBe(duration);
  });

  it('come from the longest duration that there is', () => {
    expect(percentiles([LONGEST_DURATION - 0.01])?.p99).toBeGreaterThan(LONGEST_DURATION * 0.95);
  });

  it('are none where nothing was recorded', () => {
    expect(percentilesOf(createHistogram(), -1)).toBeNull();
  });

  it('are those of all calls when histograms are added', () => {
    fc.assert(
      fc.property(
        fc.array(durations, { minLength: 1 }),
        fc.array(durations, { minLength: 1 }),
        (some, others) => {
          const [whole, part] = [createHistogram(), createHistogram()];
          for (const duration of some) record(whole, duration);
          for (const duration of others) record(part, duration);
          addHistogram(whole, part);
          const all = [...some, ...others];
          expect(percentilesOf(whole, Math.max(...all))).toEqual(percentiles(all));
        },
      ),
    );
  });
});
