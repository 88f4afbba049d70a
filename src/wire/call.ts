import type { Dispatcher } from 'undici';
import { EvidenceFailure } from '../core/evidence.ts';
import { correlationIdIn } from '../core/hubspot/error-words.ts';
import type { Clock } from '../core/ports.ts';
import type { CallRecord } from './call-record.ts';
import { exchange } from './exchange.ts';
import { isAllowed } from './hosts.ts';
import { TryTimedOut, toEvidenceFailure } from './network-errors.ts';
import type { BuiltRequest, WireAnswer } from './request.ts';
import { type Outcome, waitBeforeNextTry } from './retry.ts';

/** Bounds of a piece of work: every request made for it ends with them. */
export interface Scope {
  signal: AbortSignal;
  /** Epoch milliseconds on the wire's clock; no wait reaches past it. */
  deadlineAt?: number;
  /** Told of every request before it is made, tries included. */
  onTry?(): void;
  /** Told before a rate limit is waited for, so that the wait is not held against the work. In milliseconds. */
  onRateLimit?(milliseconds: number): void;
}

/** What every call of a wire is made under. */
export interface CallPolicy {
  allowedHosts: readonly string[];
  maxTries: number;
  timeoutMs: number;
  clock: Clock;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  record(call: CallRecord): void;
}

/**
 * Makes one call: refuses hosts that are not allowed, tries again where that is right, and records what happened.
 *
 * @throws EvidenceFailure when no answer came, or none was asked for
 */
export async function makeCall(
  agent: Dispatcher,
  request: BuiltRequest,
  scope: Scope,
  policy: CallPolicy,
): Promise<WireAnswer> {
  if (!isAllowed(request.url, policy.allowedHosts)) throw notAllowed(request);
  const { clock, maxTries } = policy;
  const { signal } = scope;
  const startedAt = clock.now();
  if (signal.aborted || timeLeft(scope, clock) <= 0) throw stopped(request, signal);
  let tries = 0;
  let outcome: Outcome;
  let wait: number | null;
  do {
    tries += 1;
    scope.onTry?.();
    outcome = await tryOnce(agent, request, scope, policy);
    wait = signal.aborted || tries >= maxTries ? null : nextWait(outcome, tries, request, scope, clock);
    if (wait !== null && isRateLimited(outcome)) scope.onRateLimit?.(wait);
  } while (wait !== null && (await slept(wait, signal, policy)));

  policy.record(recordOf(request, outcome, tries, clock.now() - startedAt));
  if ('failure' in outcome) throw outcome.failure;
  return outcome.answer;
}

async function tryOnce(
  agent: Dispatcher,
  request: BuiltRequest,
  scope: Scope,
  { timeoutMs, clock }: CallPolicy,
): Promise<Outcome> {
  const { signal } = scope;
  // A wait before this try may have come to its end a little past the deadline.
  const milliseconds = Math.max(1, Math.min(timeoutMs, timeLeft(scope, clock)));
  const attempt = await exchange(agent, request, { signal, milliseconds });
  if ('answer' in attempt) return attempt;
  const { sent, error } = attempt;
  if (signal.aborted) return { sent, failure: stopped(request, signal, milliseconds) };
  return { sent, failure: toEvidenceFailure(error, request.destination, sent ? {} : { unsent: true }) };
}

/** As the retry policy says, if the scope's deadline leaves room for it. */
function nextWait(
  outcome: Outcome,
  tries: number,
  { repeatable }: BuiltRequest,
  scope: Scope,
  clock: Clock,
): number | null {
  const wait = waitBeforeNextTry(outcome, tries, repeatable, clock.now());
  return wait !== null && wait < timeLeft(scope, clock) ? wait : null;
}

/** Milliseconds until the scope's deadline; without one there is no end. */
function timeLeft({ deadlineAt = Number.POSITIVE_INFINITY }: Scope, clock: Clock): number {
  return deadlineAt - clock.now();
}

function isRateLimited(outcome: Outcome): boolean {
  return 'answer' in outcome && outcome.answer.status === 429;
}

/**
 * Whoever stopped the work, and for whatever reason of theirs: for the call it is time that ran out or a stop.
 *
 * @param tried milliseconds that the call was tried for; left out where it was not made
 */
function stopped({ destination }: BuiltRequest, signal: AbortSignal, tried?: number): EvidenceFailure {
  const interrupted = signal.aborted && (signal.reason as Error | undefined)?.name !== 'TimeoutError';
  if (!interrupted && tried !== undefined) return toEvidenceFailure(new TryTimedOut(tried), destination);
  return toEvidenceFailure(new DOMException('', interrupted ? 'AbortError' : 'TimeoutError'), destination);
}

/** false: the wait was cut short, and what came before it stands. */
async function slept(milliseconds: number, signal: AbortSignal, { sleep }: CallPolicy): Promise<boolean> {
  try {
    await sleep(milliseconds, signal);
    return !signal.aborted;
  } catch {
    return false;
  }
}

function recordOf(
  { method, destination: { host, route } }: BuiltRequest,
  outcome: Outcome,
  tries: number,
  durationMs: number,
): CallRecord {
  const call = { method, host, route: route.slice(method.length + 1), tries, durationMs };
  if ('failure' in outcome) return { ...call, status: null, errorKind: outcome.failure.error.kind };
  const { status, headers } = outcome.answer;
  const correlationId = correlationIdIn(headers['x-hubspot-correlation-id']);
  return { ...call, status, ...(correlationId && { correlationId }) };
}

function notAllowed({ destination: { host } }: BuiltRequest): EvidenceFailure {
  const message = `Calls to ${host} are not allowed, so none was made.`;
  return new EvidenceFailure({ kind: 'not-allowed', message, host });
}
