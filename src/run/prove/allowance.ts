/** How many calls a test allows itself: never more than a tenth of HubSpot's smallest limit, 100 in ten seconds. */
import type { Clock } from '../../core/ports.ts';

export const WINDOW_MS = 10_000;
export const MOST_IN_WINDOW = 10;
/** What one look may take: a list, and five conversations or sessions of it. */
export const MOST_IN_LOOK = 6;

export class Allowance {
  readonly #clock: Clock;
  #spent: { at: number; calls: number }[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  spend(calls: number): void {
    this.#spent.push({ at: this.#clock.now(), calls });
  }

  /** Milliseconds until there is room for one more look; 0 where there is. */
  waitMs(): number {
    const now = this.#clock.now();
    this.#spent = this.#spent.filter(({ at }) => now - at < WINDOW_MS);
    let inWindow = this.#spent.reduce((sum, { calls }) => sum + calls, 0);
    for (const { at, calls } of this.#spent) {
      if (inWindow + MOST_IN_LOOK <= MOST_IN_WINDOW) return 0;
      inWindow -= calls;
      if (inWindow + MOST_IN_LOOK <= MOST_IN_WINDOW) return at + WINDOW_MS - now;
    }
    return 0;
  }
}
