/** A journal of millions takes its time to count: it may take a hundredth of the time. */
const COUNTING_SHARE = 100;

/** Counts, unless that was done a moment ago: undefined then. Whoever asks meanwhile is told the same. */
export function seldom<T>(count: () => Promise<T>): () => Promise<T | undefined> {
  let notBefore = 0;
  let counting: Promise<T> | undefined;

  async function now(): Promise<T> {
    const begun = performance.now();
    try {
      return await count();
    } finally {
      const ended = performance.now();
      notBefore = ended + COUNTING_SHARE * (ended - begun);
      counting = undefined;
    }
  }

  return async () => {
    if (performance.now() < notBefore) return undefined;
    counting ??= now();
    return counting;
  };
}
