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
  /** By what, and who says so. */
  readBy?: string;
  /** The command that shows whether it was mended. */
  verify?: string | undefined;
  /** What is not told here and how it is seen, in a sentence. */
  rest: string;
}

/** Of the leading family; nothing where there is no cause. */
export function answerLines(
  sheet: Sheet,
  report: Report,
  { most, proof, readBy, verify, rest }: AnswerOptions,
): string[] {
  const [family, ...others] = causeFamilies(report.causes);
  if (family === undefined) return [];
  const { root, consequences } = family;
  const lead = [
    ...prose(sheet, root.title, sheet.chalk.bold),
    ...natureLines(sheet, root).map((line) => sheet.chalk.dim(line)),
  ];
  const facts = [
    ...commandField('Verify', verify),
    ...proofField(proof, readBy),
    ...field('Follows', consequences.map(({ id }) => id).join(', ')),
    ...testField(report),
  ];
  const closing = field('Rest', rest);
  const taken = lead.length + fieldList(sheet, [...facts, ...closing]).length;
  const way = shortestWay(root.fixes, linesOn(sheet, most) - taken);
  const fields = fieldList(sheet, [...way, ...facts, ...besides(others), ...closing]);
  return [...lead, ...outdented(sheet, fields)];
}

/** Lines that the proof may fill; a count over a period comes with where to look, which is for the full report. */
const PROOF_LINES = 2;

function proofField(proof: string, readBy: string | undefined): Field[] {
  const clauses = proof.split('; ');
  const block = (sheet: Sheet) => {
    const texts = clauses.map((_, index) => clauses.slice(0, clauses.length - index).join('; '));
    const fitting = texts.find((text) => prose(sheet, text).length <= PROOF_LINES);
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
function testField({ nextTest }: Report): Field[] {
  if (nextTest === null) return [];
  const { question, command } = nextTest;
  const answer = openAnswerIn(command);
  if (command !== undefined && answer === undefined) return commandField('Test', command);
  return [{ label: 'Test', block: (sheet) => prose(sheet, withRemark(firstSentence(question), answer)) }];
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
