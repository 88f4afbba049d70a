/** Answers of several places: of two to one question the last counts, and that they differ is said. */
import { isDeepStrictEqual } from 'node:util';
import type { Answer, Answers } from '../core/given.ts';
import type { AnswersFrom, ReadAnswers } from './answers.ts';

/** All answers together. */
export interface JoinedAnswers extends ReadAnswers {
  /** A sentence for each question that two places answer differently. */
  notes: string[];
}

/** @param parts the strongest last */
export function joinAnswers(parts: readonly AnswersFrom[]): JoinedAnswers {
  const joined = parts.reduce<ReadAnswers>(
    (all, { answers, clearUrls }) => ({
      answers: { ...all.answers, ...answers },
      clearUrls: { ...withoutAnswered(all.clearUrls, answers), ...clearUrls },
    }),
    { answers: {}, clearUrls: {} },
  );
  const notes = Object.keys(joined.answers).flatMap((key) => noteOn(key, parts));
  return { ...joined, notes };
}

/** A URL in clear belongs to the answer that it came with. */
function withoutAnswered(urls: ReadAnswers['clearUrls'], answers: Answers): ReadAnswers['clearUrls'] {
  return Object.fromEntries(Object.entries(urls).filter(([key]) => answers[key] === undefined));
}

function noteOn(key: string, parts: readonly AnswersFrom[]): string[] {
  const given = parts.flatMap(({ from, answers: { [key]: answer } }) => (answer ? [{ from, answer }] : []));
  const [first, ...others] = given;
  const last = given.at(-1);
  if (!first || !last || others.every(({ answer }) => isSameAnswer(first.answer, answer))) return [];
  const said = given.map(({ from, answer: { value, by } }) => {
    const who = by === undefined ? from : `${by}, ${from}`;
    return `${shownValue(value)} (${who})`;
  });
  return [`"${key}" is answered differently: ${said.join(', then ')}. What ${last.from} says is taken.`];
}

/** Whether both say the same, whoever said it and when. */
export function isSameAnswer(one: Pick<Answer, 'value'>, other: Pick<Answer, 'value'>): boolean {
  return isDeepStrictEqual(inOrder(one.value), inOrder(other.value));
}

function inOrder(value: unknown): unknown {
  return Array.isArray(value) ? value.toSorted() : value;
}

/** As a sentence shows it; a webhook URL is not shown. */
export function shownValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  if (value === null || value === '') return 'none';
  return typeof value === 'object' ? 'a URL' : String(value);
}
