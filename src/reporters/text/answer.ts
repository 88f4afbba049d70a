/**
 * The answer on the first screen: of one family of causes what it is, how sure it is, who acts, the shortest way to mend
 * it, what proves it, and in a line what else there is to see.
 */
import type { Fix, Report } from '../../core/report.ts';
import { causeFamilies, fixLabel } from '../causes.ts';
import { type Field, field, fieldList, prose, remarked, type Sheet } from '../layout.ts';
import { counted } from '../words.ts';
import { nature } from './causes.ts';

export interface AnswerOptions {
  /** Lines that it may fill where the sheet is wide enough, and each is a line of a screen. */
  most: number;
  /** What the leading cause was read off, in a sentence. */
  proof: string;
  /** What is not told here and how it is seen, in a sentence. */
  rest: string;
}

/** Lines that the way to mend it has at least, however long the rest is. */
const LEAST_FOR_FIX = 2;

/** Of the leading family; nothing where there is no cause. */
export function answerLines(sheet: Sheet, report: Report, { most, proof, rest }: AnswerOptions): string[] {
  const [family, ...others] = causeFamilies(report.causes);
  if (family === undefined) return [];
  const { root } = family;
  const lead = [
    ...prose(sheet, root.title, sheet.chalk.bold),
    ...prose(sheet, nature(sheet, root), sheet.chalk.dim),
  ];
  const besides = [
    ...field('Proof', proof),
    ...field('Also', others.map(({ root: { id, confidence } }) => `${id} (${confidence})`).join(', ')),
    ...field('Test', report.nextTest?.command ?? report.nextTest?.question),
    ...field('Rest', rest),
  ];
  const taken = lead.length + fieldList(sheet, besides).length;
  const room = Math.max(LEAST_FOR_FIX, most - taken);
  return [...lead, ...fieldList(sheet, [...shortestWay(root.fixes, room), ...besides])];
}

/** The first fix, cut behind the last step for which there is room; what is left out is counted. */
function shortestWay([first, ...others]: readonly Fix[], most: number): Field[] {
  if (first === undefined) return [];
  const block = (sheet: Sheet) => {
    const ways = first.steps.map((_step, index) => wayLines(sheet, first, index + 1, others.length));
    return ways.findLast(({ length }) => length <= most) ?? ways[0] ?? [];
  };
  return [{ label: fixLabel(first, 0), block }];
}

function wayLines(sheet: Sheet, { steps, url }: Fix, shown: number, others: number): string[] {
  const left = [
    ...(shown < steps.length ? [counted(steps.length - shown, 'more step')] : []),
    ...(others > 0 ? [counted(others, 'other way')] : []),
  ];
  const told = steps
    .slice(0, shown)
    .map((step, index) => (steps.length > 1 ? `${index + 1}. ${step}` : step));
  return [
    ...(url === undefined ? [] : prose(sheet, url, sheet.chalk.underline)),
    ...remarked(sheet, told.join(' '), left.length > 0 ? `${left.join(', ')}: --full` : undefined),
  ];
}
