import { grouped } from '../../src/core/grouped.ts';
import { type Throttle, WANTED_THROTTLE } from '../../src/core/hubspot/webhooks.ts';

/** The times that HubSpot's limits are for (HubSpot docs, "Webhooks API"), in seconds, and as a sentence says them. */
const PERIODS: Readonly<Record<string, { seconds: number; words: string }>> = {
  SECONDLY: { seconds: 1, words: 'a second' },
  ROLLING_MINUTE: { seconds: 60, words: 'a rolling minute' },
};

/** A limit with its unit as far as it is known: `100`, `100 a rolling minute`. */
export function throttleWords({ limit, period }: Throttle): string {
  const { words } = periodOf(period) ?? {};
  return words === undefined ? grouped(limit) : `${grouped(limit)} ${words}`;
}

/** What OpenCX asks for, told in the limit's own unit too: `100 a second or more (6,000 a rolling minute)`. */
export function wantedThrottle(period?: string): string {
  const wanted = `${WANTED_THROTTLE} a second or more`;
  const { seconds = 1, words } = periodOf(period) ?? {};
  return seconds === 1 ? wanted : `${wanted} (${grouped(WANTED_THROTTLE * seconds)} ${words})`;
}

/** Events per second; undefined for a period that is not known. Without one the limit is taken for that number. */
export function perSecond({ limit, period }: Throttle): number | undefined {
  if (period === undefined) return limit;
  const known = periodOf(period);
  return known && limit / known.seconds;
}

function periodOf(period: string | undefined) {
  return period !== undefined && Object.hasOwn(PERIODS, period) ? PERIODS[period] : undefined;
}
