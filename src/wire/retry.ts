import type { EvidenceFailure } from '../core/evidence.ts';
import { DAILY, LOCK_MS, LOCKED, PASSING_LIMITS, rateLimitPolicy } from '../core/hubspot/error-words.ts';
import type { WireAnswer } from './request.ts';

/**
 * Answers that HubSpot calls temporary (HubSpot docs, error handling). A 500 is not among them: it is a fault that
 * the same request meets again. Nor are 522, 525 and 526, for which HubSpot sends one to its support, nor 477 (the
 * account is being moved, up to a day).
 */
export const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([502, 503, 504, 521, 523, 524]);

const BACKOFF_MS = 200;

/** The longest that one wait may be; beyond it a person is better served with the answer as it is. */
export const LONGEST_WAIT_MS = 60_000;

/** What the retry policy is told of one try. */
export type Outcome = { sent: boolean } & ({ answer: WireAnswer } | { failure: EvidenceFailure });

/**
 * Milliseconds to wait before the next try, or null to give back what came.
 *
 * What is not repeatable is sent again only if nothing of it was sent, or if a 429 or a 423 says that it was not carried
 * out.
 *
 * @param tried tries made so far
 * @param repeatable the request changes nothing, or nothing more when it is made twice
 */
export function waitBeforeNextTry(
  outcome: Outcome,
  tried: number,
  repeatable: boolean,
  now: number,
): number | null {
  const wait = 'answer' in outcome ? waitAfter(outcome.answer, repeatable, now) : waitForConnection(outcome);
  if (wait === null || wait > LONGEST_WAIT_MS) return null;
  if (!('answer' in outcome) && outcome.sent && !repeatable) return null;
  return Math.max(wait, BACKOFF_MS * tried);
}

function waitAfter(answer: WireAnswer, repeatable: boolean, now: number): number | null {
  if (answer.status === 429) return rateLimitWait(answer, now);
  if (answer.status === LOCKED) return retryAfter(answer, now) ?? LOCK_MS;
  if (!TRANSIENT_STATUSES.has(answer.status) || !repeatable) return null;
  return retryAfter(answer, now) ?? 0;
}

/**
 * The daily allowance comes back at midnight of the portal's zone, so it is never waited for. A 429 that says neither
 * which limit nor how long is given back too: any wait would be a guess.
 */
function rateLimitWait(answer: WireAnswer, now: number): number | null {
  const policy = rateLimitPolicy(answer.body);
  if (policy === DAILY) return null;
  return retryAfter(answer, now) ?? (policy === undefined ? null : (windowOf(answer, policy) ?? null));
}

/** What a `Retry-After` header asks for, in milliseconds: seconds or a date (RFC 9110, 10.2.3); null without one. */
function retryAfter({ headers }: WireAnswer, now: number): number | null {
  const value = headers['retry-after']?.trim();
  if (!value) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** Milliseconds of the window that a passing limit counts in; the answer tells that of the rolling one. */
function windowOf({ headers }: WireAnswer, policy: string): number | undefined {
  const told = Number(headers['x-hubspot-ratelimit-interval-milliseconds']);
  return policy === 'TEN_SECONDLY_ROLLING' && told > 0 ? told : PASSING_LIMITS[policy];
}

/**
 * A broken connection and one that was not taken in time are worth another try. Not so: a name that does not resolve
 * (the resolver has tried several times already), a refusal and a TLS error (the same in 200 ms), and a request that
 * was sent and then used up its time (it would use it up again).
 */
function waitForConnection(outcome: { sent: boolean; failure: EvidenceFailure }): number | null {
  const { kind } = outcome.failure.error;
  return kind === 'reset' || (kind === 'timeout' && !outcome.sent) ? 0 : null;
}
