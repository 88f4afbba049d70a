import type { Report } from '../../core/report.ts';
import type { Status } from '../../core/verdict.ts';
import {
  type CheckGroup,
  conclusion,
  type Fold,
  groupedChecks,
  idsOf,
  type ListedCheck,
  passNames,
} from '../checks.ts';
import { columnsOf } from '../columns.ts';
import { oldAnswers, sourceOf } from '../evidence.ts';
import { behind, hang, indented, inset, mark, prose, remarked, type Sheet, statusPaint } from '../layout.ts';
import { STATUS_WORDS } from '../words.ts';

/** One line of the checklist. */
export interface Row {
  status: Status;
  label: string;
  text: string;
  source?: string | undefined;
}

/** Narrower than this, a row's sentence stands under its id instead of beside it. */
const NARROW = 72;

/** The checks in brief: a line for each, or one for all that hold in an area; beneath, what is told of several together. */
export function checklistLines(sheet: Sheet, report: Report): string[] {
  const { groups, folds } = groupedChecks(report);
  const rows = groups.flatMap((group) => groupRows(group, report));
  const old = oldAnswers(report);
  return [
    ...rowLines(sheet, rows),
    ...folds.flatMap((fold) =>
      hang(sheet, mark(sheet, fold.status), (room) => prose(room, foldText(room, fold))),
    ),
    ...(old === undefined ? [] : hang(sheet, mark(sheet, 'manual'), (room) => prose(room, old))),
  ];
}

/** A line for what holds in an area, and one for each check that does not. */
export function groupRows(group: CheckGroup, report: Report): Row[] {
  const { area, passes, single } = group;
  if (area === null) return single.map((listed) => rowOf(listed, report));
  return [
    ...(passes.length === 0 ? [] : [{ status: 'pass' as const, label: area, text: passNames(group) }]),
    // In a whole run, what is open stands under "Open questions" alone.
    ...single.filter(({ check }) => check.status !== 'manual').map((listed) => rowOf(listed, report)),
  ];
}

function rowOf({ id, check }: ListedCheck, report: Report): Row {
  if (check.status === 'manual') return { status: 'manual', label: id, text: 'see Open questions' };
  return {
    status: check.status,
    label: id,
    text: conclusion(check),
    source: sourceOf(check, report),
  };
}

function foldText({ symbols }: Sheet, { text, reason, listed }: Fold): string {
  return `${text}: ${idsOf(listed)}${reason === null ? '' : ` ${symbols.dash} ${reason}`}`;
}

/** Beside each other in columns; on a narrow sheet each sentence under its id. */
export function rowLines(sheet: Sheet, rows: readonly Row[]): string[] {
  if (sheet.width < NARROW) return rows.flatMap((row) => stackedRow(sheet, row));
  const signColumn = Math.max(0, ...rows.map((row) => columnsOf(sign(sheet, row.status)))) + 2;
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
  return [`${sign(sheet, row.status)} ${row.label}`, ...indented(text, STACKED_INDENT)];
}

/** Symbol and word in the colour of the status: `✗ fail`. */
export function sign(sheet: Sheet, status: Status): string {
  const word = STATUS_WORDS[status];
  const symbol = sheet.symbols.status[status];
  return statusPaint(sheet, status)(word === '' ? symbol : `${symbol} ${word}`);
}
