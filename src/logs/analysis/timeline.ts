import type { ApiLog } from '../../core/api-log.ts';
import { isoTime } from './spans.ts';
import type { TallyData } from './tally-data.ts';
import { sortedBins } from './time-bins.ts';

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
export function timelineOf({ activity }: TallyData): ApiLog['timeline'] {
  const bins = sortedBins(activity).filter(({ bin }) => bin.calls > 0);
  const [first] = bins;
  const last = bins.at(-1);
  if (first === undefined || last === undefined) return null;
  const { step, start, length } = stepsFor(first.startsAt, last.startsAt, activity.width);
  const timeline = {
    startsAt: isoTime(start),
    stepMs: step,
    calls: zeros(length),
    refused: zeros(length),
    rateLimited: zeros(length),
    failed: zeros(length),
  };
  for (const { startsAt, bin } of bins) {
    const place = Math.floor((startsAt - start) / step);
    for (const key of ['calls', 'refused', 'rateLimited', 'failed'] as const) {
      timeline[key][place] = (timeline[key][place] ?? 0) + bin[key];
    }
  }
  return timeline;
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
