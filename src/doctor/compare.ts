import type { Party } from '../core/parties.ts';
import type { Confidence, Status } from '../core/verdict.ts';
import type { ComparableCause, ComparableReport } from './bundle/read-report.ts';
import { type ComparedCheck, compareChecks, isTriedInVain, isUntold } from './compare-checks.ts';
import { type Caution, cautionsFor } from './compare-runs.ts';

const COMPARISON_VERSION = 1;

/** Which run it was. */
export interface ComparedRun {
  startedAt: string;
  /** Absent where HubSpot did not tell it. */
  portal?: number;
  symptom: string | null;
  status: ComparableReport['status'];
  version: string;
}

export interface ComparedCause {
  id: string;
  title: string;
  owner: Party;
  checks: string[];
}

/** Found in both runs. */
export interface OpenCause extends ComparedCause {
  confidence: { before: Confidence; after: Confidence };
}

/** A cause that the later run did not find, because it could not tell or because its failure is accepted there. */
export interface UntoldCause extends ComparedCause {
  /** Why nothing is known of it, check by check; null: the check was not run. */
  now: { check: string; status: Status | null; accepted: boolean }[];
}

/** What became of one run's findings in another one. */
export interface Comparison {
  schemaVersion: typeof COMPARISON_VERSION;
  before: ComparedRun;
  after: ComparedRun;
  /** Why the two may not be comparable. */
  cautions: Caution[];
  /**
   * A cause broke, or a check that passed or warned fails now. What came to light, or cannot be told any more, is not
   * known to be worse.
   */
  worse: boolean;
  causes: {
    mended: ComparedCause[];
    /** Found by the later run alone, where the earlier one looked. */
    broke: ComparedCause[];
    /** Found by the later run alone, where the earlier one could not tell: it may have been there all along. */
    revealed: ComparedCause[];
    open: OpenCause[];
    untold: UntoldCause[];
  };
  /** Checks that both runs have and of which they say different things. */
  checks: ComparedCheck[];
  /** Checks of which both say the same. */
  unchanged: number;
}

export function compareReports(before: ComparableReport, after: ComparableReport): Comparison {
  const { changed, unchanged } = compareChecks(before, after);
  const causes = compareCauses(before, after);
  return {
    schemaVersion: COMPARISON_VERSION,
    before: runOf(before),
    after: runOf(after),
    cautions: cautionsFor(before, after),
    worse: causes.broke.length > 0 || changed.some(({ change }) => change === 'broke'),
    causes,
    checks: changed,
    unchanged,
  };
}

function runOf({ startedAt, portal, symptom, status, tool }: ComparableReport): ComparedRun {
  return {
    startedAt,
    ...(portal.hubId !== undefined && { portal: portal.hubId }),
    symptom,
    status,
    version: tool.version,
  };
}

/** As much of a report as what became of its causes is told by. */
export type ComparableFindings = Pick<ComparableReport, 'causes' | 'checks'>;

export function compareCauses(before: ComparableFindings, after: ComparableFindings): Comparison['causes'] {
  const gone = before.causes.filter(({ id }) => !causeOf(after, id));
  const isOpen = ({ id, checks }: ComparableCause) =>
    causeOf(before, id) !== undefined || checks.some((check) => isAccepted(before, check));
  const found = after.causes.filter((cause) => !isOpen(cause));
  const isRevealed = ({ checks }: ComparableCause) => checks.every((id) => isUntold(before.checks[id]));
  return {
    mended: gone.filter((cause) => isCleared(cause, after)).map(told),
    broke: found.filter((cause) => !isRevealed(cause)).map(told),
    revealed: found.filter(isRevealed).map(told),
    // What was accepted before was there before: that it counts again is nothing new in the portal.
    open: after.causes.filter(isOpen).map((cause) => ({
      ...told(cause),
      confidence: {
        before: causeOf(before, cause.id)?.confidence ?? cause.confidence,
        after: cause.confidence,
      },
    })),
    untold: gone
      .filter((cause) => !isCleared(cause, after))
      .map((cause) => ({ ...told(cause), now: cause.checks.map((id) => standingOf(id, after)) })),
  };
}

function causeOf({ causes }: ComparableFindings, id: string): ComparableCause | undefined {
  return causes.find((cause) => cause.id === id);
}

/**
 * Gone for a reason: a check that had named the cause was judged again and does not name it any more, and none of the
 * others still fails with somebody's consent or was tried in vain. One that was not asked this time is no objection.
 */
function isCleared({ checks }: ComparableCause, after: ComparableFindings): boolean {
  const objects = (id: string) => isAccepted(after, id) || isTriedInVain(after.checks[id]);
  return checks.some((id) => !isUntold(after.checks[id])) && !checks.some(objects);
}

function isAccepted({ checks }: ComparableFindings, id: string): boolean {
  return checks[id]?.suppressed !== undefined;
}

function standingOf(id: string, report: ComparableFindings): UntoldCause['now'][number] {
  return { check: id, status: report.checks[id]?.status ?? null, accepted: isAccepted(report, id) };
}

function told({ id, title, owner, checks }: ComparableCause): ComparedCause {
  return { id, title, owner, checks: [...checks] };
}
