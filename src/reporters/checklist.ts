import stringWidth from 'string-width';
import type { Report, ReportCheck } from '../core/report.ts';
import type { Status } from '../core/verdict.ts';
import { behind, hang, inset, mark, prose, remarked, type Sheet, statusPaint } from './layout.ts';
import { conclusion } from './suppressions.ts';
import { STATUS_WORDS, sourceOf } from './words.ts';

/** A check of a report with its id. */
export interface ListedCheck {
  id: string;
  check: ReportCheck;
}

/** One line of the checklist. */
interface Row {
  status: Status;
  label: string;
  text: string;
  source?: string | undefined;
}

/** Several checks of which the same is to be said. */
interface Fold {
  status: Status;
  text: string;
}

/** Narrower than this, a row's sentence stands under its id instead of beside it. */
const NARROW = 72;

/** The checks in the order in which they were run. */
export function listedChecks(report: Report): ListedCheck[] {
  return Object.entries(report.checks).map(([id, check]) => ({ id: id as string, check }));
}

/**
 * The checks in brief. A symptom's checklist shows its checks one by one, in the order of the troubleshooting
 * page; a whole run folds the passes of one area, and the checks that one and the same reason kept from being told.
 */
export function checklistLines(sheet: Sheet, report: Report): string[] {
  const checks = listedChecks(report);
  const shown = report.symptom === null ? wholeRun(sheet, report, checks) : symptomChecklist(report, checks);
  const folds = [...shown.folds, ...blockedFolds(checks), ...notApplicableFold(checks)];
  return [
    ...rowLines(sheet, shown.rows),
    ...folds.flatMap(({ status, text }) => hang(sheet, mark(sheet, status), (room) => prose(room, text))),
  ];
}

function symptomChecklist(report: Report, checks: readonly ListedCheck[]): { rows: Row[]; folds: Fold[] } {
  const rows = checks.filter(({ check }) => !isFolded(check)).map((listed) => rowOf(listed, report));
  return { rows, folds: [] };
}

function wholeRun(
  sheet: Sheet,
  report: Report,
  checks: readonly ListedCheck[],
): { rows: Row[]; folds: Fold[] } {
  const rows: Row[] = [];
  const sameReason = Map.groupBy(
    checks.filter(({ check }) => check.status === 'unknown'),
    ({ check }) => check.summary,
  );
  for (const [area, listed] of Map.groupBy(checks, ({ id }) => areaOf(id))) {
    const passes = listed.filter(({ check }) => check.status === 'pass');
    if (passes.length > 0) rows.push(areaRow(area, passes));
    for (const one of listed) {
      const { status, summary } = one.check;
      const isRepeated = status === 'unknown' && (sameReason.get(summary)?.length ?? 0) > 1;
      // Passes stand in their area's line, and what is open stands under "Open questions".
      if (status === 'pass' || status === 'manual' || isFolded(one.check) || isRepeated) continue;
      rows.push(rowOf(one, report));
    }
  }
  const folds = [...sameReason]
    .filter(([, listed]) => listed.length > 1)
    .map(
      ([reason, listed]): Fold => ({
        status: 'unknown',
        text: `${listed.length} unknown: ${namesOf(listed)} ${sheet.symbols.dash} ${reason}`,
      }),
    );
  return { rows, folds };
}

function isFolded(check: ReportCheck): boolean {
  return check.status === 'blocked' || check.status === 'na';
}

function areaRow(area: string, passes: readonly ListedCheck[]): Row {
  const names = passes.map(({ id }) => id.slice(area.length + 1));
  return { status: 'pass', label: area, text: names.join(', ') };
}

function rowOf({ id, check }: ListedCheck, report: Report): Row {
  if (check.status === 'manual') return { status: 'manual', label: id, text: 'see Open questions' };
  return {
    status: check.status,
    label: id,
    text: conclusion(check),
    source: sourceOf(check, report.evidence),
  };
}

function blockedFolds(checks: readonly ListedCheck[]): Fold[] {
  const blocked = checks.filter(({ check }) => check.status === 'blocked');
  return [...Map.groupBy(blocked, ({ check }) => check.blockedBy)].map(([root, listed]) => ({
    status: 'blocked',
    text: `${listed.length} blocked${root === null ? '' : ` by ${root}`}: ${namesOf(listed)}`,
  }));
}

function notApplicableFold(checks: readonly ListedCheck[]): Fold[] {
  const listed = checks.filter(({ check }) => check.status === 'na');
  if (listed.length === 0) return [];
  return [{ status: 'na', text: `${listed.length} not applicable: ${namesOf(listed)}` }];
}

function namesOf(listed: readonly ListedCheck[]): string {
  return listed.map(({ id }) => id).join(', ');
}

/** The first part of a check's id. */
export function areaOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

function rowLines(sheet: Sheet, rows: readonly Row[]): string[] {
  if (sheet.width < NARROW) return rows.flatMap((row) => stackedRow(sheet, row));
  const signColumn = Math.max(0, ...rows.map((row) => stringWidth(sign(sheet, row.status)))) + 2;
  const labelColumn = Math.max(0, ...rows.map((row) => row.label.length)) + 2;
  const room = inset(sheet, signColumn + labelColumn);
  return rows.flatMap((row) =>
    behind(
      sign(sheet, row.status),
      signColumn,
      behind(row.label, labelColumn, remarked(room, row.text, row.source)),
    ),
  );
}

const STACKED_INDENT = 2;

function stackedRow(sheet: Sheet, row: Row): string[] {
  const text = remarked(inset(sheet, STACKED_INDENT), row.text, row.source);
  return [
    `${sign(sheet, row.status)} ${row.label}`,
    ...text.map((line) => ' '.repeat(STACKED_INDENT) + line),
  ];
}

/** Symbol and word in the colour of the status: `✗ fail`. */
export function sign(sheet: Sheet, status: Status): string {
  const word = STATUS_WORDS[status];
  const symbol = sheet.symbols.status[status];
  return statusPaint(sheet, status)(word === '' ? symbol : `${symbol} ${word}`);
}
