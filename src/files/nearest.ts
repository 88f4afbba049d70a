import { distance } from 'fastest-levenshtein';

/** Share of letters that may differ; what is farther off was meant as something else. */
const FARTHEST = 1 / 3;
/** A name that was begun but not ended, and one with letters swapped, count as one slip each. */
const ONE_SLIP = 0.1;
/** Shorter words begin too many names. */
const SHORTEST_BEGINNING = 3;

/** More of them are a list, and no hint. */
const MOST_NAMED = 3;

/**
 * The candidate that the word most likely stands for: a slip of the keyboard, a beginning, or a name without what
 * comes before its last `/` or `.`; upper and lower case, lines for dashes and the order of the words aside. Undefined
 * where none is near.
 */
export function nearest<T extends string>(word: string, candidates: readonly T[]): T | undefined {
  return nearestOnes(word, candidates)[0];
}

/** The nearest candidate, and up to two more that are no more than one slip farther off: `missing-scop` stands for two. */
function nearestOnes<T extends string>(word: string, candidates: readonly T[]): T[] {
  const near = [...new Set(candidates)]
    .map((candidate) => ({ candidate, difference: differenceOf(inOneForm(word), inOneForm(candidate)) }))
    .filter(({ difference }) => difference <= FARTHEST)
    .toSorted((one, other) => one.difference - other.difference);
  const [best] = near;
  const ones = near
    .filter(({ difference }) => best !== undefined && difference <= best.difference + ONE_SLIP)
    .slice(0, best?.difference === 0 ? 1 : undefined)
    .map(({ candidate }) => candidate);
  // What an area holds is found by its name.
  return ones.filter((one) => !ones.some((other) => one.startsWith(`${other}/`))).slice(0, MOST_NAMED);
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

/** `Did you mean doctor? `, to begin a hint with; all that are as near are named, and it is empty where none is. */
export function nearestHint(word: string, candidates: readonly string[]): string {
  const ones = nearestOnes(word, candidates);
  const [last, ...before] = ones.toReversed();
  if (last === undefined) return '';
  return `Did you mean ${before.length === 0 ? last : `${before.toReversed().join(', ')} or ${last}`}? `;
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
