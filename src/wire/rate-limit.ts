import { headerOf, type WireAnswer } from './exchange.ts';

const TEN_SECONDS = 10_000;
const ONE_SECOND = 1_000;

/**
 * Which limit a 429 speaks of: `DAILY`, `TEN_SECONDLY_ROLLING`, `SECONDLY`, or a name that is new to us.
 * Read from `policyName`, else from the message (HubSpot docs, usage guidelines).
 */
export function rateLimitPolicy(body: string): string | undefined {
  const named = /"policyName"\s*:\s*"([A-Z_]{1,40})"/.exec(body)?.[1];
  return named ?? /\b(ten_secondly_rolling|secondly|daily) limit/i.exec(body)?.[1]?.toUpperCase();
}

/**
 * Milliseconds after which a call refused with 429 may be made again, or null where waiting is no help.
 *
 * The daily allowance comes back at midnight of the portal's zone, so it is never waited for. A 429 that says neither
 * which limit nor how long is given back too: any wait would be a guess.
 */
export function rateLimitWait(answer: WireAnswer, now: number): number | null {
  const policy = rateLimitPolicy(answer.body.toString());
  if (policy === 'DAILY') return null;
  const asked = retryAfter(answer, now);
  if (asked !== null) return asked;
  if (policy === 'TEN_SECONDLY_ROLLING') return rollingWindow(answer);
  return policy === 'SECONDLY' ? ONE_SECOND : null;
}

/** What a `Retry-After` header asks for, in milliseconds: seconds or a date (RFC 9110); null without one. */
export function retryAfter(answer: WireAnswer, now: number): number | null {
  const value = headerOf(answer, 'retry-after')?.trim();
  if (!value) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

function rollingWindow(answer: WireAnswer): number {
  const said = Number(headerOf(answer, 'x-hubspot-ratelimit-interval-milliseconds'));
  return said > 0 ? said : TEN_SECONDS;
}
