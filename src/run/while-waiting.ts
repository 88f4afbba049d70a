/** Milliseconds until the first requests are out, and their answers are not there yet. */
const SENT_MS = 50;

/**
 * Loads what is wanted later while the first answers are awaited, and nothing else is to be done. What goes wrong shows
 * when it is wanted.
 */
export function loadWhileWaiting(...parts: readonly (() => Promise<unknown>)[]): void {
  const timer = setTimeout(() => {
    for (const load of parts) load().catch(() => {});
  }, SENT_MS);
  timer.unref();
}

/** Milliseconds without anything new, after which more is not to be expected at once. */
const PAUSE_MS = 40;

/** Does something in the pauses between answers, when nothing else is to be done. What goes wrong shows when it is wanted. */
export class Pauses {
  readonly #work: () => Promise<unknown>;
  #left: number;
  #timer: NodeJS.Timeout | undefined;

  /** @param most in so many pauses, the first ones */
  constructor(most: number, work: () => Promise<unknown>) {
    this.#work = work;
    this.#left = most;
    this.stir();
  }

  /** Something has come: the pause, if there was one, is over. */
  stir(): void {
    this.end();
    if (this.#left === 0) return;
    this.#timer = setTimeout(() => {
      this.#left -= 1;
      this.#work().catch(() => {});
    }, PAUSE_MS);
    this.#timer.unref();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
