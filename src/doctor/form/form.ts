/** The open questions of a report as a form for somebody else: screen by screen, with what is known beside each. */
import { type AnswerKey, isAnswerKey, QUESTIONS } from '../../../checks/facts.ts';
import { whoSees } from '../../../checks/shared/places.ts';
import type { Place } from '../../core/cause.ts';
import type { Owner, Party } from '../../core/parties.ts';
import type { QuestionForm } from '../../core/question.ts';
import type { Report, ReportQuestion } from '../../core/report.ts';
import { DECIDES_THE_REST, screenOf } from '../open-questions.ts';
import { POINTED_BY } from '../pointed-by.ts';

export interface FormQuestion {
  key: AnswerKey;
  text: string;
  form: QuestionForm;
  /** What was measured beside it and does not decide it. */
  known?: string;
}

/** A screen that is opened once, and what is asked about it. */
export interface FormScreen {
  place: Place;
  /** Who can open it; undefined where no screen shows the answer. */
  asked?: Party;
  questions: FormQuestion[];
}

export interface Form {
  /** The portal that it is about, where that is known. */
  portal?: number;
  /** The day on which it was written, in UTC: `2026-11-29`. */
  written: string;
  screens: FormScreen[];
}

export interface FormOptions {
  /** Epoch milliseconds. */
  now: number;
  /** Whose screens are asked about; everybody's when left out. */
  owner?: Owner | undefined;
  /** The portal that is meant, where HubSpot does not say which one it is. */
  portal?: number | undefined;
}

/** @param report made without names and addresses: the form goes to somebody else */
export function formOf(report: Report, { now, owner, portal }: FormOptions): Form {
  const questions = report.questions.filter(
    ({ key, where }) => isAnswerKey(key) && (owner === undefined || whoSees(where) === owner),
  );
  const screens = Map.groupBy(questions, ({ where, url }) => screenOf({ where, ...(url && { url }) }));
  const { hubId = portal } = report.portal;
  return {
    ...(hubId !== undefined && { portal: hubId }),
    written: new Date(now).toISOString().slice(0, 10),
    screens: [...screens.values()].map((asked) => screenWith(asked, report)),
  };
}

function screenWith(asked: readonly ReportQuestion[], report: Report): FormScreen {
  const { where = '', url } = asked[0] ?? {};
  const party = whoSees(where);
  return {
    place: { where, ...(url !== undefined && { url }) },
    ...(party && { asked: party }),
    questions: asked.map((question) => questionWith(question, report)),
  };
}

function questionWith({ key, text, settles }: ReportQuestion, { checks }: Report): FormQuestion {
  // What decides what else is open is beside nothing that one check measured.
  const beside = DECIDES_THE_REST.some((first) => first === key) ? [] : settles;
  const known = beside.map((id) => checks[id]?.measured).find((measured) => measured);
  return {
    key: key as AnswerKey,
    text,
    form: QUESTIONS[key as AnswerKey].form,
    ...(known && { known }),
  };
}

/** Questions that a form does not ask, since a flag of the run answers them: the flags. */
export function flagsBeside({ questions }: Report): string[] {
  const keys = new Set(questions.map(({ key }) => key));
  return POINTED_BY.filter(([key]) => keys.has(key)).map(([, flag]) => flag.join(' '));
}

/** How many questions it holds. */
export function questionsIn({ screens }: Form): number {
  return screens.reduce((sum, { questions }) => sum + questions.length, 0);
}
