import type { Report } from '../core/report.ts';
import type { Status } from '../core/verdict.ts';
import { THRESHOLDS, type Threshold } from '../doctor/status.ts';
import { listedChecks } from './checklist.ts';

/** Statuses of a check that somebody tried to judge, and could not. */
const UNTOLD: readonly Status[] = ['unknown', 'crash'];

/** Whether a status turns a build red. The thresholds grow: each counts what those before it count. */
export function isProblem(status: Status, failOn: Threshold): boolean {
  const counted: readonly Status[] = THRESHOLDS.slice(0, THRESHOLDS.indexOf(failOn) + 1);
  return counted.includes(status);
}

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
