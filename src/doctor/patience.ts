/**
 * How long probes are waited for. Of the fifty probes of a run most have an answer at once, so what each of them costs is
 * kept small: the run's own signals are listened to once for all that are open.
 */
import type { Clock } from '../core/ports.ts';

/** What bounds all that is gathered together. */
interface RunBounds {
  /** Epoch milliseconds at which everything still open is given up. */
  deadlineAt: number;
  /** Aborts the whole run. */
  signal: AbortSignal;
  /** Asks it to come to its end. */
  ending?: AbortSignal;
}

/** For the calls that are under way when the run is to end, in milliseconds. */
const LAST_CALL_MS = 2_000;

/** Those of one run that are open: they end with it, and hurry when it is to end. */
export class Patiences {
  readonly #bounds: RunBounds;
  readonly #clock: Clock;
  readonly #open = new Set<Patience>();
  readonly #stop = () => {
    for (const patience of this.#open) patience.giveUp(this.#bounds.signal.reason);
  };
  readonly #hurry = () => {
    for (const patience of this.#open) patience.endWithin(LAST_CALL_MS);
  };

  constructor(bounds: RunBounds, clock: Clock) {
    this.#bounds = bounds;
    this.#clock = clock;
  }

  /** @param timeoutMs its own time, waits for a rate limit not counted */
  begin(timeoutMs: number): Patience {
    const { deadlineAt, signal, ending } = this.#bounds;
    if (this.#open.size === 0) {
      signal.addEventListener('abort', this.#stop);
      ending?.addEventListener('abort', this.#hurry);
    }
    const patience = new Patience({ timeoutMs, deadlineAt }, this.#clock);
    this.#open.add(patience);
    if (ending?.aborted) patience.endWithin(LAST_CALL_MS);
    if (signal.aborted) patience.giveUp(signal.reason);
    return patience;
  }

  end(patience: Patience): void {
    patience.end();
    this.#open.delete(patience);
    if (this.#open.size > 0) return;
    this.#bounds.signal.removeEventListener('abort', this.#stop);
    this.#bounds.ending?.removeEventListener('abort', this.#hurry);
  }
}

/** How long one probe is waited for: its own time and what a rate limit takes, and never past the run's deadline. */
export class Patience {
  #controller: AbortController | undefined;
  #givenUp: { reason: unknown } | undefined;
  readonly #clock: Clock;
  #deadlineAt: number;
  #endsAt: number;
  #timer: NodeJS.Timeout;
  #onGivenUp: (() => void) | undefined;

  constructor({ timeoutMs, deadlineAt }: { timeoutMs: number; deadlineAt: number }, clock: Clock) {
    this.#clock = clock;
    this.#deadlineAt = deadlineAt;
    this.#endsAt = clock.now() + timeoutMs;
    this.#timer = this.#arm();
  }

  /** Made when something wants it, which is a call: most probes make none. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#givenUp) this.#controller.abort(this.#givenUp.reason);
    return this.#controller.signal;
  }

  get isGivenUp(): boolean {
    return this.#givenUp !== undefined;
  }

  /**
   * Ends the wait where patience does, even where the work underneath does not listen to its signal. What listens has
   * ended by itself a turn later, and says what it waited for.
   */
  waitFor<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#onGivenUp = () => void setImmediate(() => reject(this.#givenUp?.reason));
      if (this.#givenUp) this.#onGivenUp();
      work.then(resolve, reject);
    });
  }

  extend(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#endsAt += milliseconds;
    this.#timer = this.#arm();
  }

  /** Nothing extends it past this. */
  endWithin(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#deadlineAt = Math.min(this.#deadlineAt, this.#clock.now() + milliseconds);
    this.#timer = this.#arm();
  }

  giveUp(reason: unknown): void {
    this.#givenUp ??= { reason };
    this.#controller?.abort(reason);
    this.#onGivenUp?.();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #arm(): NodeJS.Timeout {
    const left = Math.min(this.#endsAt, this.#deadlineAt) - this.#clock.now();
    const giveUp = () => this.giveUp(new DOMException('The time is up.', 'TimeoutError'));
    return setTimeout(giveUp, Math.max(1, left));
  }
}
