import type { ActivityInOrder } from './activity.ts';
import { hasTimes, type PlacedSpan } from './spans.ts';

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
export function successTimes({ firstSuccess, lastSuccess }: ActivityInOrder): SucceededWithin {
  return within(firstSuccess, lastSuccess);
}

/** The same of calls for which the token was taken. */
export function acceptedTimes({ firstAccepted, lastAccepted }: ActivityInOrder): SucceededWithin {
  return within(firstAccepted, lastAccepted);
}

function within(firsts: Float64Array, lasts: Float64Array): SucceededWithin {
  const times = new Float64Array(2 * firsts.length);
  let count = 0;
  firsts.forEach((first, index) => {
    const last = lasts[index] ?? 0;
    if (first > last) return;
    times[count] = first;
    times[count + 1] = last;
    count += 2;
  });
  const known = times.subarray(0, count);
  return (from, to) => {
    const next = known[firstAtOrAfter(known, from)];
    return next !== undefined && next <= to;
  };
}

/** Index of the first time that is not before another; the times are in order. */
function firstAtOrAfter(times: Float64Array, at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
