import type { Report } from '../core/report.ts';
import { callLines, madeCalls } from './call-lines.ts';
import { causeFamilies, causeLines } from './causes.ts';
import { checkDetailLines, evidenceLines } from './check-details.ts';
import { checklistLines, listedChecks } from './checklist.ts';
import {
  hang,
  indented,
  joined,
  mark,
  openSheet,
  prose,
  type Sheet,
  type SheetOptions,
  section,
} from './layout.ts';
import { idleSuppressions } from './suppressions.ts';
import { verdictLine } from './verdict-line.ts';
import { counted } from './words.ts';

export interface TextOptions extends SheetOptions {
  /** Every check in full, with its claim and evidence. */
  full: boolean;
  /** In full, and what the calls were for and cost. */
  verbose?: boolean;
}

/**
 * A report for a person at a terminal: what was examined, the causes and their fixes, the next test, the
 * checklist, the open questions, and one verdict line as the last. Colour adds nothing that words do not say.
 */
export function renderText(report: Report, options: TextOptions): string {
  const sheet = openSheet(options);
  const isVerbose = options.verbose === true;
  const full = options.full || isVerbose;
  const sections = [
    headerLines(sheet, report, full),
    causesSection(sheet, report, full),
    nextTestSection(sheet, report),
    checksSection(sheet, report, full),
    questionsSection(sheet, report),
    suppressionsSection(sheet, report),
    full ? evidenceSection(sheet, report) : [],
    isVerbose ? callsSection(sheet, report) : [],
    [verdictLine(sheet, report)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
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
  return [sheet.chalk.bold(first), ...indented(rest, 2)];
}

/** The causes with their fixes, under a heading that says how many there are. */
export function causesSection(sheet: Sheet, report: Report, full: boolean): string[] {
  if (report.causes.length === 0) return causeLines(sheet, report, full);
  const heading = causeFamilies(report.causes).length === 1 ? 'Cause' : 'Causes, most likely first';
  return section(sheet, heading, (room) => causeLines(room, report, full));
}

export function nextTestSection(sheet: Sheet, { nextTest }: Report): string[] {
  if (nextTest === null) return [];
  return section(sheet, 'Next test', (room) => [
    ...prose(room, nextTest.question),
    ...prose(room, `The answer settles ${nextTest.check}.`, room.chalk.dim),
  ]);
}

export function checksSection(sheet: Sheet, report: Report, full: boolean): string[] {
  if (listedChecks(report).length === 0) return [];
  const lines = full ? checkDetailLines : checklistLines;
  const block = section(sheet, 'Checks', (room) => lines(room, report));
  // In a whole run where everything is an open question, the questions say it all.
  return block.length === 1 ? [] : block;
}

function questionsSection(sheet: Sheet, report: Report): string[] {
  const open = listedChecks(report).filter(({ check }) => check.status === 'manual');
  if (open.length === 0) return [];
  const questions = Map.groupBy(open, ({ check }) => check.question ?? check.summary);
  return section(sheet, 'Open questions', (room) =>
    [...questions].flatMap(([question, checks]) => {
      const settled = checks.map(({ id }) => id).join(', ');
      return hang(room, mark(room, 'manual'), (line) => prose(line, `${question} [${settled}]`));
    }),
  );
}

function suppressionsSection(sheet: Sheet, report: Report): string[] {
  const idle = idleSuppressions(report.suppressions);
  if (idle.length === 0) return [];
  return section(sheet, 'Suppressions to look at', (room) =>
    idle.flatMap((line) => hang(room, mark(room, 'warn'), (text) => prose(text, line))),
  );
}

function evidenceSection(sheet: Sheet, report: Report): string[] {
  if (Object.keys(report.evidence).length === 0) return [];
  return section(sheet, 'Evidence', (room) => evidenceLines(room, report));
}

function callsSection(sheet: Sheet, report: Report): string[] {
  if (!madeCalls(report)) return [];
  return section(sheet, 'Calls, slowest first', (room) => callLines(room, report));
}
