/**
 * Answers of several places. What was typed counts before a setting, that before the files that a command line names, those
 * before what was kept. Of two that count alike it is the later word of one and the same person; where two people, or nobody
 * knows who, say different things, neither counts until somebody decides: a cause must not rest on which file was named
 * last.
 */
import type { AnswerNote, Said } from '../core/answer-note.ts';
import type { Answer } from '../core/given.ts';
import type { AnswersFrom, ReadAnswers } from './answers.ts';
import { isSameAnswer, shownValue } from './same-answer.ts';

/** All answers together. */
export interface JoinedAnswers extends ReadAnswers {
  /** What is to be told of each place, and of each question that is answered differently. */
  notes: AnswerNote[];
}

interface From {
  from: string;
  answer: Answer;
}

/** @param layers places whose answers count alike, the strongest last */
export function joinAnswers(layers: readonly (readonly AnswersFrom[])[]): JoinedAnswers {
  const parts = layers.flat();
  const answers: Record<string, Answer> = {};
  const clearUrls: JoinedAnswers['clearUrls'] = {};
  const notes = parts.flatMap((part) => part.notes ?? []);
  for (const key of new Set(parts.flatMap((part) => Object.keys(part.answers)))) {
    const said = layers.map((layer) => saidOf(key, layer)).filter((layer) => layer.length > 0);
    const taken = agreed(said.at(-1) ?? []);
    const note = noteOn(key, said.flat(), taken);
    if (note) notes.push(note);
    if (!taken) continue;
    answers[key] = taken.answer;
    Object.assign(
      clearUrls,
      clearUrlIn(
        parts.findLast((part) => part.answers[key] === taken.answer),
        key,
      ),
    );
  }
  return { answers, clearUrls, notes };
}

function saidOf(key: string, parts: readonly AnswersFrom[]): From[] {
  return parts.flatMap(({ from, answers: { [key]: answer } }) => (answer ? [{ from, answer }] : []));
}

/** A URL in clear belongs to the answer that it came with. */
function clearUrlIn(source: AnswersFrom | undefined, key: string): ReadAnswers['clearUrls'] {
  return Object.fromEntries(Object.entries(source?.clearUrls ?? {}).filter(([name]) => name === key));
}

/** What all of them say, or the last word of the one person who said all of it; undefined where they differ. */
function agreed(said: readonly From[]): From | undefined {
  const [first, ...others] = said;
  if (!first || others.every(({ answer }) => isSameAnswer(first.answer, answer))) return said.at(-1);
  const who = nameOf(first);
  if (who === undefined || others.some((one) => nameOf(one) !== who)) return undefined;
  return said.reduce((last, one) => (timeOf(one) >= timeOf(last) ? one : last));
}

function nameOf({ answer: { by } }: From): string | undefined {
  return by?.trim().toLowerCase();
}

/** Without a time it is as old as any. */
function timeOf({ answer: { at } }: From): number {
  return at === undefined ? 0 : Date.parse(at);
}

function noteOn(key: string, said: readonly From[], taken: From | undefined): AnswerNote | undefined {
  const [first, ...others] = said;
  if (!first || others.every(({ answer }) => isSameAnswer(first.answer, answer))) return undefined;
  const shown = said.map(({ from, answer: { value, by } }) => {
    const who = by === undefined ? from : `${by}, ${from}`;
    return `${shownValue(value)} (${who})`;
  });
  const end = taken
    ? `What ${taken.from} says is taken.`
    : `Neither counts; decide it with --answer ${key}=VALUE, or leave one of the files out.`;
  const text = `"${key}" is answered differently: ${shown.join(', then ')}. ${end}`;
  return { kind: 'contradiction', key, text, said: said.map(asSaid) };
}

function asSaid({ from, answer: { value, by, at } }: From): Said {
  return {
    value: shownValue(value),
    from,
    ...(by !== undefined && { by }),
    ...(at !== undefined && { at }),
  };
}
