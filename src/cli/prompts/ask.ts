import { wrapAnsi } from 'fast-wrap-ansi';
import inquirer from 'inquirer';
import type { QuestionForm } from '../../core/question.ts';
import { NONE, wordsIn } from '../../core/typed-words.ts';
import { printable } from '../../redact/printable.ts';
import type { Io } from '../io.ts';
import type { Screen } from './screens.ts';

/** What a person said; null: there is none. Undefined: they cannot tell, so the question stays open. */
export type Said = string | number | boolean | string[] | null | undefined;

type Prompt = Record<string, unknown> & { message: string };

/** Columns beyond which prose is hard to read. */
const READABLE = 100;

/** A question stands above its prompt: a prompt breaks long lines anywhere. */
export function introduce(io: Io, text: string): void {
  io.err(`\n${inset(wrapped(io, text))}\n`);
}

/** What belongs to the question above it, a line each. */
export function tell(io: Io, facts: Readonly<Record<string, string>>): void {
  const lines = Object.entries(facts).map(([label, text]) => wrapped(io, `${label}: ${text}`));
  io.err(`${inset(lines.join('\n'))}\n`);
}

/** The screen that is to be opened for the questions that follow. Its address stands whole, to be clicked. */
export function introduceScreen(io: Io, { place, number, of, questions }: Screen): void {
  const parts = [
    ...(of === 1 ? [] : [`screen ${number}/${of}`]),
    `${questions} ${questions === 1 ? 'question' : 'questions'}`,
  ];
  const lines = [wrapped(io, `Open once (${parts.join(', ')}): ${place.where}`)];
  io.err(`\n${[...lines, ...(place.url ? [place.url] : [])].join('\n')}\n`);
}

function inset(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}

/** Prose within the width, with room for an indent of two. */
export function wrapped(io: Io, line: string): string {
  return wrapAnsi(line, Math.min(io.width, READABLE) - 2);
}

/** What a prompt draws before its message and before each choice. */
const MARK_COLUMNS = 2;
const BOX_COLUMNS = 3;

/** Text of a prompt, which breaks its lines in the midst of a word: broken here, with what follows under the first line. */
function hung(io: Io, text: string, indent: number): string {
  return wrapAnsi(text, Math.min(io.width, READABLE) - indent).replaceAll('\n', `\n${' '.repeat(indent)}`);
}

/** Choices as a list shows them; the one that was taken stands behind the message, or beneath it where it is long. */
function fitted<C extends { name: string }>(
  io: Io,
  choices: readonly C[],
  { message, indent }: { message: string; indent: number },
): C[] {
  const room = Math.min(io.width, READABLE) - message.length - MARK_COLUMNS - 1;
  return choices.map((choice) => ({
    ...choice,
    short: choice.name.length <= room ? choice.name : `\n  ${hung(io, choice.name, MARK_COLUMNS)}`,
    name: hung(io, choice.name, indent),
  }));
}

/** Puts one question. Enter alone leaves it open, whatever its form: nobody says by a slip what they do not know. */
export async function ask(io: Io, message: string, form: QuestionForm): Promise<Said> {
  switch (form.kind) {
    case 'yes-no':
      return choose(io, message, [
        { name: 'Yes', value: true },
        { name: 'No', value: false },
      ]);
    case 'choice':
      return choose(io, message, form.choices);
    case 'several':
      return chooseSeveral(io, message, form.choices);
    case 'number':
      return askNumber(io, message);
    case 'secret-url': {
      const url = await askOrNone(io, {
        type: 'password',
        mask: '*',
        message: `${message} (${HOW_TO_ANSWER}; not shown)`,
        validate: isUrlOrNone,
      });
      return url === '' ? null : url;
    }
    case 'text':
      return askOrNone(io, { type: 'input', message: `${message} (${HOW_TO_ANSWER})` });
    case 'words': {
      const words = await askOrNone(io, {
        type: 'input',
        message: `${message} (commas between; ${HOW_TO_ANSWER})`,
      });
      const list = words === undefined ? undefined : wordsIn(words);
      // Commas alone name nothing; that there is none is said in so many letters.
      return words !== '' && list?.length === 0 ? undefined : list;
    }
  }
}

/** A list to pick one from; the entry on which the cursor stands at first leaves the question open. */
export async function choose<T extends Said>(
  io: Io,
  message: string,
  choices: readonly { name: string; value: T; description?: string }[],
  open = 'I cannot tell',
): Promise<T | undefined> {
  const rows = [{ name: open, value: OPEN as T | typeof OPEN }, ...choices];
  const all = fitted(io, rows, { message, indent: MARK_COLUMNS });
  const value = await put(io, { type: 'select', message, choices: all, pageSize: 12, loop: false });
  return value === OPEN ? undefined : (value as T);
}

/** @param otherwise what Enter alone means */
export async function confirm(io: Io, message: string, otherwise: boolean): Promise<boolean> {
  return (await put(io, { type: 'confirm', message, default: otherwise })) === true;
}

/** A secret typed at the keyboard, not echoed; '' when nothing was typed. */
export async function askSecret(io: Io, message: string): Promise<string> {
  return String(await put(io, { type: 'password', mask: '*', message }));
}

export async function askText(io: Io, prompt: Prompt): Promise<string | undefined> {
  const value = String(await put(io, prompt)).trim();
  return value || undefined;
}

const OPEN = '\u0000open';
const NONE_OF_THEM = '\u0000none';

const HOW_TO_ANSWER = `"${NONE}" if there is none, Enter to leave open`;

/** @returns '' for "none", undefined for what was left open */
async function askOrNone(io: Io, prompt: Prompt): Promise<string | undefined> {
  const text = await askText(io, prompt);
  return text?.toLowerCase() === NONE ? '' : text;
}

async function chooseSeveral(
  io: Io,
  message: string,
  choices: readonly { name: string; value: string }[],
): Promise<string[] | undefined> {
  const rows = [...choices, { name: 'None of them', value: NONE_OF_THEM }];
  const all = fitted(io, rows, { message, indent: BOX_COLUMNS });
  const picked = await put(io, {
    type: 'checkbox',
    message: `${message} (space picks, Enter alone leaves open)`,
    choices: all,
    loop: false,
    validate: (of: readonly { value: unknown }[]) =>
      of.length < 2 || of.every(({ value }) => value !== NONE_OF_THEM) || 'Some of them, or none?',
  });
  const values = picked as string[];
  if (values.length === 0) return undefined;
  return values.filter((value) => value !== NONE_OF_THEM);
}

async function askNumber(io: Io, message: string): Promise<number | undefined> {
  const validate = (text: string) =>
    text.trim() === '' || /^\d+$/.test(text.trim()) || 'A whole number, or Enter to leave it open.';
  const text = await askText(io, { type: 'input', message: `${message} (Enter to leave open)`, validate });
  return text === undefined ? undefined : Number(text);
}

function isUrlOrNone(typed: string): true | string {
  const text = typed.trim();
  return (
    text === '' ||
    text.toLowerCase() === NONE ||
    URL.canParse(text) ||
    'That is not a URL; paste all of it, from https:// on.'
  );
}

/** Prompts draw on the terminal themselves, past the net of `Io`, so what they ask is cleaned here. */
async function put(io: Io, prompt: Prompt): Promise<unknown> {
  const message = hung(io, printable(prompt.message), MARK_COLUMNS);
  const module = inquirer.createPromptModule({ output: io.promptOutput, signal: io.signal } as never);
  const { value } = (await module([{ ...prompt, message, name: 'value' }] as never)) as { value: unknown };
  return value;
}
