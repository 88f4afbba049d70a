/** Questions as the screens come that answer them: each is opened once. */
import type { Place } from '../../core/cause.ts';
import type { Report } from '../../core/report.ts';
import { type OpenQuestion, screenOf } from '../../doctor/open-questions.ts';

/** A screen that somebody opens, and what is asked about it. */
export interface Screen {
  place: Place;
  /** From 1, of so many. */
  number: number;
  of: number;
  /** How many questions it answers. */
  questions: number;
}

/** A question with its place among those of its screen, from 1. */
export interface QuestionOnScreen {
  question: OpenQuestion;
  number: number;
  screen: Screen;
}

/** In the order of the questions, in which those of one screen stand together. */
export function onScreens(questions: readonly OpenQuestion[]): QuestionOnScreen[] {
  const runs: OpenQuestion[][] = [];
  for (const question of questions) {
    const run = runs.at(-1);
    const [before] = run ?? [];
    if (run && before && screenOf(before.place) === screenOf(question.place)) run.push(question);
    else runs.push([question]);
  }
  return runs.flatMap((run, index) =>
    run.map((question, at) => ({
      question,
      number: at + 1,
      screen: { place: question.place, number: index + 1, of: runs.length, questions: run.length },
    })),
  );
}

/** What was measured beside a question and does not decide it, by the word that it is told under. */
export function knownBeside({ checks: ids }: OpenQuestion, checks: Report['checks']): { Known?: string } {
  const known = ids.map((id) => checks[id]?.measured).find((measured) => measured);
  return known ? { Known: known } : {};
}
