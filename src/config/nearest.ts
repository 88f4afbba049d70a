import { closest } from 'fastest-levenshtein';

/** The candidate that differs least from the word, upper and lower case aside; undefined without candidates. */
export function nearest<T extends string>(word: string, candidates: readonly T[]): T | undefined {
  if (candidates.length === 0) return undefined;
  const lowered = candidates.map((candidate) => candidate.toLowerCase());
  return candidates[lowered.indexOf(closest(word.toLowerCase(), lowered))];
}

/** `; the nearest one is "apiUrl"`, to end a sentence with. */
export function nearestClause(word: string, candidates: readonly string[]): string {
  const candidate = nearest(word, candidates);
  return candidate === undefined ? '' : `; the nearest one is "${candidate}"`;
}
