import type { Obstacle, Report, ReportCheck } from '../core/report.ts';
import { jsonText } from '../redact/printable.ts';
import { listedChecks } from './checks.ts';
import { checkInOrder, reportInOrder } from './json.ts';

/** One verdict on one line, without the newline: what is known of a check as soon as it is judged. */
export function verdictLineJson(id: string, check: ReportCheck): string {
  return jsonText({ type: 'verdict', check: id, ...checkInOrder(check) });
}

/**
 * What can be said only when all verdicts are there: what kept the run from learning much, a line for each cause, most likely first, and as the last line
 * the run itself with everything in the report that has no line of its own. Evidence is left to `--format json`.
 */
export function closingLines(report: Report): string[] {
  const { causes, checks: _checks, evidence: _evidence, ...run } = reportInOrder(report);
  return [
    ...(run.obstacle ? [obstacleLine(run.obstacle)] : []),
    ...causes.map((cause) => jsonText({ type: 'cause', ...cause })),
    jsonText({ type: 'report', ...run }),
  ];
}

/** The report as JSON lines: the obstacle, where there is one, verdicts in the order of the checklist, causes, the run. */
export function renderNdjson(report: Report): string {
  const verdicts = listedChecks(report).map(({ id, check }) => verdictLineJson(id, check));
  const [first, ...rest] = closingLines(report);
  const opening = report.since ? [jsonText({ type: 'since', ...report.since })] : [];
  const lines = report.obstacle ? [first, ...verdicts, ...rest] : [...verdicts, first, ...rest];
  return `${[...opening, ...lines].join('\n')}\n`;
}

function obstacleLine(obstacle: Obstacle): string {
  return jsonText({ type: 'obstacle', ...obstacle });
}
