import type { ApiLog } from '../../core/api-log.ts';
import { byCode } from '../../core/by-code.ts';
import { logSpanOf, type Span, unite } from './spans.ts';
import type { SucceededWithin } from './successes.ts';
import type { LimitTally, TallyData } from './tally-data.ts';
import { sortedBins } from './time-bins.ts';

type RateLimit = ApiLog['rateLimits'][number];

const FIVE_MINUTES = 300_000;
const MOST_WINDOWS = 100;

/** Calls refused for a rate limit, by its policy: most calls first. */
export function rateLimitWindows({ limits }: TallyData, succeededWithin: SucceededWithin): RateLimit[] {
  return [...limits]
    .map(([policy, limit]) => ({
      policy,
      count: limit.count,
      ...(limit.told === limit.count && { inferred: true }),
      windows: windowsOf(limit, succeededWithin),
    }))
    .sort((one, other) => other.count - one.count || byCode(one.policy, other.policy));
}

/** Calls without a time make one window, which stands first. */
function windowsOf({ count, windows }: LimitTally, succeededWithin: SucceededWithin): RateLimit['windows'] {
  const bins = sortedBins(windows).map(({ bin }) => bin);
  let longestPause = FIVE_MINUTES;
  let timed = join(bins, longestPause, succeededWithin);
  while (timed.length > MOST_WINDOWS) {
    longestPause *= 2;
    timed = join(timed, longestPause, succeededWithin);
  }
  const untimed = count - unite(timed).count;
  return [...(untimed > 0 ? [{ count: untimed }] : []), ...timed.map(logSpanOf)];
}

/**
 * A window lasts as long as no call succeeds, or one does but the next refusal comes within the pause: under a
 * rolling limit calls succeed in between. Where there would be very many windows, longer pauses are bridged.
 */
function join(spans: readonly Span[], longestPause: number, succeededWithin: SucceededWithin): Span[] {
  const windows: Span[] = [];
  for (const span of spans) {
    const window = windows.at(-1);
    const goesOn =
      window !== undefined &&
      (span.firstAt - window.lastAt <= longestPause || !succeededWithin(window.lastAt, span.firstAt));
    if (goesOn) Object.assign(window, unite([window, span]));
    else windows.push({ ...span });
  }
  return windows;
}
