/** A report in the lines that make it what it is: what was concluded, in which order, and what is asked. */
import type { Report, ReportCause, ReportCheck, ReportQuestion } from '../../../src/core/report.ts';

export function printedReport(report: Report): string[] {
  const { status, portal, connection, symptom, obstacle, summary, causes, nextTest, questions } = report;
  const counts = Object.entries(summary).flatMap(([word, count]) => (count > 0 ? [`${count} ${word}`] : []));
  return [
    `${status}: ${counts.join(', ')}`,
    `portal ${JSON.stringify(portal)}, ${connection.mode} (${connection.by}), symptom ${symptom}`,
    ...(obstacle ? [`in the way: ${JSON.stringify(obstacle)}`] : []),
    ...causes.flatMap(printedCause),
    ...(nextTest ? [`next: ${nextTest.check}: ${nextTest.question} ${nextTest.command ?? ''}`.trim()] : []),
    ...questions.map(printedQuestion),
    ...(report.answerNotes ?? []).map((note) => `note: ${JSON.stringify(note)}`),
  ];
}

function printedCause(cause: ReportCause): string[] {
  const { id, confidence, owner, checks, evidence, against, followsFrom, explains, fixes } = cause;
  return [
    `cause ${id}: ${confidence}, ${owner}, by ${checks.join(', ')}${followsFrom ? `, follows from ${followsFrom}` : ''}`,
    `  ${cause.title}`,
    `  measured: ${cause.measured}`,
    `  expected: ${cause.expected}`,
    `  rests on: ${evidence.join(', ')}${against.length > 0 ? `; against it: ${against.join(', ')}` : ''}`,
    `  explains: ${explains.join(', ') || 'nothing'}`,
    ...fixes.map(
      ({ kind, where, url, verify }) => `  ${[kind, where, url, verify].filter(Boolean).join(' | ')}`,
    ),
  ];
}

function printedQuestion({ key, kind, choices, where, url, settles }: ReportQuestion): string {
  const what = [kind, choices?.join('/'), where, url].filter(Boolean).join(' | ');
  return `asks ${key}: ${what}; settles ${settles.join(', ')}`;
}

/** What each check says; what passed says no more than that. */
export function printedVerdicts({ checks }: Report): string[] {
  return Object.entries(checks).flatMap(([id, check]) => printedCheck(id, check));
}

function printedCheck(id: string, { status, summary, blockedBy, source, statedAt }: ReportCheck): string[] {
  if (status === 'pass') return [];
  const by = blockedBy ? ` by ${blockedBy}` : '';
  return [`${status}${by} ${id} (${source}${statedAt ? `, ${statedAt}` : ''}): ${summary}`];
}

/** What could not be had, and why. */
export function printedEvidence({ evidence }: Report): string[] {
  return Object.entries(evidence).flatMap(([key, { outcome, source, error, why }]) =>
    outcome === 'ok'
      ? []
      : [`${outcome} ${key} (${source}): ${[error?.kind, error?.status, why].filter(Boolean).join(' ')}`],
  );
}
