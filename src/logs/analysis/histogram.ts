import type { LogPercentiles } from '../../core/api-log.ts';

/**
 * How many calls took how long, in steps that grow with the duration: up to 0.25 ms each step is 1/256 ms wide,
 * beyond that at most 1/32 of its beginning, and whole milliseconds up to 63 stand apart. So a percentile read from
 * it lies at most 3.2 % (or 1/256 ms) below the exact one.
 */
export type Histogram = Float64Array;

/** Steps in a millisecond, where the steps are narrowest. */
const FINEST = 256;
/** Steps in each doubling of the duration. */
const STEPS_BITS = 5;
const STEPS = 1 << STEPS_BITS;
const HIGHEST_BIT = 31;
const BUCKETS = (HIGHEST_BIT - STEPS_BITS + 2) * STEPS;

/** Milliseconds, 4.7 hours: no call takes as long; what a log says beyond it is no duration. */
export const LONGEST_DURATION = 2 ** 32 / FINEST;

export function createHistogram(): Histogram {
  return new Float64Array(BUCKETS);
}

/** @param durationMs from 0 to below `LONGEST_DURATION` */
export function record(histogram: Histogram, durationMs: number): void {
  const ticks = (durationMs * FINEST) >>> 0;
  const narrowing = Math.max(0, HIGHEST_BIT - STEPS_BITS - Math.clz32(ticks));
  const bucket = narrowing * STEPS + (ticks >>> narrowing);
  histogram[bucket] = (histogram[bucket] ?? 0) + 1;
}

export function addHistogram(into: Histogram, from: Histogram): void {
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    into[bucket] = (into[bucket] ?? 0) + (from[bucket] ?? 0);
  }
}

/**
 * Percentiles by nearest rank; null where nothing was recorded.
 *
 * @param max the longest duration, which is known exactly
 */
export function percentilesOf(histogram: Histogram, max: number): LogPercentiles | null {
  let count = 0;
  // A loop: by callbacks the thousand buckets of each route would take longer than a small log.
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) count += histogram[bucket] ?? 0;
  if (count === 0) return null;
  const at = (share: number) => rounded(durationAtRank(histogram, Math.ceil(share * count)));
  return { count, p50: at(0.5), p95: at(0.95), p99: at(0.99), max };
}

function durationAtRank(histogram: Histogram, rank: number): number {
  let bucket = 0;
  for (let passed = histogram[0] ?? 0; passed < rank; passed += histogram[bucket] ?? 0) bucket += 1;
  return beginningOf(bucket);
}

function beginningOf(bucket: number): number {
  const narrowing = Math.max(0, Math.floor(bucket / STEPS) - 1);
  return ((bucket - narrowing * STEPS) * 2 ** narrowing) / FINEST;
}

/** Without the digits that the steps are too wide for. */
function rounded(milliseconds: number): number {
  return milliseconds < 1 ? milliseconds : Math.floor(milliseconds * 100) / 100;
}
