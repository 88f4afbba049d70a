/** A form as it came back: what is answered, and a sentence for everything else that somebody wrote into it. */
import { ANSWER_KEYS, type AnswerKey, FACTS } from '../../../checks/facts.ts';
import { WrongAnswer } from '../../../checks/shared/answers.ts';
import type { AnswerNote } from '../../core/answer-note.ts';
import type { Answer } from '../../core/given.ts';
import { nearestClause } from '../../files/nearest.ts';
import { sayable, UsageError } from '../../files/usage-error.ts';
import { printable } from '../../redact/printable.ts';
import { isSameAnswer, shownValue } from '../same-answer.ts';
import { type ClearUrls, clearUrl, isUrlAnswer } from '../url-answers.ts';
import { readHandwritten } from './handwritten.ts';
import type { WrittenAnswer, WrittenForm } from './lines.ts';
import { portalIn, timeIn, unquoted } from './named.ts';

export interface ReadForm {
  portal?: number;
  answers: Partial<Record<AnswerKey, Answer>>;
  clearUrls: ClearUrls;
  notes: AnswerNote[];
}

/**
 * @param file as the user named it
 * @throws UsageError for forms about two portals in one text: nobody can tell whose an answer is
 */
export function readForm(form: WrittenForm, file: string): ReadForm {
  const read: ReadForm = { answers: {}, clearUrls: {}, notes: [] };
  const portal = portalIn(form.portal);
  const other = portalIn(form.otherPortal);
  if (portal > 0 && other > 0 && portal !== other)
    throw new UsageError(`${file} holds forms about two portals, ${portal} and ${other}.`, {
      hint: 'Give the one that is about this portal in a file of its own.',
    });
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
  // Of two forms in one text, a name belongs to the one in which it stands.
  const { by: _signed, ...unsigned } = form;
  const whole = written.length > 1 ? unsigned : form;
  const read = written
    .map((one) => ({ one, of: readWritten(key, one) }))
    .flatMap(({ one, of }) => (of === 'open' ? [] : [{ ...of, said: saidIn({ ...whole, ...beside(one) }) }]));
  const values = read.filter((one) => 'value' in one);
  for (const one of read) {
    if ('why' in one) notes.push(leftOpen(key, one, file));
    else if (one.clear) {
      notes.push(inClear(key, file));
      Object.assign(clearUrls, one.clear);
    }
    // What stands beside a secret may be the secret.
    if ('remark' in one && !isUrlAnswer(key)) notes.push(remarked(key, one.remark, file));
  }
  const [first] = values;
  if (!first) return;
  if (values.every((one) => isSameAnswer(first, one))) answers[key] = { value: first.value, ...first.said };
  else notes.push(answeredTwice(key, values, file));
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
  return text || ticked.join(', ') || remark || ticks.map(({ label }) => label).join(', ');
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

function unknownKey(name: string, file: string): AnswerNote {
  return note(
    'left-open',
    `"${name}" in ${file} is not a known answer${nearestClause(name, ANSWER_KEYS)}; it is left out.`,
  );
}

/** What stands where a webhook URL should is not repeated. */
function leftOpen(key: AnswerKey, { why, text }: { why: string; text: string }, file: string): AnswerNote {
  const what = isUrlAnswer(key) ? 'What was written' : `"${cut(text)}"`;
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
  values: readonly { value: unknown; said: Omit<Answer, 'value'> }[],
  file: string,
): AnswerNote {
  const isOneHand = new Set(values.map(({ said: { by } }) => by)).size === 1;
  const shown = values.map(({ value, said: { by } }) => {
    const who = isOneHand || by === undefined ? '' : ` (${by})`;
    return `${shownValue(value)}${who}`;
  });
  return note(
    'contradiction',
    `"${key}" is answered in two ways in ${file}: ${shown.join(' and ')}. Neither counts; decide it with --answer, or in the file.`,
    { key, said: values.map(({ value, said }) => ({ value: shownValue(value), from: file, ...said })) },
  );
}

function onTheWhole(
  { remarks }: WrittenForm,
  asked: number,
  { answers }: ReadForm,
  file: string,
): AnswerNote[] {
  const answered = Object.keys(answers).length;
  const count = answered < asked || asked === 0 ? [note('form', countText(answered, asked, file))] : [];
  const remark =
    remarks === undefined ? [] : [note('form', `Remarks in ${file}: ${cut(unquoted(remarks), 500)}`)];
  return [...count, ...remark];
}

function countText(answered: number, asked: number, file: string): string {
  if (asked === 0) return `${file} holds no question that is known.`;
  if (asked === 1) return `${file} leaves its one question open.`;
  if (answered === 0) return `${file} answers none of its ${asked} questions.`;
  return `${file} answers ${answered} of its ${asked} questions; the others stay open.`;
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
