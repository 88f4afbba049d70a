/** A journal of millions takes its time to count: it may take a hundredth of the time. */
const COUNTING_SHARE = 100;

/**
 * Counts, unless that was done a moment ago: undefined then. Whoever asks meanwhile is told the same. One count that took long
 * says nothing of the journal, since the engine may have slept or the database been away; two of them do.
 */
export function seldom<T>(count: () => Promise<T>): () => Promise<T | undefined> {
  let notBefore = 0;
  let lastTook = 0;
  let counting: Promise<T> | undefined;

  async function now(): Promise<T> {
    const begun = performance.now();
    try {
      const counted = await count();
      const ended = performance.now();
      const took = ended - begun;
      notBefore = ended + COUNTING_SHARE * Math.min(took, lastTook);
      lastTook = took;
      return counted;
    } finally {
      counting = undefined;
    }
  }

  return async () => {
    if (performance.now() < notBefore) return undefined;
    counting ??= now();
    return counting;
  };
}
