import * as v from 'valibot';
import { ANSWER_KEYS, type AnswerKey, FACTS } from '../../checks/facts.ts';
import { WrongAnswer } from '../../checks/shared/answers.ts';
import type { AnswerNote } from '../core/answer-note.ts';
import type { Answer, Answers } from '../core/given.ts';
import { isObject } from '../core/json.ts';
import { parseDocument } from '../files/document.ts';
import { nearestClause } from '../files/nearest.ts';
import { conform, mapping, section, text } from '../files/shape.ts';
import { readTextFile } from '../files/text-file.ts';
import { UsageError } from '../files/usage-error.ts';
import { formIn } from './form/form-in.ts';
import { POINTED_BY } from './pointed-by.ts';
import { type ClearUrls, clearUrl } from './url-answers.ts';

/** Answers, and the webhook URLs among them that were written in clear. */
export interface ReadAnswers {
  answers: Answers;
  clearUrls: ClearUrls;
}

/** What an answers file holds. */
export interface AnswersInFile extends ReadAnswers {
  /** The portal that it says it is about. */
  portal?: number;
  /** What else is to be told of it. */
  notes?: AnswerNote[];
}

/** The answers of one place. */
export interface AnswersFrom extends AnswersInFile {
  /** Where they stand, as a sentence names it: a file, `--answer`. */
  from: string;
}

const PORTAL = v.pipe(
  v.number('must be a portal id'),
  v.safeInteger('must be a portal id'),
  v.minValue<number, 1, string>(1, 'must be a portal id'),
);
const FILE = section({ portal: v.exactOptional(PORTAL), answers: v.exactOptional(mapping(v.unknown())) });
const ENTRY = section({ value: v.unknown(), by: v.exactOptional(text), at: v.exactOptional(text) });
/** A day, or a time with its zone: without one it could be any hour of the day. */
const ISO_TIME = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/**
 * Reads an answers file, JSON or YAML, or a form that somebody filled in. What a form holds beside answers is told and
 * left open: it was written by hand, and somebody waited for it.
 *
 * @param shown the file as sentences name it
 * @throws {UsageError} for an unknown key, a value of the wrong type, a date that is none
 */
export async function readAnswersFile(file: string, shown = file): Promise<AnswersFrom> {
  return { from: shown, ...(await readAnswersText(await readTextFile(file, 'answers file'), shown)) };
}

/** As `readAnswersFile`, for the text of the file. */
export async function readAnswersText(source: string, file: string): Promise<AnswersInFile> {
  const form = await formIn(source, file);
  if (form) return form;
  const what = `the answers file ${file}`;
  const document = (await parseDocument(source, file, 'answers file')) ?? {};
  refuseAtTheTop(document, what);
  const { portal, answers = {} } = conform(FILE, document, what);
  return { ...readEntries(answers, what), ...(portal !== undefined && { portal }) };
}

function refuseAtTheTop(document: unknown, what: string): void {
  const key = isObject(document) ? ANSWER_KEYS.find((known) => Object.hasOwn(document, known)) : undefined;
  if (key !== undefined)
    throw new UsageError(`"${key}" in ${what} stands at the top; put it under "answers".`);
}

/**
 * Checks answers that came from elsewhere than a file, such as a prompt.
 *
 * @param what as a sentence names it: `your answer`
 * @throws {UsageError} as `readAnswersFile`
 */
export function parseAnswers(entries: Readonly<Record<string, unknown>>, what: string): Answers {
  return readEntries(entries, what).answers;
}

function readEntries(entries: Readonly<Record<string, unknown>>, what: string): ReadAnswers {
  const read: ReadAnswers = { answers: {}, clearUrls: {} };
  for (const [name, entry] of Object.entries(entries)) {
    const key = answerKey(name, what);
    Object.assign(read.answers, { [key]: readAnswer(key, entry, what) });
    Object.assign(read.clearUrls, clearUrl(key, rawValue(entry)));
  }
  return read;
}

function answerKey(name: string, what: string): AnswerKey {
  const key = ANSWER_KEYS.find((known) => known === name);
  const flag = POINTED_BY.find(([pointer]) => pointer === name)?.[1];
  if (flag) throw new UsageError(`"${name}" in ${what} belongs to one run; name it with ${flag.join(' ')}.`);
  if (key === undefined)
    throw new UsageError(`"${name}" in ${what} is not a known answer${nearestClause(name, ANSWER_KEYS)}.`, {
      hint: '`opencx-hubspot checks --answers` lists them.',
    });
  return key;
}

function readAnswer(key: AnswerKey, entry: unknown, what: string): Answer {
  const { by, at } = isObject(entry) ? conform(ENTRY, entry, `the answer "${key}" of ${what}`) : {};
  return {
    value: readValue(key, rawValue(entry), what),
    ...(by === undefined ? {} : { by }),
    ...(at === undefined ? {} : { at: readTime(at, key, what) }),
  };
}

function readValue(key: AnswerKey, value: unknown, what: string): unknown {
  try {
    return FACTS[key].ask?.answer.read(value);
  } catch (error) {
    if (error instanceof WrongAnswer) throw new UsageError(`"${key}" in ${what} ${error.message}.`);
    throw error;
  }
}

function readTime(at: string, key: AnswerKey, what: string): string {
  const day = ISO_TIME.exec(at)?.[1];
  const time = new Date(at);
  const isDay = day !== undefined && isoDay(new Date(`${day}T00:00:00Z`)) === day;
  if (!isDay || Number.isNaN(time.getTime()))
    throw new UsageError(
      `The "at" of "${key}" in ${what} must be an ISO time, such as 2026-11-22T10:00:00Z.`,
    );
  return time.toISOString();
}

function isoDay(time: Date): string | undefined {
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString().slice(0, 10);
}

function rawValue(entry: unknown): unknown {
  return isObject(entry) ? entry['value'] : entry;
}
