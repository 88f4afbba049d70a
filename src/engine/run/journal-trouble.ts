import type { Timers } from './timers.ts';

/** Without a failure until the next one is told again, in milliseconds. */
const QUIET_FOR = 60_000;

/** Without a failure after a write that succeeded until the trouble counts as over, in milliseconds. */
const STEADY_FOR = 10_000;

/**
 * Tells a journal's trouble once for as long as it lasts, and its end: on a disk that is nearly full small writes succeed
 * between others that fail, and the trouble goes on.
 */
export class JournalTrouble {
  readonly #timers: Timers;
  readonly #onOver: (lastedMs: number) => void;
  #begunAt: number | undefined;
  #failedAt = Number.NEGATIVE_INFINITY;
  #callOff: (() => void) | undefined;

  /** @param onOver told how long it lasted, from the first failure to the first of the writes that succeeded */
  constructor(timers: Timers, onOver: (lastedMs: number) => void) {
    this.#timers = timers;
    this.#onOver = onOver;
  }

  /** Something could not be written or read; true where that is to be told. */
  failed(): boolean {
    this.stop();
    const now = this.#timers.now();
    const isNew = this.#begunAt === undefined || Math.abs(now - this.#failedAt) > QUIET_FOR;
    this.#begunAt ??= now;
    this.#failedAt = now;
    return isNew;
  }

  written(): void {
    const begunAt = this.#begunAt;
    if (begunAt === undefined || this.#callOff) return;
    const now = this.#timers.now();
    this.#callOff = this.#timers.at(now + STEADY_FOR, () => {
      this.stop();
      this.#begunAt = undefined;
      this.#onOver(Math.max(0, now - begunAt));
    });
  }

  /** Waits no more for its end. */
  stop(): void {
    this.#callOff?.();
    this.#callOff = undefined;
  }
}
