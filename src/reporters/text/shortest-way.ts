/** The first way to mend a cause as whole as there is room for: its steps, or its shortest way in a sentence. */
import type { Fix } from '../../core/report.ts';
import { type Field, prose, type Sheet } from '../layout.ts';
import { counted } from '../words.ts';
import { stepLines } from './steps.ts';

/**
 * All steps where there is room, else the fix in brief: half of a way mends nothing. Only where a fix has no brief form,
 * its steps end behind the last one for which there is room. What is left out is counted, with the flag that shows it.
 *
 * @param room lines that it may fill
 */
export function shortestWay([first, ...others]: readonly Fix[], room: number): Field[] {
  if (first === undefined) return [];
  const block = (sheet: Sheet) => {
    const ways = waysToTell(first, others.length).map((way) => way(sheet));
    return ways.find(({ length }) => length <= room) ?? ways.at(-1) ?? [];
  };
  return [{ label: first.kind === 'wait' ? 'Wait' : 'Fix', block }];
}

/** From the longest to the shortest. */
function waysToTell(fix: Fix, others: number): ((sheet: Sheet) => string[])[] {
  const { brief } = fix;
  const steps = stepsToMend(fix);
  const whole = (sheet: Sheet) => [
    ...(fix.url === undefined && fix.where !== undefined ? prose(sheet, `Where: ${fix.where}`) : []),
    ...stepLines(sheet, steps),
    ...leftLines(sheet, 0, others),
    ...linkLines(sheet, fix),
  ];
  if (brief !== undefined) {
    const left = leftOut(steps.length, others);
    return [whole, (sheet) => [...prose(sheet, withRemark(brief, left)), ...linkLines(sheet, fix)]];
  }
  const counts = steps.map((_, index) => steps.length - index);
  const cut = counts.map((shown) => (sheet: Sheet) => [
    ...stepLines(sheet, steps.slice(0, shown)),
    ...leftLines(sheet, steps.length - shown, others),
    ...linkLines(sheet, fix),
  ]);
  return [whole, ...cut];
}

/** A remark that goes on in the line where its text ends: on a screen each line counts. */
export function withRemark(text: string, remark: string | undefined): string {
  return remark === undefined || remark === '' ? text : `${text} (${remark})`;
}

/** The step that shows whether it worked has a field of its own. */
function stepsToMend({ steps, verify }: Fix): string[] {
  return verify === undefined ? steps : steps.filter((step) => !step.includes(verify));
}

function linkLines(sheet: Sheet, { url }: Fix): string[] {
  return url === undefined ? [] : prose(sheet, url, sheet.chalk.underline);
}

function leftLines(sheet: Sheet, steps: number, others: number): string[] {
  const left = leftOut(steps, others);
  return left === undefined ? [] : prose(sheet, `(${left})`, sheet.chalk.dim);
}

function leftOut(steps: number, others: number): string | undefined {
  const left = [
    ...(steps > 0 ? [counted(steps, 'step')] : []),
    ...(others > 0 ? [counted(others, 'other way')] : []),
  ];
  return left.length === 0 ? undefined : `${left.join(', ')}: --full`;
}
