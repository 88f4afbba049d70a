import { createPlacedSpan, type PlacedSpan } from './spans.ts';

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

export function hasTimes({ firstAt, lastAt }: Readonly<PlacedSpan>): boolean {
  return firstAt <= lastAt;
}

/** All of several spans of the same log in one. */
export function unitePlaced(spans: readonly Successes[]): PlacedSpan {
  const whole = createPlacedSpan();
  for (const span of spans) {
    whole.count += span.count;
    whole.firstAt = Math.min(whole.firstAt, span.firstAt);
    whole.lastAt = Math.max(whole.lastAt, span.lastAt);
    whole.lastPosition = Math.max(whole.lastPosition, span.lastPosition);
  }
  return whole;
}
