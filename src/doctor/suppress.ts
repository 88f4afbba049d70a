import type { Suppression, SuppressionUse } from '../core/suppression.ts';
import type { Status, Verdict } from '../core/verdict.ts';

export interface SuppressionContext {
  /** Portal of this run; absent where HubSpot did not tell. */
  portal?: number;
  /** Profile of this run. */
  profile?: string;
  /** Epoch milliseconds. */
  now: number;
}

/** Only what was found wrong can be lived with; that something could not be told is no finding. */
const COVERED: readonly Status[] = ['fail', 'warn'];

/**
 * Marks the verdicts that a suppression covers. They keep their status, so that a suppressed failure is still shown
 * as one; whoever counts problems or looks for causes leaves the marked ones out.
 *
 * An entry of another portal or profile, or for a check that was not judged, says nothing about this run and is
 * neither unused nor expired in it.
 */
export function applySuppressions(
  verdicts: readonly Verdict[],
  suppressions: readonly Suppression[],
  context: SuppressionContext,
): { verdicts: readonly Verdict[]; use: SuppressionUse } {
  if (suppressions.length === 0) return { verdicts, use: { applied: [], unused: [], expired: [] } };
  const judged = new Map(verdicts.map((verdict) => [verdict.check, verdict]));
  const concerning = suppressions.filter(({ check, scope }) => judged.has(check) && holdsIn(scope, context));
  const expired = concerning.filter(({ expires }) => endOf(expires) <= context.now);
  const standing = concerning.filter((entry) => !expired.includes(entry));
  const covers = (entry: Suppression) => COVERED.includes(judged.get(entry.check)?.status ?? 'na');
  const byCheck = new Map<string, Suppression>(
    standing.filter(covers).map((entry) => [entry.check, entry] as const),
  );
  return {
    verdicts: verdicts.map((verdict) => {
      const entry = byCheck.get(verdict.check);
      if (!entry) return verdict;
      return { ...verdict, suppressed: { reason: entry.reason, expires: entry.expires } };
    }),
    use: {
      applied: [...byCheck.keys()],
      unused: standing.filter((entry) => isSettled(judged.get(entry.check)) && !covers(entry)),
      expired,
    },
  };
}

/** Whether it holds now is known for good: a check that could not be told may still fail. */
function isSettled(verdict: Verdict | undefined): boolean {
  return verdict?.status === 'pass' || verdict?.status === 'na';
}

function holdsIn(scope: Suppression['scope'], context: SuppressionContext): boolean {
  return (
    (scope.portal === undefined || scope.portal === context.portal) &&
    (scope.profile === undefined || scope.profile === context.profile)
  );
}

const DAY_MS = 86_400_000;

/** Epoch milliseconds at which the day is over. */
function endOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) + DAY_MS;
}
