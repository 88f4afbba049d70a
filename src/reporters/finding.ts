/**
 * One check as a build server tells it: whether it turns the build red, and in plain lines what stands behind it.
 * For the formats that machines show beside a step: JUnit and GitHub's annotations.
 */
import type { EvidenceError } from '../core/evidence.ts';
import type { Fix, Report, ReportCause, ReportCheck } from '../core/report.ts';
import type { Status } from '../core/verdict.ts';
import { printable } from '../redact/printable.ts';
import { fixLabel } from './causes.ts';
import { listedChecks } from './checks.ts';
import { errorText, sourceOf } from './evidence.ts';
import { PARTY_ACTS } from './words.ts';

/** Statuses of a check that somebody tried to judge, and could not. */
const UNTOLD: readonly Status[] = ['unknown', 'crash'];

/** Whether it was tried to judge a check, in vain. */
export function isUntold(status: Status): boolean {
  return UNTOLD.includes(status);
}

/**
 * Whether the run is incomplete and no check of it says so: nothing was judged at all, or everything is blocked by
 * what nobody knows. A list of checks alone would look green beside the exit code 3.
 */
export function isSilentlyIncomplete(report: Report): boolean {
  return (
    report.status === 'incomplete' &&
    !listedChecks(report).some(({ check }) => check.suppressed === undefined && isUntold(check.status))
  );
}

/** The causes that a check found, most likely first. */
export function causesFoundBy(report: Report, id: string): ReportCause[] {
  return report.causes.filter(({ checks }) => checks.includes(id));
}

/**
 * What stands behind one check's summary, one thing a line and without any layout: for programs that show plain
 * text beside a check. Measured, expected, why evidence failed, then each cause with who can fix it and how.
 */
export function findingLines(report: Report, id: string, check: ReportCheck): string[] {
  return [
    ...labelled('Measured', check.measured),
    ...labelled('Expected', check.expected),
    ...(check.statedAt === undefined ? [] : labelled('Source', sourceOf(check, report))),
    ...failedEvidence(report, check).map(([key, error]) => `Not obtained: ${key}: ${errorText(error)}`),
    ...causesFoundBy(report, id).flatMap(causeLines),
    ...labelled('Docs', check.docs),
  ]
    .map(printable)
    .filter((line) => line !== '');
}

function causeLines(cause: ReportCause): string[] {
  return [
    `Cause: ${cause.title} (${cause.id}, ${cause.confidence}; ${PARTY_ACTS[cause.owner]})`,
    ...labelled('Follows from', cause.followsFrom),
    ...cause.fixes.flatMap(fixLines),
  ];
}

function fixLines(fix: Fix, index: number): string[] {
  const label = fixLabel(fix, index);
  const steps =
    fix.steps.length === 1
      ? fix.steps.map((step) => `${label}: ${step}`)
      : [`${label}:`, ...fix.steps.map((step, place) => `${place + 1}. ${step}`)];
  return [...steps, ...labelled('Where', fix.where), ...labelled('Link', fix.url)];
}

function failedEvidence(report: Report, check: ReportCheck): [key: string, error: EvidenceError][] {
  if (check.status !== 'unknown') return [];
  return check.evidence.flatMap((key): [string, EvidenceError][] => {
    const { outcome, error } = report.evidence[key] ?? {};
    return outcome !== 'error' || error === undefined ? [] : [[key, error]];
  });
}

function labelled(label: string, text: string | null | undefined): string[] {
  return text === null || text === undefined || printable(text) === '' ? [] : [`${label}: ${text}`];
}
