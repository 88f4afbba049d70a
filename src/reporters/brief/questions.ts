/** What can be asked, in brief: by its key, with what answers it. */
import type { Question, QuestionForm } from '../../core/question.ts';
import type { Report, ReportQuestion } from '../../core/report.ts';
import { POINTED_BY } from '../../doctor/pointed-by.ts';
import { firstSentence } from '../first-sentence.ts';
import { counted } from '../words.ts';
import { type Line, line, wholeLine } from './lines.ts';

const LONGEST_QUESTION = 240;
const LONGEST_KEYS = 400;
const LONGEST_PLACE = 140;

/** From the longest way to tell them to the shortest: with their screens, without, the last ones by their keys alone. */
export function* questionLines({ questions }: Report, more: string): Generator<string[]> {
  if (questions.length === 0) return yield [];
  yield onScreens(questions, ({ text }) => text);
  yield onScreens(questions, ({ text }) => firstSentence(text));
  for (let told = questions.length; told >= 0; told--) {
    const keys = questions.slice(told).map(keyed);
    yield [
      ...questions.slice(0, told).map((question) => questionLine(question, firstSentence(question.text))),
      ...(keys.length === 0 ? [] : [line(`questions besides: ${keys.join('; ')}`, LONGEST_KEYS)]),
    ];
  }
  yield [`${counted(questions.length, 'open question')}: ${more}`];
}

/** Every answer that can be given, by its key. Ends with a newline. */
export function renderAnswerKeysBrief(questions: readonly Question[]): string {
  const lines = questions.map(({ key, text, form }) => {
    const said = keyed({ key, kind: form.kind, choices: choicesIn(form) });
    return line(`${said}: ${firstSentence(text)}`, LONGEST_QUESTION);
  });
  return `${lines.join('\n')}\n`;
}

/** One of them, each word. Ends with a newline. */
export function renderAnswerKey({ key, text, form }: Question): string {
  return `${wholeLine(`${keyed({ key, kind: form.kind, choices: choicesIn(form) })}: ${text}`)}\n`;
}

function choicesIn(form: QuestionForm): string[] {
  return 'choices' in form ? form.choices.map(({ value }) => value) : [];
}

/** All of them, each word. */
export function everyQuestion({ questions }: Report): string[] {
  return onScreens(questions, ({ text }) => text, wholeLine);
}

function onScreens(
  questions: readonly ReportQuestion[],
  wordsOf: (question: ReportQuestion) => string,
  cut: Line = line,
): string[] {
  return questions.flatMap((question, index) => [
    ...placeLines(question, questions[index - 1]),
    questionLine(question, wordsOf(question), cut),
  ]);
}

function questionLine(question: ReportQuestion, words: string, cut: Line = line): string {
  return cut(`question ${keyed(question)}: ${words}`, LONGEST_QUESTION);
}

/** The screen that answers it, where the question before it was not on the same one. */
function placeLines({ where, url }: ReportQuestion, before: ReportQuestion | undefined): string[] {
  const place = url ?? where;
  return before && (before.url ?? before.where) === place ? [] : [line(`look at ${place}`, LONGEST_PLACE)];
}

type Answered = Pick<ReportQuestion, 'key' | 'kind' | 'choices'>;

/** `webhooks.committed = yes|no`; what a flag names has none to be given for its key. */
function keyed(question: Answered): string {
  const flag = POINTED_BY.find(([key]) => key === question.key)?.[1];
  return flag ? `${question.key} (${flag.join(' ')})` : `${question.key} = ${valuesOf(question)}`;
}

/** What stands behind the `=` of a key. */
function valuesOf({ kind, choices = [] }: Answered): string {
  switch (kind) {
    case 'yes-no':
      return 'yes|no';
    case 'choice':
      return choices.join('|');
    case 'several':
      return `${choices.join(',')} or none`;
    case 'words':
      return 'WORD,WORD or none';
    case 'number':
      return 'NUMBER';
    case 'text':
      return 'TEXT or none';
    case 'secret-url':
      return 'a secret, in an answers file alone';
  }
}
