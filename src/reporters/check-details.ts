import type { EvidenceError } from '../core/evidence.ts';
import type { Report, ReportEvidence } from '../core/report.ts';
import type { Status } from '../core/verdict.ts';
import { type ListedCheck, listedChecks, sign } from './checklist.ts';
import { field, fieldList, hang, indented, inset, mark, prose, remarked, type Sheet } from './layout.ts';
import { conclusion } from './suppressions.ts';
import { cost, duration, sourceOf } from './words.ts';

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
    ...remarked(room, conclusion(check), sourceOf(check, report.evidence)),
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

const OUTCOME_STATUS: Readonly<Record<ReportEvidence['outcome'], Status>> = {
  ok: 'pass',
  missing: 'manual',
  error: 'unknown',
};

/** Every piece of evidence with its source, outcome, time and cost. */
export function evidenceLines(sheet: Sheet, report: Report): string[] {
  return Object.entries(report.evidence).flatMap(([key, evidence]) =>
    hang(sheet, mark(sheet, OUTCOME_STATUS[evidence.outcome]), (room) =>
      prose(room, `${key} ${sheet.symbols.dash} ${evidenceText(evidence)}`),
    ),
  );
}

/** What became of one piece of evidence, in a line. */
export function evidenceText(evidence: ReportEvidence): string {
  const { error } = evidence;
  if (evidence.outcome === 'missing') return `not given: ${evidence.why ?? 'nobody said'}`;
  const origin = evidence.origin === undefined ? '' : ` (${evidence.origin})`;
  const age = evidence.stale === true ? ', over 7 days old' : '';
  const provenance = `${evidence.source}${origin}, ${evidence.at}${age}, ${cost(evidence.calls, evidence.durationMs)}`;
  return evidence.outcome === 'ok'
    ? provenance
    : `failed: ${error === undefined ? 'no reason was recorded' : errorText(error)}; ${provenance}`;
}

/** Why evidence could not be had, with the facts of the refused call. */
export function errorText(error: EvidenceError): string {
  const facts = [error.kind, error.status, error.category, error.policy, error.route, error.correlationId];
  return `${error.message} [${facts.filter((fact) => fact !== undefined).join(', ')}]`;
}
