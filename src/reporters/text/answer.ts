/**
 * The answer on the first screen: of one family of causes what it is, how sure it is, who acts, the shortest way to mend
 * it, the run that shows whether it worked, what it was read off, and in a line what else there is to see.
 */
import type { Report } from '../../core/report.ts';
import { openAnswerIn } from '../../doctor/command.ts';
import { type CauseFamily, causeFamilies } from '../causes.ts';
import { firstSentence } from '../first-sentence.ts';
import { type Field, field, fieldList, outdented, prose, type Sheet } from '../layout.ts';
import { counted } from '../words.ts';
import { natureLines } from './causes.ts';
import { commandField } from './fields.ts';
import { shortestWay, withRemark } from './shortest-way.ts';

export interface AnswerOptions {
  /** Lines that it may fill at 80 columns, each a line of a screen; each cause besides has one more. */
  most: number;
  /** What the leading cause was read off, in clauses with semicolons between. */
  proof: string;
  /** The check that found it, and where that was read or who says so. */
  check?: string | undefined;
  source?: string | undefined;
  /** The command that shows whether it was mended. */
  verify?: string | undefined;
  /** What is not told here and how it is seen, in a sentence. */
  rest: string;
}

/** What is told in less where there is no room, from the most to the least. */
interface Room {
  /** What of the test is told: its question, with the flag that answers it or without, or that flag alone. */
  test: 'whole' | 'question' | 'answer';
  /** Lines that the proof may fill; a count over a period comes with where to look, which is for the full report. */
  proof: number;
  /** The check stands with the source of the proof. */
  check: boolean;
}
const ROOMS: readonly Room[] = [
  { test: 'whole', proof: 2, check: true },
  { test: 'question', proof: 2, check: true },
  { test: 'question', proof: 1, check: false },
  { test: 'answer', proof: 1, check: false },
];

/** Of the leading family; nothing where there is no cause. */
export function answerLines(sheet: Sheet, report: Report, options: AnswerOptions): string[] {
  const [family, ...others] = causeFamilies(report.causes);
  if (family === undefined) return [];
  const { root } = family;
  const lead = [
    ...prose(sheet, root.title, sheet.chalk.bold),
    ...natureLines(sheet, root).map((line) => sheet.chalk.dim(line)),
  ];
  const closing = field('Rest', options.rest);
  const room = linesOn(sheet, options.most) - lead.length;
  const ways = ROOMS.map((each) => {
    const facts = factFields(report, family, options, each);
    const way = shortestWay(root.fixes, room - fieldList(sheet, [...facts, ...closing]).length);
    const fields = [...way, ...facts];
    return { fields, height: fieldList(sheet, [...fields, ...closing]).length };
  });
  const { fields = [] } = ways.find(({ height }) => height <= room) ?? ways.at(-1) ?? {};
  return [...lead, ...outdented(sheet, fieldList(sheet, [...fields, ...besides(others), ...closing]))];
}

function factFields(
  report: Report,
  { consequences }: CauseFamily,
  { proof, check, source, verify }: AnswerOptions,
  room: Room,
): Field[] {
  const readBy = [room.check ? check : undefined, source].filter((part) => part !== undefined).join(', ');
  return [
    ...commandField('Verify', verify),
    ...proofField(proof, readBy, room.proof),
    ...field('Follows', consequences.map(({ id }) => id).join(', ')),
    ...testField(report, room.test),
  ];
}

function proofField(proof: string, readBy: string, most: number): Field[] {
  const clauses = proof.split('; ');
  const block = (sheet: Sheet) => {
    const texts = clauses.map((_, index) => clauses.slice(0, clauses.length - index).join('; '));
    const fitting = texts.find((text) => prose(sheet, text).length <= most);
    return prose(sheet, withRemark(fitting ?? texts.at(-1) ?? proof, readBy));
  };
  return [{ label: 'Proof', block }];
}

/** Columns for which the lines of a screen are counted, and those of them that labels take. */
const COUNTED_AT = 80;
const OF_LABELS = 9;

/** As many lines as hold the same text where there are fewer columns. */
export function linesOn({ width }: Sheet, lines: number): number {
  return Math.ceil((lines * (COUNTED_AT - OF_LABELS)) / (Math.min(width, COUNTED_AT) - OF_LABELS));
}

/** As long as the cause is not confirmed: what would tell. */
function testField({ nextTest }: Report, test: Room['test']): Field[] {
  if (nextTest === null) return [];
  const { question, command } = nextTest;
  const answer = openAnswerIn(command);
  if (command !== undefined && answer === undefined) return commandField('Test', command);
  if (test === 'answer' && answer) return field('Test', withRemark(answer, 'the question: --full'));
  return field('Test', withRemark(firstSentence(question), test === 'whole' ? answer : undefined));
}

/** Causes that are named beside the leading one. */
const NAMED_BESIDES = 3;

/** Those that do not follow from the leading one, a line each with who acts. */
function besides(others: readonly CauseFamily[]): Field[] {
  if (others.length === 0) return [];
  const left = others.length - NAMED_BESIDES;
  const block = (sheet: Sheet) => [
    ...others.slice(0, NAMED_BESIDES).flatMap(({ root }) => natureLines(sheet, root)),
    ...(left > 0 ? prose(sheet, `and ${counted(left, 'more cause')}: --full`) : []),
  ];
  return [{ label: 'Also', block }];
}
