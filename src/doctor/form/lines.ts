/** A form line by line, whatever became of what stands between its answers. */
import { boxesOn, type Tick } from './boxes.ts';
import { nameIn } from './named.ts';

/** An answer as somebody wrote it. */
export interface WrittenAnswer {
  /** As it stands there, which may be no key at all. */
  key: string;
  /** What stands behind the key and beneath it, on one line. */
  text: string;
  ticks: Tick[];
  /** What stands beneath the ticks, or behind the answer as a comment. */
  remark?: string;
  /** Who said it and when, where it stands beside this one answer. */
  by?: string;
  at?: string;
}

export interface WrittenForm {
  portal?: string;
  /** Another one, where a second form stands in the text. */
  otherPortal?: string;
  /** When the form was written, and when it was filled in; as they stand there. */
  asked?: string;
  answered?: string;
  by?: string;
  remarks?: string;
  answers: WrittenAnswer[];
}

type Field = Exclude<keyof WrittenForm, 'answers' | 'otherPortal'>;

const LEAD = String.raw`^[\s*_#"'\x60\-\u2013\u2014\u2022]*`;
const KEY = String.raw`([A-Za-z]\w*\.\w+)`;
/** Between a name and what stands behind it; Markdown may have been drawn around the name. */
const COLON = String.raw`["'*_\x60]*\s*:\s*[*_]*\s*(.*)$`;

const ANSWER = new RegExp(`${LEAD}(?:answer to\\W+)?${KEY}${COLON}`, 'i');
/** Two words before the name, as a browser translates "Answer to". */
const TRANSLATED = new RegExp(String.raw`^[\s*_>\-]*(?:\p{L}+\s+){1,2}${KEY}${COLON}`, 'iu');
/** What the form itself says between its answers. */
const OWN = new RegExp(`${LEAD}(?:(?:question|screen) \\d+|answers)\\b.{0,4}:`, 'i');

const FIELDS: readonly (readonly [Field, RegExp])[] = [
  ['portal', fieldNamed('portal|HubSpot account')],
  ['asked', fieldNamed('asked(?: on)?')],
  ['answered', fieldNamed('answered(?: on)?')],
  ['by', fieldNamed('(?:answered )?by')],
  ['remarks', fieldNamed('remarks')],
];

function fieldNamed(names: string): RegExp {
  return new RegExp(`${LEAD}(?:${names})${COLON}`, 'i');
}

/** As editors write signs that Markdown has a meaning for. */
const ESCAPE = /\\(?=[[\]()*_.#~>+-])/g;

/** @param text mended already */
export function readLines(text: string): WrittenForm {
  const form: WrittenForm = { answers: [] };
  let open: Open | undefined;
  let isApart = false;
  for (const escaped of text.split('\n')) {
    const line = escaped.replaceAll(ESCAPE, '');
    const begun = begins(line, form);
    if (begun === 'own') open = undefined;
    else if (begun) open = begun;
    else if (line.trim() !== '') continued(line, isApart, open);
    isApart = line.trim() === '';
  }
  return form;
}

/** What the lines that follow belong to, up to the next that the form itself holds: what is written beneath is not lost. */
interface Open {
  /** @param isApart behind a blank line */
  add(line: string, isApart: boolean): void;
  tick?(ticks: readonly Tick[]): void;
}

function begins(line: string, form: WrittenForm): Open | 'own' | undefined {
  const [, key, text = ''] = ANSWER.exec(line) ?? TRANSLATED.exec(line) ?? [];
  if (key !== undefined && !isAddress(text)) return answerOf(key, text, form);
  for (const [field, pattern] of FIELDS) {
    const [whole, value = ''] = pattern.exec(line) ?? [];
    if (whole !== undefined) return fieldOf(field, value, form);
  }
  return OWN.test(line) || /^\s*#/.test(line) ? 'own' : undefined;
}

/** `api.open.cx://` is no key. */
function isAddress(text: string): boolean {
  return text.startsWith('//');
}

function answerOf(key: string, text: string, { answers, by, answered }: WrittenForm): Open {
  const boxes = boxesOn(text);
  // Two forms may stand in one text, each with the name of whoever filled it in above its answers.
  const answer: WrittenAnswer = {
    key,
    text: boxes ? '' : text.trim(),
    ticks: boxes ?? [],
    ...(by !== undefined && { by }),
    ...(answered !== undefined && { at: answered }),
  };
  answers.push(answer);
  return {
    add: (more, isApart) => {
      const tick = answer.ticks.at(-1);
      if (!tick) answer.text = joined(answer.text, more);
      else if (isApart) answer.remark = joined(answer.remark ?? '', more);
      else tick.label = joined(tick.label, more);
    },
    tick: (ticks) => answer.ticks.push(...ticks),
  };
}

/** Remarks go on; the rest is one line. */
function fieldOf(field: Field, text: string, form: WrittenForm): Open {
  const said = field === 'by' ? nameIn(text) : text.trim();
  if (field === 'portal' && form.portal !== undefined) form.otherPortal = said;
  else if (said !== '') form[field] = said;
  else if (field === 'by') delete form.by;
  if (field !== 'remarks') return { add: () => undefined };
  return {
    add: (more) => {
      form.remarks = joined(form.remarks ?? '', more);
    },
  };
}

function continued(line: string, isApart: boolean, open: Open | undefined): void {
  const ticks = open?.tick && boxesOn(line);
  if (ticks) open?.tick?.(ticks);
  else open?.add(line.trim(), isApart);
}

/** Items of a list are parted by commas. */
function joined(text: string, more: string): string {
  const item = /^[-*\u2022]\s+(.*)$/.exec(more)?.[1];
  if (text === '') return item ?? more;
  return item === undefined ? `${text} ${more}` : `${text}, ${item}`;
}
