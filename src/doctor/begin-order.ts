/** In which order facts are begun to be obtained, by what each of them builds on. */
import type { EvidenceKey } from '../../checks/facts.ts';

/** What has to be there before a fact can be obtained. */
export type BuildsOn = (key: EvidenceKey) => readonly EvidenceKey[];

/** The keys and all that they build on, each once and behind what it builds on. */
export function withWhatTheyBuildOn(keys: Iterable<EvidenceKey>, buildsOn: BuildsOn): EvidenceKey[] {
  const found = new Set<EvidenceKey>();
  const add = (key: EvidenceKey) => {
    if (found.has(key)) return;
    buildsOn(key).forEach(add);
    found.add(key);
  };
  for (const key of keys) add(key);
  return [...found];
}

/** The same keys, those first that most of the others build on: the longest way is begun before any other. */
export function mostBuiltOnFirst(keys: readonly EvidenceKey[], buildsOn: BuildsOn): EvidenceKey[] {
  const builders = new Map<EvidenceKey, number>();
  for (const other of keys.flatMap(buildsOn)) builders.set(other, (builders.get(other) ?? 0) + 1);
  const buildersOf = (key: EvidenceKey) => builders.get(key) ?? 0;
  const builtOn = keys.filter((key) => builders.has(key));
  const ends = keys.filter((key) => !builders.has(key));
  return [...builtOn.sort((one, other) => buildersOf(other) - buildersOf(one)), ...ends];
}

/**
 * Begins one after the other, each in a turn of the event loop of its own: what the first of them ask is on its way while
 * the next are made ready.
 *
 * @returns when all have ended; rejects as soon as one does
 */
export function beginInTurns<T>(items: readonly T[], begin: (item: T) => Promise<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const waiting = items.values();
    const begun: Promise<unknown>[] = [];
    const beginNext = (): unknown => {
      const { value, done } = waiting.next();
      if (done) return Promise.all(begun).then(resolve, reject);
      const one = begin(value);
      one.catch(reject);
      begun.push(one);
      setImmediate(beginNext);
    };
    beginNext();
  });
}
