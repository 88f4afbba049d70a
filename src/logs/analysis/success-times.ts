import type { TallyData } from './tally-data.ts';
import { sortedBins } from './time-bins.ts';

/** Whether a call succeeded between two times, both included. Epoch milliseconds. */
export type SucceededWithin = (from: number, to: number) => boolean;

/** Of each minute the first and the last success are known, so what lies between two minutes is told exactly. */
export function successTimes({ activity }: Pick<TallyData, 'activity'>): SucceededWithin {
  const times = sortedBins(activity)
    .filter(({ bin }) => bin.firstSuccess <= bin.lastSuccess)
    .flatMap(({ bin }) => [bin.firstSuccess, bin.lastSuccess]);
  return (from, to) => {
    const next = times[firstAtOrAfter(times, from)];
    return next !== undefined && next <= to;
  };
}

/** Index of the first time that is not before another; the times are in order. */
function firstAtOrAfter(times: readonly number[], at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
