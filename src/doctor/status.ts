/** What a run comes to: in a word for its report, and by its threshold for whoever has to stop or go on. */
import type { Report, ReportCause } from '../core/report.ts';
import { STATUSES, type Status, THRESHOLDS, type Threshold, type Verdict } from '../core/verdict.ts';

export function summarize(verdicts: readonly Verdict[]): Record<Status, number> {
  const summary = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>;
  for (const { status } of verdicts.filter(isOpen)) summary[status] += 1;
  return summary;
}

/**
 * A run is incomplete when something could not be told, when a check is blocked and no root cause was found for it, or
 * when nothing was judged at all: an empty run proves nothing.
 */
export function statusOf(verdicts: readonly Verdict[], causes: readonly ReportCause[]): Report['status'] {
  const open = verdicts.filter(isOpen);
  const has = (status: Status) => open.some((verdict) => verdict.status === status);
  if (has('fail')) return 'problems';
  const accepted = verdicts.filter((verdict) => !isOpen(verdict)).map(({ check }) => check);
  const rootIsKnown = ({ blockedBy }: Verdict) =>
    causes.length > 0 || (blockedBy !== null && accepted.includes(blockedBy));
  const isUnsettled = open.some((verdict) => verdict.status === 'blocked' && !rootIsKnown(verdict));
  const isJudged = has('pass') || has('warn') || accepted.length > 0;
  if (has('unknown') || has('crash') || isUnsettled || !isJudged) return 'incomplete';
  if (has('warn')) return 'warnings';
  return has('manual') ? 'open' : 'healthy';
}

/** As `RUN_STATUSES` has them; the schemas beside those are not loaded for a report that is only made. */
const WORST_FIRST: readonly Report['status'][] = ['problems', 'incomplete', 'warnings', 'open', 'healthy'];

/** Of several reports: the first that holds of any. */
export function worstStatus(statuses: readonly Report['status'][]): Report['status'] {
  return WORST_FIRST.find((status) => statuses.includes(status)) ?? 'incomplete';
}

/** Not accepted by a suppression. */
export function isOpen({ suppressed }: Verdict): boolean {
  return suppressed === undefined;
}

/** Whether a verdict counts as a problem. The thresholds grow: each counts what those before it count. */
export function isProblem(status: Status, threshold: Threshold): boolean {
  const counted: readonly Status[] = THRESHOLDS.slice(0, THRESHOLDS.indexOf(threshold) + 1);
  return counted.includes(status);
}

/** What whoever started the run acts on. `incomplete`: whether there is a problem cannot be told. */
export type Conclusion = 'clean' | 'problems' | 'incomplete';

/** Problems win over incomplete, at whatever threshold. */
export function conclusionOf(
  { status, summary }: Pick<Report, 'status' | 'summary'>,
  threshold: Threshold,
): Conclusion {
  const found = STATUSES.some((each) => summary[each] > 0 && isProblem(each, threshold));
  if (found) return 'problems';
  return status === 'incomplete' ? 'incomplete' : 'clean';
}
