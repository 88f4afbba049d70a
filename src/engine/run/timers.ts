import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../core/ports.ts';

/** Time as the engine lives in it. Tests have one of their own, which they move by hand. */
export interface Timers extends Clock {
  /** Resolves after so many milliseconds; rejects with the signal's reason when it aborts before. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /**
   * Calls once, when this time has come by the clock, and at once if it has passed; the returned function calls it
   * off. A clock that is set back meanwhile puts it off.
   *
   * @param time epoch milliseconds
   */
  at(time: number, call: () => void): () => void;
}

/** The longest that one timer of the platform can run. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Real time. */
export const systemTimers: Timers = {
  now: () => Date.now(),
  wait: async (milliseconds, signal) => {
    signal.throwIfAborted();
    try {
      await delay(milliseconds, undefined, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  },
  at(time, call) {
    let timer: NodeJS.Timeout;
    const arm = () => {
      const left = time - Date.now();
      if (left <= 0) call();
      else timer = setTimeout(arm, Math.min(left, LONGEST_TIMER_MS));
    };
    timer = setTimeout(arm, 0);
    return () => clearTimeout(timer);
  },
};
