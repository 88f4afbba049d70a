import type { Report, ReportEvidence } from '../../core/report.ts';
import { conclusion, type ListedCheck, listedChecks } from '../checks.ts';
import { columnsOf } from '../columns.ts';
import { evidenceText, OUTCOME_MARKS, sourceOf } from '../evidence.ts';
import {
  behind,
  field,
  fieldList,
  hang,
  indented,
  inset,
  mark,
  prose,
  remarked,
  type Sheet,
} from '../layout.ts';
import { counted, duration } from '../words.ts';
import { sign } from './checklist.ts';

const INDENT = 2;

/** Every check with its claim, what was measured and expected, the evidence it rests on and its documentation. */
export function checkDetailLines(sheet: Sheet, report: Report): string[] {
  return listedChecks(report).flatMap((listed, index) => [
    ...(index === 0 ? [] : ['']),
    ...oneCheck(sheet, listed, report),
  ]);
}

function oneCheck(sheet: Sheet, { id, check }: ListedCheck, report: Report): string[] {
  const room = inset(sheet, INDENT);
  const details = [
    ...remarked(room, conclusion(check), sourceOf(check, report)),
    ...fieldList(room, [
      ...field('Claim', check.title),
      ...field('Measured', check.measured),
      ...field('Expected', check.expected),
      ...field('Blocked by', check.blockedBy),
      ...field('Evidence', check.evidence.join(', ')),
      ...field('Took', duration(check.durationMs)),
      ...field('Docs', check.docs),
    ]),
  ];
  return [`${sign(sheet, check.status)} ${sheet.chalk.bold(id)}`, ...indented(details, INDENT)];
}

/** Every piece of evidence with its source, outcome, time and cost. */
export function evidenceLines(sheet: Sheet, report: Report): string[] {
  return Object.entries(report.evidence).flatMap(([key, evidence]) =>
    hang(sheet, mark(sheet, OUTCOME_MARKS[evidence.outcome]), (room) =>
      prose(room, `${key} ${sheet.symbols.dash} ${evidenceText(evidence)}`),
    ),
  );
}

/** Narrower than this, what was asked for stands under its cost instead of beside it. */
const NARROW = 60;

/** What the calls of a run were for and what they cost, slowest first. Facts that cost no call are left out. */
export function callLines(sheet: Sheet, { evidence }: Report): string[] {
  const rows = Object.entries(evidence)
    .filter(([, { calls }]) => calls > 0)
    .sort(([, one], [, other]) => other.durationMs - one.durationMs)
    .map(([key, asked]) => ({
      lead: `${duration(asked.durationMs)}, ${counted(asked.calls, 'call')}`,
      text: `${key}${failureOf(sheet, asked)}`,
    }));
  const column = Math.max(0, ...rows.map(({ lead }) => columnsOf(lead))) + 2;
  return rows.flatMap(({ lead, text }) =>
    sheet.width < NARROW
      ? [lead, ...indented(prose(inset(sheet, 2), text), 2)]
      : behind(lead, column, prose(inset(sheet, column), text)),
  );
}

function failureOf({ symbols }: Sheet, { error }: ReportEvidence): string {
  if (error === undefined) return '';
  const what = error.kind === 'http' ? error.status : error.kind;
  const facts = [what, error.category, error.policy, error.route ?? error.host];
  return ` ${symbols.dash} ${facts.filter((fact) => fact !== undefined).join(' ')}`;
}
