import { type EvidenceError, EvidenceFailure } from '../../core/evidence.ts';
import { DAILY, LOCK_MS, LOCKED, MISSING_SCOPES, PASSING_LIMITS } from '../../core/hubspot/error-words.ts';
import { LONGEST_WAIT_MS, TRANSIENT_STATUSES } from '../../wire/retry.ts';

/** What a failed call means for the next step. */
export interface FailedCall {
  /** Short code for counting: `hubspot-401`, `rate-limited`, `timeout`. */
  reason: string;
  message: string;
  /** The same call may go through a little later. */
  passing: boolean;
  /**
   * `no`: HubSpot did not do what was asked. `unknown`: it may have, and what is not there by now will not come.
   * `pending`: it may have, or may still.
   */
  carriedOut: 'no' | 'unknown' | 'pending';
  /** Milliseconds that HubSpot wants left in between. */
  waitMs?: number;
}

/** Reason where HubSpot answered, and what is needed of the answer is in a form that nobody knows. */
export const UNREADABLE_ANSWER = 'unreadable-answer';

/** Answers behind which the request may still be under way: a gateway gave up on it, HubSpot has not. */
const GIVEN_UP_BY_GATEWAY: ReadonlySet<number> = new Set([504, 524]);

/** What to make of a failure of a HubSpot call; anything but an `EvidenceFailure` is a fault of ours and is thrown. */
export function readFailure(thrown: unknown): FailedCall {
  if (!(thrown instanceof EvidenceFailure)) throw thrown;
  const { error, message, hints } = thrown;
  // A limit keeps a call out, whoever set it.
  if (error.kind === 'http' || error.status === 429)
    return { message, ...ofAnswer(error, hints.retryAfterMs) };
  return { message, ...ofConnection(error, hints.unsent === true) };
}

type Reading = Omit<FailedCall, 'message'>;

const refused = (reason: string): Reading => ({ reason, passing: false, carriedOut: 'no' });

function ofAnswer({ status = 0, category, scopes, policy }: EvidenceError, retryAfterMs?: number): Reading {
  if (status === 403 && (scopes !== undefined || category === MISSING_SCOPES))
    return refused('missing-scopes');
  if (status === 477) return refused('account-moving');
  if (status === 429) return ofLimit(policy, retryAfterMs);
  const reason = `hubspot-${status}`;
  if (status === LOCKED) return passingRefusal(reason, retryAfterMs ?? LOCK_MS);
  if (status < 500) return refused(reason);
  const passing = TRANSIENT_STATUSES.has(status);
  const settled = passing && !GIVEN_UP_BY_GATEWAY.has(status);
  return {
    reason,
    passing,
    carriedOut: settled ? 'unknown' : 'pending',
    ...(retryAfterMs !== undefined && retryAfterMs <= LONGEST_WAIT_MS && { waitMs: retryAfterMs }),
  };
}

function ofLimit(policy: string | undefined, retryAfterMs: number | undefined): Reading {
  if (policy === DAILY) return refused('daily-limit');
  return passingRefusal('rate-limited', retryAfterMs ?? PASSING_LIMITS[policy ?? '']);
}

/** @param waitMs how long it lasts; where nobody knows, or longer than one wait may be, it counts as lasting */
function passingRefusal(reason: string, waitMs: number | undefined): Reading {
  if (waitMs === undefined || waitMs > LONGEST_WAIT_MS) return refused(reason);
  return { ...refused(reason), passing: true, waitMs };
}

/**
 * A connection that broke took its request with it: what HubSpot did by then shows, and nothing follows. After a
 * timeout HubSpot may still be at work.
 */
function ofConnection({ kind }: EvidenceError, unsent: boolean): Reading {
  switch (kind) {
    case 'dns':
    case 'refused':
      return { reason: 'unreachable', passing: true, carriedOut: 'no' };
    case 'reset':
      return { reason: 'connection-broken', passing: true, carriedOut: unsent ? 'no' : 'unknown' };
    case 'timeout':
      return { reason: 'timeout', passing: true, carriedOut: unsent ? 'no' : 'pending' };
    case 'parse':
      return { reason: UNREADABLE_ANSWER, passing: false, carriedOut: 'pending' };
    default:
      return refused(kind);
  }
}
