/** A form as it came back: what is answered, and a sentence for everything else that somebody wrote into it. */
import { ANSWER_KEYS, type AnswerKey, FACTS } from '../../../checks/facts.ts';
import { WrongAnswer } from '../../../checks/shared/answers.ts';
import type { AnswerNote } from '../../core/answer-note.ts';
import type { Answer } from '../../core/given.ts';
import { parsed } from '../../core/json.ts';
import { nearestClause } from '../../files/nearest.ts';
import { sayable, UsageError } from '../../files/usage-error.ts';
import { printable } from '../../redact/printable.ts';
import { isSameAnswer, shownValue } from '../same-answer.ts';
import { type ClearUrls, clearUrl } from '../url-answers.ts';
import { readHandwritten } from './handwritten.ts';
import type { WrittenAnswer, WrittenForm } from './lines.ts';

export interface ReadForm {
  portal?: number;
  answers: Partial<Record<AnswerKey, Answer>>;
  clearUrls: ClearUrls;
  notes: AnswerNote[];
}

/** @param file as the user named it */
export function readForm(form: WrittenForm, file: string): ReadForm {
  const read: ReadForm = { answers: {}, clearUrls: {}, notes: [] };
  const portal = Number(/\d+/.exec(form.portal ?? '')?.[0]);
  if (portal > 0) read.portal = portal;
  const keys = Map.groupBy(form.answers, ({ key }) => key);
  for (const [name, written] of keys) {
    const key = keyMeant(name);
    if (key) readOne(key, written, { form, file }, read);
    else read.notes.push(unknownKey(name, file));
  }
  const asked = [...keys.keys()].filter((name) => keyMeant(name) !== undefined).length;
  read.notes.push(...onTheWhole(form, asked, read, file));
  return read;
}

function keyMeant(name: string): AnswerKey | undefined {
  return ANSWER_KEYS.find((known) => known.toLowerCase() === name.toLowerCase());
}

function readOne(
  key: AnswerKey,
  written: readonly WrittenAnswer[],
  { form, file }: { form: WrittenForm; file: string },
  { answers, clearUrls, notes }: ReadForm,
): void {
  const said = saidIn({ ...form, ...beside(written[0]) });
  const read = written.map((one) => readWritten(key, one)).filter((one) => one !== 'open');
  const values = read.filter((one) => 'value' in one);
  for (const one of read) {
    if ('why' in one) notes.push(leftOpen(key, one, file));
    else if (one.clear) notes.push(inClear(key, file));
    if ('remark' in one) notes.push(remarked(key, one.remark, file));
    if ('clear' in one) Object.assign(clearUrls, one.clear);
  }
  const [first] = values;
  if (!first) return;
  if (values.every((one) => isSameAnswer(first, one))) answers[key] = { value: first.value, ...said };
  else notes.push(answeredTwice(key, values, said, file));
}

type Read = { value: unknown; clear?: ClearUrls; remark?: string } | 'open' | { why: string; text: string };

function readWritten(key: AnswerKey, written: WrittenAnswer): Read {
  const { answer } = FACTS[key].ask ?? {};
  if (!answer) return 'open';
  const handwritten = readHandwritten(answer.form, written);
  if (handwritten === 'open') return 'open';
  if ('open' in handwritten) return { why: handwritten.open, text: shownOf(written) };
  try {
    const value = answer.read(handwritten.value);
    const clear = clearUrl(key, handwritten.value);
    const { remark } = handwritten;
    return { value, ...(clear[key] && { clear }), ...(remark && { remark }) };
  } catch (error) {
    if (error instanceof WrongAnswer)
      return { why: `is no answer: it ${error.message}`, text: shownOf(written) };
    throw error;
  }
}

/** What was written, or else what was ticked, or else what stands beneath what nobody ticked. */
function shownOf({ text, ticks, remark = '' }: WrittenAnswer): string {
  const ticked = ticks.filter(({ on }) => on).map(({ label }) => label);
  return text || ticked.join(', ') || remark;
}

function beside({ by, at }: Partial<WrittenAnswer> = {}): Partial<WrittenForm> {
  return { ...(by !== undefined && { by }), ...(at !== undefined && { answered: at }) };
}

/** An answer is as old as the form where nobody says when it was filled in. */
function saidIn({ by, answered, asked }: WrittenForm): Omit<Answer, 'value'> {
  const at = [answered, asked].map(timeIn).find((time) => time !== undefined);
  const who = by && printable(unquoted(by)).slice(0, 80).trim();
  return { ...(who && { by: who }), ...(at && { at }) };
}

/** A text of the page stands in quotes, which are still there where it was read line by line. */
function unquoted(text: string): string {
  if (!/^".*"$/s.test(text)) return text;
  const read = parsed(text);
  return typeof read === 'string' ? read : text.slice(1, -1);
}

const TIME = /\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?/;

function timeIn(text = ''): string | undefined {
  const time = new Date(TIME.exec(text)?.[0] ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

function unknownKey(name: string, file: string): AnswerNote {
  return note(
    'left-open',
    `"${name}" in ${file} is not a known answer${nearestClause(name, ANSWER_KEYS)}; it is left out.`,
  );
}

/** What stands where a webhook URL should is not repeated. */
function leftOpen(key: AnswerKey, { why, text }: { why: string; text: string }, file: string): AnswerNote {
  const what = FACTS[key].ask?.answer.form.kind === 'secret-url' ? 'What was written' : `"${cut(text)}"`;
  return note('left-open', `"${key}" in ${file} stays open: ${what} ${why}.`, { key });
}

function inClear(key: AnswerKey, file: string): AnswerNote {
  return note(
    'form',
    `"${key}" in ${file} is a webhook URL in clear, which is a secret: delete the file when you have read it.`,
    { key },
  );
}

function remarked(key: AnswerKey, remark: string, file: string): AnswerNote {
  return note('form', `Beside "${key}" in ${file} stands: "${cut(remark)}".`, { key });
}

function answeredTwice(
  key: AnswerKey,
  values: readonly { value: unknown }[],
  said: Omit<Answer, 'value'>,
  file: string,
): AnswerNote {
  const shown = values.map(({ value }) => shownValue(value));
  return note(
    'contradiction',
    `"${key}" is answered in two ways in ${file}: ${shown.join(' and ')}. Neither counts; decide it with --answer, or in the file.`,
    { key, said: shown.map((value) => ({ value, from: file, ...said })) },
  );
}

function onTheWhole(
  { remarks }: WrittenForm,
  asked: number,
  { answers }: ReadForm,
  file: string,
): AnswerNote[] {
  const answered = Object.keys(answers).length;
  const count =
    answered === 0
      ? [note('form', `${file} answers none of its ${asked} questions.`)]
      : answered < asked
        ? [note('form', `${file} answers ${answered} of its ${asked} questions; the others stay open.`)]
        : [];
  const remark =
    remarks === undefined ? [] : [note('form', `Remarks in ${file}: ${cut(unquoted(remarks), 500)}`)];
  return [...count, ...remark];
}

function cut(text: string, most = 80): string {
  const shown = printable(text);
  return shown.length > most ? `${shown.slice(0, most)}…` : shown;
}

/** Whatever stands in a form may be repeated in it: what looks like a secret is masked. */
function note(kind: AnswerNote['kind'], text: string, more: Partial<AnswerNote> = {}): AnswerNote {
  return { kind, text: sayable(text), ...more };
}

/** @throws UsageError for a text in which no question is left to be seen */
export function expectForm(form: WrittenForm, file: string): void {
  if (form.answers.length > 0) return;
  throw new UsageError(
    `The answers file ${file} is no form of questions: no line of it begins with "Answer to".`,
    {
      hint: 'Give the file back as --questions wrote it, with the answers in it, or answers as YAML or JSON.',
    },
  );
}
