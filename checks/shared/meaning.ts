import type { CauseId } from '../causes.ts';

/** What a cause is to somebody who has never met it. */
export interface Meaning {
  /** What is the case, and what comes of it: two or three sentences, without what to do. */
  means: string;
  /** Causes that it is taken for, each with how one tells the two apart. */
  unlike: Partial<Record<CauseId, string>>;
}

/** Keeps the ids for the compiler, which then wants a meaning for every cause and refuses one without. */
export function defineMeanings<const Id extends CauseId>(meanings: Record<Id, Meaning>): Record<Id, Meaning> {
  return meanings;
}
