import type { Status } from '../core/verdict.ts';
import type { ComparableCheck, ComparableReport } from './bundle/read-report.ts';

/**
 * What the change of a check's status means. `untold` says only that it was judged before and is not any more,
 * `told` the reverse; a failure that somebody has accepted is neither `broke` nor `mended`.
 */
export type CheckChange = 'mended' | 'broke' | 'eased' | 'untold' | 'told' | 'accepted' | 'other';

export interface ComparedCheck {
  id: string;
  change: CheckChange;
  before: Status;
  after: Status;
  /** What the later run says. */
  summary: string;
}

/** Statuses of a check that was judged. */
const JUDGED: readonly Status[] = ['pass', 'warn', 'fail'];
const IN_VAIN: readonly Status[] = ['unknown', 'blocked', 'crash'];

/** Nothing is known of what the check claims: it was not run, or it could not be told. */
export function isUntold(check: ComparableCheck | undefined): boolean {
  return check === undefined || !JUDGED.includes(check.status);
}

/** It was tried to judge the check, and something stood in the way. */
export function isTriedInVain(check: ComparableCheck | undefined): boolean {
  return check !== undefined && IN_VAIN.includes(check.status);
}

/** Checks that only one of the two runs has are left out: they were not selected in the other. */
export function compareChecks(
  before: ComparableReport,
  after: ComparableReport,
): { changed: ComparedCheck[]; unchanged: number } {
  const pairs = Object.entries(after.checks).flatMap(([id, now]) => {
    const then = before.checks[id];
    return then && now ? [{ id, then, now }] : [];
  });
  const changed = pairs.filter(({ then, now }) => !isSame(then, now));
  return {
    changed: changed.map(({ id, then, now }) => ({
      id,
      change: changeOf(then, now),
      before: then.status,
      after: now.status,
      summary: now.summary,
    })),
    unchanged: pairs.length - changed.length,
  };
}

function isSame(then: ComparableCheck, now: ComparableCheck): boolean {
  return then.status === now.status && (then.suppressed === undefined) === (now.suppressed === undefined);
}

function changeOf(then: ComparableCheck, now: ComparableCheck): CheckChange {
  if (now.suppressed) return 'accepted';
  if (isUntold(then) || isUntold(now)) return tellingOf(then, now);
  if (now.status === 'pass') return 'mended';
  if (now.status === 'warn') return then.status === 'fail' ? 'eased' : 'other';
  return then.status === 'fail' ? 'other' : 'broke';
}

function tellingOf(then: ComparableCheck, now: ComparableCheck): CheckChange {
  if (!isUntold(then)) return 'untold';
  return isUntold(now) ? 'other' : 'told';
}
