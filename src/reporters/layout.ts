/**
 * How text for a terminal is set: a sheet of so many columns, and blocks that fill the room that they are given.
 * For every format that is read as it is printed; nothing in here knows what a report is.
 */
import { Chalk, type ChalkInstance } from 'chalk';
import { wrapAnsi } from 'fast-wrap-ansi';
import type { Status } from '../core/verdict.ts';
import { printable } from '../redact/printable.ts';
import { columnsOf } from './columns.ts';
import { ASCII_SYMBOLS, type SymbolTable, UNICODE_SYMBOLS } from './symbols.ts';

/** The room that a block of text has, and what it draws with. */
export interface Sheet {
  /** Columns. */
  width: number;
  chalk: ChalkInstance;
  symbols: SymbolTable;
}

/** The terminal that is drawn for. */
export interface SheetOptions {
  /** Columns; used between 40 and 200. */
  width: number;
  color: boolean;
  /** Draw with ASCII alone. Names and messages of others keep their letters. */
  ascii?: boolean;
}

export type Paint = (text: string) => string;

/** A block of text: fills the room of the sheet that it is given. */
export type Block = (sheet: Sheet) => string[];

const NARROWEST = 40;
const WIDEST = 200;
/** Longer lines of prose are hard to read, however wide the terminal is. */
const WIDEST_PROSE = 100;

/** Each makes its colours when they are first drawn with, and keeps them from sheet to sheet. */
const COLOURED = new Chalk({ level: 1 });
const PLAIN = new Chalk({ level: 0 });

export function openSheet(options: SheetOptions): Sheet {
  return {
    width: Math.min(WIDEST, Math.max(NARROWEST, Math.floor(options.width))),
    chalk: options.color ? COLOURED : PLAIN,
    symbols: options.ascii === true ? ASCII_SYMBOLS : UNICODE_SYMBOLS,
  };
}

/** The same sheet with columns taken off at its left. */
export function inset(sheet: Sheet, columns: number): Sheet {
  return { ...sheet, width: sheet.width - columns };
}

/** Parts a method from its path: the blank between them is no place to break. */
const ROUTE = /\b(GET|HEAD|POST|PUT|PATCH|DELETE) (?=\/)/g;
const HELD = '\u00a0';

/**
 * Lines of at most `room` columns, a call with its method and path together. A URL that is longer stands whole on a
 * line of its own, to be clicked; any other word that is longer breaks behind one of its signs, where it has one.
 */
export function wrap(text: string, room: number): string[] {
  const whole = printable(text).normalize();
  if (columnsOf(whole) <= room) return whole === '' ? [] : [whole];
  const lines: string[] = [];
  let line = '';
  let width = 0;
  const put = (word: string) => {
    const columns = columnsOf(word);
    const isNext = line !== '' && width + 1 + columns <= room;
    if (line !== '' && !isNext) lines.push(line);
    line = isNext ? `${line} ${word}` : word;
    width = isNext ? width + 1 + columns : columns;
  };
  for (const word of whole.replace(ROUTE, `$1${HELD}`).split(' ')) {
    if (columnsOf(word) <= room || /https?:\/\//.test(word)) put(word);
    else broken(word, room).forEach(put);
  }
  return [...lines, line].map((each) => each.replaceAll(HELD, ' ').trim());
}

/**
 * A word in pieces that fit, each as long as it may be: a method on a line of its own where the path has one, too. It
 * breaks anywhere only where no sign is left to break behind.
 */
function broken(word: string, room: number): string[] {
  const held = word.split(HELD);
  if (held.every((part) => columnsOf(part) <= room)) return held;
  const pieces: string[] = [];
  for (const part of word.split(/(?<=[/._,;:=&?|\-\u00a0])/)) {
    const last = pieces.at(-1);
    if (last !== undefined && columnsOf(last + part) <= room) pieces[pieces.length - 1] = last + part;
    else pieces.push(...wrapAnsi(part, room, { hard: true }).split('\n'));
  }
  return pieces;
}

/** A paragraph, each line painted by itself so that colour never changes where lines break. */
export function prose(sheet: Sheet, text: string, paint: Paint = (line) => line): string[] {
  return wrap(sheet.symbols.spell(text), Math.min(sheet.width, WIDEST_PROSE)).map((line) => paint(line));
}

/** A paragraph with a short dim remark at its end: `… (live)`. */
export function remarked(sheet: Sheet, text: string, remark: string | undefined): string[] {
  const lines = prose(sheet, text);
  if (remark === undefined) return lines;
  const last = lines.at(-1);
  const note = `(${sheet.symbols.spell(printable(remark))})`;
  if (last === undefined || columnsOf(last) + 1 + columnsOf(note) > Math.min(sheet.width, WIDEST_PROSE)) {
    return [...lines, ...prose(sheet, note, sheet.chalk.dim)];
  }
  return [...lines.slice(0, -1), `${last} ${sheet.chalk.dim(note)}`];
}

/** Lines that start at `column`, with `lead` before the first; the others hang beneath it. */
export function behind(lead: string, column: number, lines: readonly string[]): string[] {
  const [first, ...rest] = lines;
  if (first === undefined) return [lead];
  const gap = ' '.repeat(Math.max(0, column - columnsOf(lead)));
  return [`${lead}${gap}${first}`, ...indented(rest, column)];
}

/** Narrower than this, an entry of a list stands under its name instead of beside it. */
const NARROW_LIST = 72;

/** An entry of a list whose names stand in a column of their own, its block beside the name. */
export function entry(sheet: Sheet, name: string, column: number, block: Block): string[] {
  return sheet.width < NARROW_LIST
    ? [name, ...indented(block(inset(sheet, 2)), 2)]
    : behind(name, column, block(inset(sheet, column)));
}

/** A block behind a lead, one blank between them. */
export function hang(sheet: Sheet, lead: string, block: Block): string[] {
  const column = columnsOf(lead) + 1;
  return behind(lead, column, block(inset(sheet, column)));
}

export function indented(lines: readonly string[], columns: number): string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(columns) + line));
}

/** A link that its indent alone pushes over the edge stands at the left, where it can be clicked whole. */
export function outdented({ width }: Sheet, lines: readonly string[]): string[] {
  return lines.map((line) => {
    const isLink = /^\s+\S*https?:\/\/\S+$/.test(line);
    return isLink && columnsOf(line) > width ? line.trimStart() : line;
  });
}

/** Parts that belong on one line, broken only between them where they do not fit. */
export function joined(sheet: Sheet, parts: readonly string[]): string[] {
  const lines: string[] = [];
  for (const part of parts.map((text) => sheet.symbols.spell(printable(text)))) {
    const last = lines.at(-1);
    const longer = `${last} ${sheet.symbols.dot} ${part}`;
    if (last !== undefined && columnsOf(longer) <= sheet.width) lines[lines.length - 1] = longer;
    else lines.push(...wrap(part, sheet.width));
  }
  return lines;
}

/** A colon and two blanks. */
const LABEL_GAP = 3;

export interface Field {
  label: string;
  block: Block;
}

/** Narrower than this, a field's block stands under its label instead of beside it. */
const NARROW_FIELDS = 44;

/** Labelled blocks, their labels dim in one column: `Measured:  …` over `Expected:  …`. */
export function fieldList(sheet: Sheet, fields: readonly Field[]): string[] {
  if (sheet.width < NARROW_FIELDS) return fields.flatMap((one) => stackedField(sheet, one));
  const column = Math.max(0, ...fields.map(({ label }) => label.length)) + LABEL_GAP;
  return fields.flatMap(({ label, block }) =>
    behind(sheet.chalk.dim(`${label}:`), column, block(inset(sheet, column))),
  );
}

function stackedField(sheet: Sheet, { label, block }: Field): string[] {
  const lead = sheet.chalk.dim(`${label}:`);
  const lines = block(inset(sheet, 2));
  const [only] = lines;
  const fitsBeside = only !== undefined && columnsOf(`${lead} ${only}`) <= sheet.width;
  return lines.length === 1 && fitsBeside ? [`${lead} ${only}`] : [lead, ...indented(lines, 2)];
}

/** A field of plain text; none at all where there is nothing to say. */
export function field(label: string, text: string | null | undefined): Field[] {
  if (text === null || text === undefined || printable(text) === '') return [];
  return [{ label, block: (sheet) => prose(sheet, text) }];
}

const SECTION_INDENT = 2;

/** A heading with its block beneath. */
export function section(sheet: Sheet, heading: string, block: Block): string[] {
  const lines = columnsOf(heading) <= sheet.width ? [heading] : wrap(heading, sheet.width);
  return [
    ...lines.map((line) => sheet.chalk.bold(line)),
    ...indented(block(inset(sheet, SECTION_INDENT)), SECTION_INDENT),
  ];
}

/** The colour of a status; never its only sign. */
export function statusPaint(sheet: Sheet, status: Status): Paint {
  const { chalk } = sheet;
  const paints: Record<Status, Paint> = {
    pass: chalk.green,
    warn: chalk.yellow,
    fail: chalk.red,
    unknown: chalk.magenta,
    blocked: chalk.dim,
    manual: chalk.cyan,
    na: chalk.dim,
    crash: chalk.red,
  };
  return paints[status];
}

/** A status's symbol in its colour. */
export function mark(sheet: Sheet, status: Status): string {
  return statusPaint(sheet, status)(sheet.symbols.status[status]);
}
