import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../core/ports.ts';

/** Time as the engine lives in it. Tests have one of their own, which they move by hand. */
export interface Timers extends Clock {
  /** Resolves after so many milliseconds; rejects with the signal's reason when it aborts before. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /**
   * Calls once, when this time has come, and at once if it has passed; the returned function calls it off.
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
      const left = Math.max(0, time - Date.now());
      timer = left > LONGEST_TIMER_MS ? setTimeout(arm, LONGEST_TIMER_MS) : setTimeout(call, left);
    };
    arm();
    return () => clearTimeout(timer);
  },
};
