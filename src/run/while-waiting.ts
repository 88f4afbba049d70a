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
