import { distance } from 'fastest-levenshtein';

/** Share of letters that may differ; what is farther off was meant as something else. */
const FARTHEST = 1 / 3;
/** A name that was begun but not ended, and one with letters swapped, count as one slip each. */
const ONE_SLIP = 0.1;
/** Shorter words begin too many names. */
const SHORTEST_BEGINNING = 3;

/**
 * The candidate that the word most likely stands for: a slip of the keyboard, a beginning, or a name without what
 * comes before its last `/` or `.`; upper and lower case, lines for dashes and the order of the words aside. Undefined
 * where none is near.
 */
export function nearest<T extends string>(word: string, candidates: readonly T[]): T | undefined {
  let best: { candidate: T; difference: number } | undefined;
  for (const candidate of candidates) {
    const difference = differenceOf(inOneForm(word), inOneForm(candidate));
    if (difference <= FARTHEST && (best === undefined || difference < best.difference))
      best = { candidate, difference };
  }
  return best?.candidate;
}

/** In small letters, with dashes between its words: `TOKEN_REJECTED` as `token-rejected`. */
export function inOneForm(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
}

/** `; the nearest one is "apiUrl"`, to end a sentence with; empty where none is near. */
export function nearestClause(word: string, candidates: readonly string[]): string {
  const candidate = nearest(word, candidates);
  return candidate === undefined ? '' : `; the nearest one is "${candidate}"`;
}

/** `Did you mean doctor? `, to begin a hint with; empty where none is near. */
export function nearestHint(word: string, candidates: readonly string[]): string {
  const candidate = nearest(word, candidates);
  return candidate === undefined ? '' : `Did you mean ${candidate}? `;
}

/** From 0, the same, to 1, nothing in common. */
function differenceOf(word: string, candidate: string): number {
  const lastPart = candidate.slice(Math.max(candidate.lastIndexOf('/'), candidate.lastIndexOf('.')) + 1);
  return Math.min(slipsIn(word, candidate), slipsIn(word, lastPart));
}

function slipsIn(word: string, name: string): number {
  if (word === name) return 0;
  if (word.length >= SHORTEST_BEGINNING && name.startsWith(word)) return ONE_SLIP;
  if (lettersOf(word) === lettersOf(name)) return ONE_SLIP;
  return Math.min(shareDiffering(word, name), ONE_SLIP + shareDiffering(inOrder(word), inOrder(name)));
}

function shareDiffering(word: string, name: string): number {
  return distance(word, name) / Math.max(word.length, name.length, 1);
}

/** `missing-scope` as `scope-missing` is: the words in one order, whichever they were typed in. */
function inOrder(name: string): string {
  return name.split('-').sort().join('-');
}

function lettersOf(word: string): string {
  return [...word].sort().join('');
}
