/**
 * What a case remembers of a command line: whom and what it looked at, in the words that were typed. They are read again
 * by the rows that read them first, so that a flag means the same on every day.
 */
import type { Flag } from './flag.ts';
import { flagsOf } from './table.ts';
import { optionOf, wordsOf } from './typed-again.ts';
import { Unusable } from './values.ts';

/** By the flag, or `symptom`. */
export type Remembered = Record<string, string[]>;

/** Not what a run checks of it, prints or reads from files: that is of the day. */
const KEPT: readonly Flag['name'][] = [
  '--sandbox',
  '--profile',
  '--portal',
  '--mode',
  '--project',
  '--thread',
  '--ticket',
  '--session',
  '--contact',
  '--default-user',
];
/** Whether a case remembers the flag. */
export function isRemembered(name: Flag['name']): boolean {
  return KEPT.includes(name);
}

/** Whoever names a conversation means that one, by whatever it is named. */
const CONVERSATION: readonly string[] = ['--thread', '--ticket', '--session'];

/** @param options what was typed, as commander calls it */
export function remember(
  symptom: string | undefined,
  options: Readonly<Record<string, unknown>>,
): Remembered {
  const flags = KEPT.map((name): [string, string[]] => [name, wordsOf(options[optionOf(name)]).map(said)]);
  const all: [string, string[]][] = [['symptom', wordsOf(symptom)], ...flags];
  return Object.fromEntries(all.filter(([, words]) => words.length > 0));
}

/** An empty Default User ID is typed as a word. */
function said(word: string): string {
  return word === '' ? 'none' : word;
}

/** What was typed later, laid over what was typed before. */
export function laidOver(before: Remembered, later: Remembered): Remembered {
  const isConversation = CONVERSATION.some((name) => later[name] !== undefined);
  const kept = Object.entries(before).filter(([name]) => !(isConversation && CONVERSATION.includes(name)));
  return { ...Object.fromEntries(kept), ...later };
}

/** What of it was not remembered before, in whatever words. */
export function newIn(before: Remembered, later: Remembered): Remembered {
  const hasConversation = CONVERSATION.some((name) => before[name] !== undefined);
  return Object.fromEntries(
    Object.entries(later).filter(
      ([name]) => before[name] === undefined && !(hasConversation && CONVERSATION.includes(name)),
    ),
  );
}

/** What is remembered, as commander would hand it over; words that no flag takes any more are named. */
export function optionsOf(remembered: Remembered): {
  options: Record<string, unknown>;
  leftOut: string[];
} {
  const options: Record<string, unknown> = {};
  const leftOut: string[] = [];
  for (const [name, words] of Object.entries(remembered)) {
    if (name === 'symptom') continue;
    const row = flagsOf('doctor').find((each) => each.name === name);
    const values = words.map((word) => valueIn(row, word));
    if (values.length === 0 || values.includes(undefined)) leftOut.push(name);
    else options[optionOf(name)] = row?.many === undefined ? values.at(-1) : values;
  }
  return { options, leftOut };
}

function valueIn(row: Flag | undefined, word: string): unknown {
  if (row?.value === undefined || !KEPT.includes(row.name)) return undefined;
  if (row.value.choices && !row.value.choices.includes(word)) return undefined;
  const read = row.value.read ? row.value.read(word, 0) : word;
  return read instanceof Unusable ? undefined : read;
}

/** As a sentence lists it: `symptom replies-not-syncing, thread 9001`. */
export function rememberedWords(remembered: Remembered): string {
  return Object.entries(remembered)
    .map(([name, words]) => `${name.replace(/^--/, '').replaceAll('-', ' ')} ${words.join(' and ')}`)
    .join(', ');
}
