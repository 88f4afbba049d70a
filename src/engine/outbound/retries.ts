import { type FailedCall, readFailure } from './failures.ts';

export interface RetryPolicy {
  /** Retries after the first try (OpenCX troubleshooting page, "Limits & timing": 3). */
  retries: number;
  /** Rejects with the signal's reason when it aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** A call given up, with the reason and a sentence for the journal. */
export class CallGivenUp extends Error {
  override readonly name = 'CallGivenUp';
  readonly reason: string;

  constructor({ reason, message }: Pick<FailedCall, 'reason' | 'message'>) {
    super(message);
    this.reason = reason;
  }
}

const FIRST_PAUSE_MS = 1_000;

/**
 * Makes a call that may be repeated without harm, until it goes through or the retries are used up.
 *
 * @throws CallGivenUp
 */
export async function repeat<T>(
  call: () => Promise<T>,
  { retries, sleep }: RetryPolicy,
  signal: AbortSignal,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    const made = await tryCall(call);
    if ('value' in made) return made.value;
    if (!made.failure.passing || tried > retries) throw new CallGivenUp(made.failure);
    await sleep(pause(made.failure, tried), signal);
  }
}

/**
 * Makes a call that must not be carried out twice. After a failure that leaves open whether it was, HubSpot is asked
 * first: what is there was written, and what is not there is sent again only if it cannot come any more.
 *
 * @param find what the call would have written, or null where HubSpot does not have it
 * @throws CallGivenUp with reason `ambiguous-write` where it stays open
 */
export async function writeOnce<T>(
  call: () => Promise<T>,
  find: () => Promise<T | null>,
  policy: RetryPolicy,
  signal: AbortSignal,
): Promise<T> {
  const { retries, sleep } = policy;
  for (let tried = 1; ; tried += 1) {
    const made = await tryCall(call);
    if ('value' in made) return made.value;
    const { failure } = made;
    if (failure.carriedOut !== 'no') {
      const found = await look(find, failure, policy, signal);
      if (found !== null) return found;
    }
    if (!failure.passing || tried > retries) throw new CallGivenUp(failure);
    if (failure.carriedOut === 'no') await sleep(pause(failure, tried), signal);
  }
}

/** Looks once, after a pause, for what will not come any more; for what may still come as often as there are retries. */
async function look<T>(
  find: () => Promise<T | null>,
  failure: FailedCall,
  policy: RetryPolicy,
  signal: AbortSignal,
): Promise<T | null> {
  const looks = failure.carriedOut === 'pending' ? Math.max(1, policy.retries) : 1;
  for (let looked = 1; looked <= looks; looked += 1) {
    await policy.sleep(pause(failure, looked), signal);
    const found = await lookOnce(find, failure, policy, signal);
    if (found !== null) return found;
  }
  if (failure.carriedOut === 'pending') throw ambiguous(failure, 'does not show it so far');
  return null;
}

async function lookOnce<T>(
  find: () => Promise<T | null>,
  failure: FailedCall,
  policy: RetryPolicy,
  signal: AbortSignal,
): Promise<T | null> {
  try {
    return await repeat(find, policy, signal);
  } catch (error) {
    if (error instanceof CallGivenUp) throw ambiguous(failure, 'could not be asked');
    throw error;
  }
}

function ambiguous({ message }: FailedCall, what: string): CallGivenUp {
  return new CallGivenUp({
    reason: 'ambiguous-write',
    message: `${message} HubSpot may have carried it out and ${what}, so it was not sent again.`,
  });
}

async function tryCall<T>(call: () => Promise<T>): Promise<{ value: T } | { failure: FailedCall }> {
  try {
    return { value: await call() };
  } catch (error) {
    return { failure: readFailure(error) };
  }
}

/** What HubSpot asks for, else 1, 2, 4 seconds. */
function pause({ waitMs }: FailedCall, times: number): number {
  return waitMs ?? FIRST_PAUSE_MS * 2 ** (times - 1);
}
