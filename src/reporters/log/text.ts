import type { ApiLog } from '../../core/api-log.ts';
import { grouped } from '../../core/grouped.ts';
import type { LoggedReport } from '../../core/report.ts';
import {
  behind,
  indented,
  inset,
  joined,
  openSheet,
  prose,
  remarked,
  type Sheet,
  section,
} from '../layout.ts';
import { causesSection } from '../text/causes.ts';
import { checksSection, nextTestSection, page, type TextOptions } from '../text/report.ts';
import { verdictLine } from '../verdict-line.ts';
import {
  headline,
  type LogRow,
  type LogSection,
  sectionsOf,
  withoutReason,
  withoutTime,
} from './sections.ts';
import { timelineLines } from './timeline.ts';

/**
 * What API-call logs show, for a person at a terminal: the causes with their fixes as the doctor tells them, calls
 * over time, what was refused and what was slow, which files were read and what was made of them, and the verdict.
 */
export function renderLogText(report: LoggedReport, options: TextOptions): string {
  const sheet = openSheet(options);
  const { log } = report;
  return page([
    headerLines(sheet, log),
    causesSection(sheet, report, options.full),
    paragraph(sheet, withoutReason(report)),
    nextTestSection(sheet, report),
    timelineSection(sheet, log),
    ...sectionsOf(log, options.full).map((one) => logSection(sheet, one)),
    checksSection(sheet, report, options.full),
    [verdictLine(sheet, report)],
  ]);
}

function headerLines(sheet: Sheet, log: ApiLog): string[] {
  const [first = '', ...rest] = joined({ ...sheet, width: sheet.width - 2 }, headline(log));
  return [sheet.chalk.bold(first), ...indented(rest, 2)];
}

function paragraph(sheet: Sheet, text: string | undefined): string[] {
  return text === undefined ? [] : prose(sheet, text);
}

function timelineSection(sheet: Sheet, log: ApiLog): string[] {
  const lines = section(sheet, 'Timeline', (room) => [
    ...timelineLines(room, log),
    ...paragraph(room, withoutTime(log)),
  ]);
  return lines.length === 1 ? [] : lines;
}

function logSection(sheet: Sheet, { heading, rows, left }: LogSection): string[] {
  const column = Math.max(...rows.map(({ count }) => grouped(count).length)) + 2;
  return section(sheet, heading, (room) => [
    ...rows.flatMap((row) => rowLines(room, row, column)),
    ...(left === 0 ? [] : prose(room, `and ${grouped(left)} more; --full shows all`, sheet.chalk.dim)),
  ]);
}

function rowLines(sheet: Sheet, { count, text, remark, more }: LogRow, column: number): string[] {
  const room = inset(sheet, column);
  return behind(grouped(count).padStart(column - 2), column, [
    ...remarked(room, text, remark === '' ? undefined : remark),
    ...more.flatMap((line) => prose(room, line, sheet.chalk.dim)),
  ]);
}
