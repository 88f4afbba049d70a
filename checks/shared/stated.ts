import { EvidenceNotGiven } from '../../src/core/evidence.ts';
import type { AnswerValues } from '../../src/core/given.ts';
import type { Found, World } from './probe.ts';

/** An answer older than this is used and marked stale: settings change. */
const STALE_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

/** A person's word on something, or undefined. */
export function stated<K extends keyof AnswerValues>(
  world: World,
  key: K,
): Found<AnswerValues[K]> | undefined {
  const answer = world.given.answers[key];
  if (!answer) return undefined;
  const { value, by, at } = answer;
  return {
    value: value as AnswerValues[K],
    source: 'stated',
    ...(by && { origin: by }),
    ...(at && { at, stale: world.clock.now() - Date.parse(at) > STALE_AFTER_MS }),
  };
}

/** The first of several sources that knows; best source first. */
export function firstKnown<T>(question: string, ...sources: (Found<T> | null | undefined)[]): Found<T> {
  const found = sources.find((source) => source);
  if (!found) throw new EvidenceNotGiven(`Nobody has said: ${question}`);
  return found;
}
