import type { Report } from '../../core/report.ts';
import type { Status } from '../../core/verdict.ts';
import { evidenceText } from '../check-details.ts';
import { type ListedCheck, listedChecks } from '../checklist.ts';
import { conclusion } from '../suppressions.ts';
import { STATUS_WORDS, sourceOf } from '../words.ts';
import { code, codes, escaped } from './escape.ts';

/** The checks that have a row of their own; blocked and not applicable ones are told together beneath it. */
const ROW_STATUSES: readonly Status[] = ['fail', 'warn', 'unknown', 'crash'];

/** Every check that found something or could not be told in a table, and a line for each kind of the others. */
export function checkBlocks(report: Report): string[] {
  const checks = listedChecks(report);
  const rows = checks.filter(({ check }) => ROW_STATUSES.includes(check.status));
  const others = [...blockedLines(checks), ...foldLine(checks, 'na', 'not applicable'), ...passLine(checks)];
  if (rows.length + others.length === 0) return [];
  return [
    '### Checks',
    ...(rows.length === 0 ? [] : [table(BRIEF, rows, report)]),
    ...(others.length === 0 ? [] : [others.join('\n')]),
  ];
}

/** Every check with its claim, what was measured and what was expected, and every piece of evidence. */
export function fullCheckBlocks(report: Report): string[] {
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
  cell: ({ check }, { evidence }) => sourceOf(check, evidence) ?? '',
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
