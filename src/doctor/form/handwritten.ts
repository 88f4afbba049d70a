/** What somebody wrote or ticked for an answer, in the form in which an answers file would hold it. */

import type { QuestionForm } from '../../core/question.ts';
import { whyNoWord } from '../../core/stand-ins.ts';
import { NONE } from '../../core/typed-words.ts';
import type { WrittenAnswer } from './lines.ts';

/** A value to be read as any other; nothing was said; or why what was written is no answer, as it follows "which". */
export type Handwritten = { value: unknown; remark?: string } | 'open' | { open: string };

/** The tick that says that none of the choices holds. */
export const NONE_OF_THEM = 'none of them';

export function readHandwritten(
  form: QuestionForm,
  { text, ticks, remark }: Omit<WrittenAnswer, 'key'>,
): Handwritten {
  const written = withoutWrapping(text);
  if (written === '' && ticks.length === 0 && remark) return readHandwritten(form, { text: remark, ticks });
  if (written === '') return fromTicks(form, ticks, remark);
  if (ticks.some(({ on }) => on))
    return { open: 'stands beside a tick, so that nobody can tell which of them is meant' };
  const why = isLeftOpen(written);
  return why === undefined ? withRemark(fromText(form, written), remark) : { open: why };
}

/** Lines to write on, quotes, brackets around an address. */
function withoutWrapping(text: string): string {
  const bare = text
    .trim()
    .replace(/^_{2,}|_{2,}$/g, '')
    .trim();
  const [, quoted] =
    /^"([^"]*)"$|^'([^']*)'$|^`([^`]*)`$/.exec(bare)?.filter((part) => part !== undefined) ?? [];
  return (quoted ?? bare).trim();
}

function isLeftOpen(text: string): string | undefined {
  return whyNoWord(text.replace(/[,;:]?\s*(?:sorry|yet)[.!]*$/i, ''));
}

const YES = /^(?:y|yes|true|on)[.!]?$/i;
const NO = /^(?:n|no|false|off)[.!]?$/i;
/** Numbers that are asked for are of a second, or of nothing. */
const NUMBER = /^(\d+)(?:\s*(?:\/|per\b|a\b)\s*s(?:ec(?:ond)?)?)?[.]?$/i;
const LIST = /^\[(.*)\]$/s;

function fromText(form: QuestionForm, text: string): Handwritten {
  const isNone = new RegExp(`^(?:${NONE}|${NONE_OF_THEM}|\\[\\s*\\]|null)[.!]?$`, 'i').test(text);
  switch (form.kind) {
    case 'yes-no':
      if (YES.test(text) || NO.test(text)) return { value: YES.test(text) };
      return { open: 'is neither yes nor no' };
    case 'number': {
      const [, digits] = NUMBER.exec(text) ?? [];
      return digits === undefined ? { open: 'is no whole number' } : { value: Number(digits) };
    }
    case 'text':
      if (isNone) return { value: '' };
      return /\s/.test(text) ? { open: 'is a remark' } : { value: text };
    case 'words':
      return isNone ? { value: [] } : wordsOf(text);
    case 'choice':
      return { value: choiceMeant(form.choices, text) };
    case 'several':
      return { value: isNone ? [] : listed(text).map((word) => choiceMeant(form.choices, word)) };
    case 'secret-url':
      // A mail program breaks what is long, and draws brackets around an address.
      return { value: isNone ? null : text.replaceAll(/[\s<>]/g, '') };
  }
}

/** No name of a property has so many words. */
const MOST_WORDS = 4;

function wordsOf(text: string): Handwritten {
  const words = listed(text);
  const isRemark = words.some((word) => word.split(/\s+/).length > MOST_WORDS || /[?!]$/.test(word));
  return isRemark || words.length === 0 ? { open: 'is a remark' } : { value: words };
}

function listed(text: string): string[] {
  return (LIST.exec(text)?.[1] ?? text)
    .split(/[,;]/)
    .map((word) => withoutWrapping(word).replace(/[.]$/, ''))
    .filter(Boolean);
}

type Choices = readonly { value: string; name: string }[];

/** By its value or its name; anything else as it stands, for whoever says that it is none of them. */
function choiceMeant(choices: Choices, text: string): string {
  const found = choices.find((choice) => namesOf(choice).some((word) => folded(word) === folded(text)));
  return found?.value ?? text;
}

/** `Legacy App` is `legacy-app`. */
function folded(word: string): string {
  return word.toLowerCase().replaceAll(/[\s_-]+/g, '-');
}

function namesOf({ value, name }: Choices[number]): string[] {
  return [`${name} (${value})`, name, value];
}

const YES_OR_NO: Choices = [
  { value: 'yes', name: 'Yes' },
  { value: 'no', name: 'No' },
];

function fromTicks(form: QuestionForm, ticks: WrittenAnswer['ticks'], beneath = ''): Handwritten {
  const choices = [
    ...('choices' in form ? form.choices : YES_OR_NO),
    { value: NONE_OF_THEM, name: NONE_OF_THEM },
  ];
  const read = ticks.map(({ on, label }) => ({ on, ...meantBy(choices, label) }));
  const remark = [...read.map((one) => one.remark ?? ''), beneath].filter(Boolean).join('; ');
  if (read.some(({ on }) => on === 'unclear'))
    return { open: 'stands beside a box of which nobody can tell whether it is ticked' };
  const values = read.filter(({ on }) => on).map(({ value }) => value);
  const [first, ...others] = values;
  if (first === undefined) return remark === '' ? 'open' : { open: 'stands there, and nothing is ticked' };
  if (form.kind !== 'several')
    return others.length > 0
      ? { open: 'ticks more than one, where one is meant' }
      : withRemark(fromText(form, first), remark);
  if (!values.includes(NONE_OF_THEM)) return withRemark({ value: values }, remark);
  return others.length > 0
    ? { open: 'ticks some of them, and none of them' }
    : withRemark({ value: [] }, remark);
}

function withRemark(read: Handwritten, remark = ''): Handwritten {
  const isAnswer = typeof read === 'object' && 'value' in read;
  return isAnswer && remark !== '' ? { ...read, remark } : read;
}

/** Which box it is, and what somebody wrote beside it. */
function meantBy(choices: Choices, label: string): { value: string; remark?: string } {
  const plain = label
    .replaceAll(/\*\*|__|~~/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const written = plain.toLowerCase();
  for (const choice of choices) {
    const name = namesOf(choice).find((each) => written.startsWith(each.toLowerCase()));
    const rest = name === undefined ? '' : plain.slice(name.length);
    if (name === undefined || /^[\w.-]/.test(rest)) continue;
    const remark = rest.replace(/^[\s,;:.|-]+|[\s|]+$/g, '');
    return { value: choice.value, ...(remark !== '' && { remark }) };
  }
  return { value: plain };
}
