import type { ApiLog } from '../../core/api-log.ts';
import type { ActivityInOrder } from './activity.ts';
import { isoTime } from './spans.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds. Each begins where those before it begin, so that a step holds whole bins. */
const STEPS = [
  ...[1, 5, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 5, 30, 360].map((days) => days * DAY),
];
const WIDEST = 360 * DAY;
const MOST_STEPS = 120;

/** The calls in at most 120 equal steps of time, from the first to the last; null where no call has a time. */
export function timelineOf(activity: ActivityInOrder): ApiLog['timeline'] {
  const { width, startsAt, calls } = activity;
  const hasCalls = (count: number) => count > 0;
  const first = startsAt[calls.findIndex(hasCalls)];
  const last = startsAt[calls.findLastIndex(hasCalls)];
  if (first === undefined || last === undefined) return null;
  const { step, start, length } = stepsFor(first, last, width);
  const inSteps = (counts: Float64Array) => {
    const steps = zeros(length);
    counts.forEach((count, index) => {
      if (count === 0) return;
      const place = Math.floor(((startsAt[index] ?? 0) - start) / step);
      steps[place] = (steps[place] ?? 0) + count;
    });
    return steps;
  };
  return {
    startsAt: isoTime(start),
    stepMs: step,
    calls: inSteps(calls),
    refused: inSteps(activity.refused),
    rateLimited: inSteps(activity.rateLimited),
    failed: inSteps(activity.failed),
  };
}

function stepsFor(first: number, last: number, width: number) {
  const covering = (step: number) => {
    const start = Math.floor(first / step) * step;
    return { step, start, length: Math.floor((last - start) / step) + 1 };
  };
  const fitting = STEPS.filter((step) => step >= width).map(covering);
  return fitting.find(({ length }) => length <= MOST_STEPS) ?? covering(WIDEST);
}

function zeros(length: number): number[] {
  return Array.from({ length }, () => 0);
}
