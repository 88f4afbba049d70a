/**
 * The report for a person at a terminal: what was examined, the causes and their fixes, the next test, the checklist,
 * the open questions, and one verdict line as the last. Colour adds nothing that words do not say.
 */
import type { Report } from '../../core/report.ts';
import { obstacleParts } from '../causes.ts';
import { idleSuppressions, listedChecks } from '../checks.ts';
import { connectionNote } from '../connection.ts';
import {
  type Block,
  type Field,
  field,
  fieldList,
  hang,
  indented,
  joined,
  mark,
  openSheet,
  prose,
  type Sheet,
  type SheetOptions,
  section,
} from '../layout.ts';
import { verdictLine } from '../verdict-line.ts';
import { counted } from '../words.ts';
import { causesSection } from './causes.ts';
import { checklistLines } from './checklist.ts';
import { callLines, checkDetailLines, evidenceLines } from './details.ts';

export interface TextOptions extends SheetOptions {
  /** Every check in full, with its claim and evidence. */
  full: boolean;
  /** In full, and what the calls were for and cost. */
  verbose?: boolean;
}

/** The report as text, ending with a newline. */
export function renderText(report: Report, options: TextOptions): string {
  const sheet = openSheet(options);
  const isVerbose = options.verbose === true;
  const full = options.full || isVerbose;
  return page([
    obstacleSection(sheet, report),
    headerLines(sheet, report, full),
    causesSection(sheet, report, full),
    nextTestSection(sheet, report),
    checksSection(sheet, report, full),
    questionsSection(sheet, report),
    suppressionsSection(sheet, report),
    full ? filledSection(sheet, 'Evidence', (room) => evidenceLines(room, report)) : [],
    isVerbose ? filledSection(sheet, 'Calls, slowest first', (room) => callLines(room, report)) : [],
    [verdictLine(sheet, report)],
  ]);
}

/** The verdict line and nothing else, with a newline at its end. */
export function renderQuiet(report: Report, options: SheetOptions): string {
  return `${verdictLine(openSheet(options), report)}\n`;
}

/** Blocks of lines with an empty one between them; those without a line are left out. */
export function page(blocks: readonly (readonly string[])[]): string {
  const filled = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${filled.join('\n\n')}\n`;
}

function headerLines(sheet: Sheet, report: Report, full: boolean): string[] {
  const { hubId, appId, region } = report.portal;
  const place = region === undefined ? '' : ` (${region})`;
  const parts = [
    'OpenCX <-> HubSpot',
    ...(hubId === undefined ? [] : [`portal ${hubId}${place}`]),
    ...(hubId === undefined && region !== undefined ? [`region ${region}`] : []),
    ...(appId === undefined ? [] : [`app ${appId}`]),
    report.symptom === null ? counted(listedChecks(report).length, 'check') : `symptom: ${report.symptom}`,
    ...(full ? [`${report.tool.name} ${report.tool.version}`, report.startedAt] : []),
  ];
  const [first = '', ...rest] = joined({ ...sheet, width: sheet.width - 2 }, parts);
  const note = connectionNote(report);
  return [
    sheet.chalk.bold(first),
    ...indented(rest, 2),
    ...(note === undefined ? [] : prose(sheet, note, sheet.chalk.dim)),
  ];
}

/** First of all: until it is out of the way, the rest says little. */
function obstacleSection(sheet: Sheet, { obstacle }: Report): string[] {
  if (!obstacle) return [];
  const { sentence, measured, fixes } = obstacleParts(obstacle);
  return [
    ...prose(sheet, sentence, sheet.chalk.bold),
    ...fieldList(sheet, [...field('Measured', measured), ...(fixes.length === 0 ? [] : [waysOut(fixes)])]),
  ];
}

function waysOut(fixes: readonly string[]): Field {
  return {
    label: 'Do',
    block: (sheet) => fixes.flatMap((fix) => hang(sheet, sheet.symbols.dash, (room) => prose(room, fix))),
  };
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

function questionsSection(sheet: Sheet, report: Report): string[] {
  return filledSection(sheet, 'Open questions', (room) =>
    report.questions.flatMap(({ text, settles }) =>
      hang(room, mark(room, 'manual'), (line) => prose(line, `${text} [${settles.join(', ')}]`)),
    ),
  );
}

function suppressionsSection(sheet: Sheet, { suppressions }: Report): string[] {
  return filledSection(sheet, 'Suppressions to look at', (room) =>
    idleSuppressions(suppressions).flatMap((line) =>
      hang(room, mark(room, 'warn'), (text) => prose(text, line)),
    ),
  );
}

/** A heading with its block, where there is something to say under it. */
function filledSection(sheet: Sheet, heading: string, block: Block): string[] {
  const lines = section(sheet, heading, block);
  return lines.length === 1 ? [] : lines;
}
