import type { Report, ReportCause } from '../core/report.ts';
import { STATUSES, type Status, type Threshold, type Verdict } from '../core/verdict.ts';

const COUNTED: Record<Threshold, readonly Status[]> = {
  fail: ['fail'],
  warn: ['fail', 'warn'],
  manual: ['fail', 'warn', 'manual'],
};

export function summarize(verdicts: readonly Verdict[]): Record<Status, number> {
  const summary = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>;
  for (const { status } of verdicts.filter(isOpen)) summary[status] += 1;
  return summary;
}

/**
 * `problems` wins over `incomplete`. A run is incomplete when something could not be told, when a check is blocked
 * and no root cause was found for it, or when nothing was judged at all: an empty run proves nothing.
 */
export function statusOf(
  verdicts: readonly Verdict[],
  causes: readonly ReportCause[],
  threshold: Threshold,
): Report['status'] {
  const open = verdicts.filter(isOpen);
  if (open.some(({ status }) => COUNTED[threshold].includes(status))) return 'problems';
  const accepted = verdicts.filter((verdict) => !isOpen(verdict)).map(({ check }) => check);
  const rootIsKnown = ({ blockedBy }: Verdict) =>
    causes.length > 0 || (blockedBy !== null && accepted.includes(blockedBy));
  const unsettled = open.some(
    (verdict) =>
      verdict.status === 'unknown' ||
      verdict.status === 'crash' ||
      (verdict.status === 'blocked' && !rootIsKnown(verdict)),
  );
  const judged = verdicts.some(
    ({ status, suppressed }) => status === 'pass' || status === 'warn' || suppressed,
  );
  return unsettled || !judged ? 'incomplete' : 'healthy';
}

/** Not accepted by a suppression. */
export function isOpen({ suppressed }: Verdict): boolean {
  return suppressed === undefined;
}
