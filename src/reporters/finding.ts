import type { EvidenceError } from '../core/evidence.ts';
import type { Fix, Report, ReportCause, ReportCheck } from '../core/report.ts';
import { fixLabel } from './causes.ts';
import { errorText } from './check-details.ts';
import { printable } from './layout.ts';
import { PARTY_ACTS } from './words.ts';

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
    const error = report.evidence[key]?.error;
    return error === undefined ? [] : [[key, error]];
  });
}

function labelled(label: string, text: string | null | undefined): string[] {
  return text === null || text === undefined || printable(text) === '' ? [] : [`${label}: ${text}`];
}
