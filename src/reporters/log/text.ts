import type { ApiLog } from '../../core/api-log.ts';
import { grouped } from '../../core/grouped.ts';
import type { LoggedReport } from '../../core/report.ts';
import { withoutCause } from '../causes.ts';
import {
  behind,
  field,
  fieldList,
  indented,
  inset,
  joined,
  openSheet,
  prose,
  remarked,
  type Sheet,
  section,
} from '../layout.ts';
import { answerLines } from '../text/answer.ts';
import { causesSection } from '../text/causes.ts';
import type { TextOptions } from '../text/report.ts';
import { checksSection, nextTestSection, page } from '../text/sections.ts';
import { verdictLine } from '../verdict-line.ts';
import { deliverySections } from './deliveries.ts';
import { proofOf } from './proof.ts';
import { withoutTime } from './reading.ts';
import { type LogRow, type LogSection, withoutReason } from './sections.ts';
import { timelineLines } from './timeline.ts';
import { background, findings, headlines, readings, rest, shownInFull } from './told.ts';

/** Of a screen; the verdict makes twelve. */
const ANSWER_LINES = 11;

/**
 * What API-call logs show, for a person at a terminal. Where there is a cause, it alone: what it is, who acts, what to
 * do, the refused call that proves it, and the verdict. Where there is none, what was read and what was refused. In full
 * also calls over time, how long they took, and what was made of the files.
 */
export function renderLogText(report: LoggedReport, options: TextOptions): string {
  const sheet = openSheet(options);
  const verdict = verdictLine(sheet, report);
  const [leading] = report.causes;
  if (options.full) return page([...fullBlocks(sheet, report), [verdict]]);
  if (leading === undefined) return page([...blocksWithoutCause(sheet, report), [verdict]]);
  const { log, deliveries } = report;
  const answer = { most: ANSWER_LINES, proof: proofOf(leading, log), rest: rest(report) };
  const lines = answerLines(sheet, report, answer);
  if (deliveries === undefined) return page([[...lines, verdict]]);
  return page([lines, ...deliverySections(deliveries).map((one) => logSection(sheet, one)), [verdict]]);
}

function blocksWithoutCause(sheet: Sheet, report: LoggedReport): string[][] {
  return [
    [...prose(sheet, withoutCause(report), sheet.chalk.bold), ...readingLines(sheet, report)],
    paragraph(sheet, withoutReason(report)),
    nextTestSection(sheet, report),
    ...findings(report, false).map((one) => logSection(sheet, one)),
    report.status === 'healthy' ? [] : checksSection(sheet, report, false),
    prose(sheet, `Not shown: ${shownInFull(report)}; --full shows them.`, sheet.chalk.dim),
  ];
}

function readingLines(sheet: Sheet, report: LoggedReport): string[] {
  return fieldList(
    sheet,
    readings(report).flatMap(({ label, text }) => field(label, text)),
  );
}

function fullBlocks(sheet: Sheet, report: LoggedReport): string[][] {
  const { log } = report;
  return [
    headerLines(sheet, report),
    causesSection(sheet, report),
    paragraph(sheet, withoutReason(report)),
    nextTestSection(sheet, report),
    timelineSection(sheet, log),
    ...[...findings(report, true), ...background(report)].map((one) => logSection(sheet, one)),
    checksSection(sheet, report, true),
  ];
}

function headerLines(sheet: Sheet, report: LoggedReport): string[] {
  return headlines(report).flatMap((parts) => {
    const [first = '', ...more] = joined({ ...sheet, width: sheet.width - 2 }, parts);
    return [sheet.chalk.bold(first), ...indented(more, 2)];
  });
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
