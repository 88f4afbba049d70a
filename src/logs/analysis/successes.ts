import { hasTimes, type PlacedSpan } from './spans.ts';
import type { TallyData } from './tally-data.ts';
import { sortedBins } from './time-bins.ts';

/** Which calls succeeded: whether a refusal is over is judged by the last of them. */
type Successes = Readonly<PlacedSpan>;

/**
 * Whether no call succeeded at or after the last refusal: by time, and where refusals or successes have none, by
 * their place in the log.
 */
export function isStillRefused(refused: Readonly<PlacedSpan>, successes: Successes): boolean {
  if (successes.count === 0) return true;
  const byTime = hasTimes(refused) && hasTimes(successes);
  return byTime ? successes.lastAt < refused.lastAt : successes.lastPosition < refused.lastPosition;
}

/** Whether a call succeeded between two times, both included. Epoch milliseconds. */
export type SucceededWithin = (from: number, to: number) => boolean;

/** Of each minute the first and the last success are known, so what lies between two minutes is told exactly. */
export function successTimes({ activity }: Pick<TallyData, 'activity'>): SucceededWithin {
  return within(sortedBins(activity).map(({ bin }) => [bin.firstSuccess, bin.lastSuccess]));
}

/** The same of calls for which the token was taken. */
export function acceptedTimes({ activity }: Pick<TallyData, 'activity'>): SucceededWithin {
  return within(sortedBins(activity).map(({ bin }) => [bin.firstAccepted, bin.lastAccepted]));
}

function within(spans: readonly (readonly [first: number, last: number])[]): SucceededWithin {
  const times = spans.filter(([first, last]) => first <= last).flat();
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
