/** Parts of a page that stand under a heading of their own, and the page that they make. */
import type { Report } from '../../core/report.ts';
import { contradictions } from '../answer-notes.ts';
import { countingChecks, idleSuppressions } from '../checks.ts';
import { type Block, hang, mark, prose, type Sheet, section } from '../layout.ts';
import { checklistLines } from './checklist.ts';
import { checkDetailLines } from './details.ts';

/** Blocks of lines with an empty one between them; those without a line are left out. */
export function page(blocks: readonly (readonly string[])[]): string {
  const filled = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${filled.join('\n\n')}\n`;
}

/** A heading with its block, where there is something to say under it. */
export function filledSection(sheet: Sheet, heading: string, block: Block): string[] {
  const lines = section(sheet, heading, block);
  return lines.length === 1 ? [] : lines;
}

export function nextTestSection(sheet: Sheet, { nextTest }: Report): string[] {
  if (nextTest === null) return [];
  return section(sheet, 'Next test', (room) => [
    ...prose(room, nextTest.question),
    ...(nextTest.command === undefined ? [] : prose(room, nextTest.command, room.chalk.bold)),
    ...prose(room, `The answer settles ${nextTest.check}.`, room.chalk.dim),
  ]);
}

/** None in a whole run where everything is an open question: the questions say it all. */
export function checksSection(sheet: Sheet, report: Report, full: boolean): string[] {
  const lines = full ? checkDetailLines : checklistLines;
  return filledSection(sheet, 'Checks', (room) => lines(room, report));
}

/** How many are hit, also where it is none: that was asked for. The count that the leading cause was read off stands with it. */
export function countsSection(sheet: Sheet, report: Report): string[] {
  const told = report.causes[0]?.checks[0];
  const counts = countingChecks(report).filter(({ id }) => id !== told);
  return filledSection(sheet, 'Counted', (room) =>
    counts.flatMap(({ check }) => hang(room, mark(room, check.status), (text) => prose(text, check.summary))),
  );
}

/** Answers that differ: without this, nobody sees which of them a verdict rests on. */
export function answersSection(sheet: Sheet, report: Report): string[] {
  return filledSection(sheet, 'Answers that differ', (room) =>
    contradictions(report).flatMap((line) => hang(room, mark(room, 'manual'), (text) => prose(text, line))),
  );
}

export function suppressionsSection(sheet: Sheet, { suppressions }: Report): string[] {
  return filledSection(sheet, 'Suppressions to look at', (room) =>
    idleSuppressions(suppressions).flatMap((line) =>
      hang(room, mark(room, 'warn'), (text) => prose(text, line)),
    ),
  );
}
