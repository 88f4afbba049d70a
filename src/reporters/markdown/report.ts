/**
 * The report to paste into a ticket: the verdict first, then what the text report says. Headings, flat lists, one
 * table and no HTML, so that it can be read as it stands where a renderer knows only half of Markdown.
 */
import type { Fix, Report, ReportCause } from '../../core/report.ts';
import type { Status } from '../../core/verdict.ts';
import { printable } from '../../redact/printable.ts';
import { contradictions } from '../answer-notes.ts';
import {
  type CauseFamily,
  causeFamilies,
  explained,
  fixLabel,
  obstacleParts,
  withoutCause,
} from '../causes.ts';
import { conclusion, idleSuppressions, type ListedCheck, listedChecks } from '../checks.ts';
import { connectionNote } from '../connection.ts';
import { evidenceText, oldAnswers, sourceOf } from '../evidence.ts';
import { sinceLine } from '../since.ts';
import { verdictStatement } from '../verdict-line.ts';
import { PARTY_ACTS, STATUS_WORDS } from '../words.ts';
import { code, codes, escaped, link, sentence } from './escape.ts';

export interface MarkdownOptions {
  /** Every check with what was measured and expected, and every piece of evidence. */
  full?: boolean;
}

/** The report as Markdown, ending with a newline. */
export function renderMarkdown(report: Report, { full = false }: MarkdownOptions = {}): string {
  const blocks = [
    `**${report.status.toUpperCase()}** ${escaped(verdictStatement(report))}`,
    ...sinceBlocks(report),
    ...obstacleBlocks(report),
    headerBlock(report),
    ...causeBlocks(report),
    ...nextTestBlocks(report),
    ...(full ? fullCheckBlocks(report) : checkBlocks(report)),
    ...questionBlocks(report),
    ...answerBlocks(report),
    ...suppressionBlocks(report),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function sinceBlocks(report: Report): string[] {
  const line = sinceLine(report);
  return line === undefined ? [] : [escaped(`${line}.`)];
}

/** The verdict in front of it begins with its title. */
function obstacleBlocks({ obstacle }: Report): string[] {
  if (!obstacle) return [];
  const { measured, fixes } = obstacleParts(obstacle);
  return [
    ...(printable(measured) === '' ? [] : [`Measured: ${escaped(measured)}`]),
    ...(fixes.length === 0 ? [] : [fixes.map((fix) => `- ${escaped(fix)}`).join('\n')]),
  ];
}

function headerBlock(report: Report): string {
  const { portal, symptom, tool, startedAt } = report;
  const note = connectionNote(report);
  const { hubId, appId, region } = portal;
  const parts = [
    ...(hubId === undefined ? [] : [`portal ${hubId}`]),
    ...(region === undefined ? [] : [`region ${escaped(region)}`]),
    ...(appId === undefined ? [] : [`app ${appId}`]),
    ...(symptom === null ? [] : [`symptom ${code(symptom)}`]),
    escaped(`${tool.name} ${tool.version}`),
    escaped(startedAt),
  ];
  return [parts.join(' · '), ...(note === undefined ? [] : [escaped(note)])].join('\n\n');
}

/** What would tell the leading causes apart, where there is something. */
export function nextTestBlocks({ nextTest }: Report): string[] {
  if (nextTest === null) return [];
  return [
    '### Next test',
    escaped(nextTest.question),
    ...(nextTest.command === undefined ? [] : [code(nextTest.command)]),
    `The answer settles ${code(nextTest.check)}.`,
  ];
}

function questionBlocks(report: Report): string[] {
  const lines = report.questions.map(({ text, settles }) => `- ${escaped(text)} (${codes(settles)})`);
  return lines.length === 0 ? [] : ['### Open questions', lines.join('\n')];
}

function answerBlocks(report: Report): string[] {
  const lines = contradictions(report).map((line) => `- ${escaped(line)}`);
  return lines.length === 0 ? [] : ['### Answers that differ', lines.join('\n')];
}

function suppressionBlocks({ suppressions }: Report): string[] {
  const lines = idleSuppressions(suppressions).map((line) => `- ${escaped(line)}`);
  return lines.length === 0 ? [] : ['### Suppressions to look at', lines.join('\n')];
}

/** Every cause with its fixes, or one sentence that says that there is none; a block is one entry. */
export function causeBlocks(report: Report): string[] {
  if (report.causes.length === 0) return [withoutCause(report)];
  const families = causeFamilies(report.causes);
  const heading = families.length === 1 ? '### Cause' : '### Causes, most likely first';
  return [heading, ...families.flatMap((family, index) => familyBlocks(family, index + 1, report))];
}

function familyBlocks({ root, consequences }: CauseFamily, place: number, report: Report): string[] {
  return [
    `#### ${place}. ${escaped(root.title)}`,
    [code(root.id), root.confidence, PARTY_ACTS[root.owner]].join(' · '),
    ...factBlock(root, consequences, report),
    ...root.fixes.flatMap(fixBlocks),
  ];
}

function factBlock(root: ReportCause, consequences: readonly ReportCause[], report: Report): string[] {
  const facts = [
    ...fact('Measured', escaped(root.measured)),
    ...fact('Expected', escaped(root.expected)),
    ...fact('Seen in', codes(root.checks)),
    ...fact('Against', codes(root.against)),
    ...(report.symptom === null ? fact('Explains', explained(root)) : []),
    ...consequences.flatMap(({ id, title }) => fact('Follows from it', `${code(id)} — ${escaped(title)}`)),
  ];
  return facts.length === 0 ? [] : [facts.join('\n')];
}

function fact(label: string, text: string): string[] {
  return text === '' ? [] : [`- ${label}: ${text}`];
}

/** Numbered where there is an order to keep. */
function fixBlocks(fix: Fix, index: number): string[] {
  const write = fix.kind === 'command' ? code : sentence;
  const steps = fix.steps.filter((step) => printable(step) !== '').map(write);
  const label = `**${fixLabel(fix, index)}:**`;
  const place = [
    ...(fix.where === undefined ? [] : [`Where: ${escaped(fix.where)}`]),
    ...(fix.url === undefined ? [] : [link(fix.url)]),
  ];
  return [
    ...(steps.length === 1
      ? [`${label} ${steps.join('')}`]
      : [label, ...(steps.length === 0 ? [] : [steps.map((step, at) => `${at + 1}. ${step}`).join('\n')])]),
    ...(place.length === 0 ? [] : [place.join(' ')]),
  ];
}

/** The checks that have a row of their own; blocked and not applicable ones are told together beneath it. */
const ROW_STATUSES: readonly Status[] = ['fail', 'warn', 'unknown', 'crash'];

/** Every check that found something or could not be told in a table, and a line for each kind of the others. */
export function checkBlocks(report: Report): string[] {
  const checks = listedChecks(report);
  const rows = checks.filter(({ check }) => ROW_STATUSES.includes(check.status));
  const old = oldAnswers(report);
  const others = [
    ...blockedLines(checks),
    ...foldLine(checks, 'na', 'not applicable'),
    ...passLine(checks),
    ...(old === undefined ? [] : [`- ${escaped(old)}`]),
  ];
  if (rows.length + others.length === 0) return [];
  return [
    '### Checks',
    ...(rows.length === 0 ? [] : [table(BRIEF, rows, report)]),
    ...(others.length === 0 ? [] : [others.join('\n')]),
  ];
}

/** Every check with its claim, what was measured and what was expected, and every piece of evidence. */
function fullCheckBlocks(report: Report): string[] {
  const checks = listedChecks(report);
  const evidence = Object.entries(report.evidence);
  return [
    ...(checks.length === 0 ? [] : ['### Checks', table(FULL, checks, report)]),
    ...(evidence.length === 0
      ? []
      : [
          '### Evidence',
          evidence.map(([key, one]) => `- ${escaped(`${key}: ${evidenceText(one)}`)}`).join('\n'),
        ]),
  ];
}

interface Column {
  heading: string;
  cell(listed: ListedCheck, report: Report): string;
}

const VERDICT: Column = {
  heading: 'Verdict',
  cell: ({ check }) => STATUS_WORDS[check.status] || check.status,
};
const CHECK: Column = { heading: 'Check', cell: ({ id }) => code(id) };
const FOUND: Column = { heading: 'Found', cell: ({ check }) => escaped(conclusion(check)) };
const SOURCE: Column = {
  heading: 'Source',
  cell: ({ check }, report) => sourceOf(check, report) ?? '',
};
const BRIEF: readonly Column[] = [VERDICT, CHECK, FOUND, SOURCE];
const FULL: readonly Column[] = [
  VERDICT,
  CHECK,
  { heading: 'Claim', cell: ({ check }) => escaped(check.title) },
  FOUND,
  { heading: 'Measured', cell: ({ check }) => escaped(check.measured ?? '') },
  { heading: 'Expected', cell: ({ check }) => escaped(check.expected ?? '') },
  SOURCE,
];

function table(columns: readonly Column[], checks: readonly ListedCheck[], report: Report): string {
  const rows = [
    columns.map(({ heading }) => heading),
    columns.map(() => '---'),
    ...checks.map((listed) => columns.map(({ cell }) => cell(listed, report))),
  ];
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function blockedLines(checks: readonly ListedCheck[]): string[] {
  const blocked = checks.filter(({ check }) => check.status === 'blocked');
  return [...Map.groupBy(blocked, ({ check }) => check.blockedBy)].map(([root, listed]) =>
    fold(listed, root === null ? 'blocked' : `blocked by ${code(root)}`),
  );
}

function foldLine(checks: readonly ListedCheck[], status: Status, words: string): string[] {
  const listed = checks.filter(({ check }) => check.status === status);
  return listed.length === 0 ? [] : [fold(listed, words)];
}

function passLine(checks: readonly ListedCheck[]): string[] {
  return foldLine(checks, 'pass', 'pass');
}

function fold(listed: readonly ListedCheck[], words: string): string {
  return `- ${listed.length} ${words}: ${codes(listed.map(({ id }) => id))}`;
}
