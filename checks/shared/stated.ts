import { EvidenceNotGiven } from '../../src/core/evidence.ts';
import type { Answers } from '../../src/core/given.ts';
import type { AnswerKey, AnswerValues, EvidenceKey } from '../facts.ts';
import type { Found, ProbesFor, World } from './probe.ts';

/** An answer older than this is used and marked stale: settings change. */
const STALE_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

/** What a person answered, or undefined. */
export function answerTo<K extends AnswerKey>(answers: Answers, key: K): AnswerValues[K] | undefined {
  return answers[key]?.value as AnswerValues[K] | undefined;
}

/** A person's word on something, with who said it and when; or undefined. */
export function stated<K extends AnswerKey>(world: World, key: K): Found<AnswerValues[K]> | undefined {
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

/** For what no API shows: a person's word is the only source. */
export function askedOnly<K extends AnswerKey & EvidenceKey>(
  key: K,
  question: string,
): ProbesFor<EvidenceKey>[K] {
  return {
    async obtain(world) {
      return firstKnown(question, stated(world, key)) as never;
    },
  };
}
