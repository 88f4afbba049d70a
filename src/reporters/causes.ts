/**
 * What every format tells of the causes: which follow from which, why there is none, what a fix is called. For whoever
 * writes a format; how it looks is the format's own.
 */
import { SYMPTOM_IDS, SYMPTOM_WORDS } from '../../checks/symptoms.ts';
import type { Fix, Obstacle, Report, ReportCause, RunStatus } from '../core/report.ts';
import { printable } from '../redact/printable.ts';
import { failureReason } from './untold-reason.ts';
import { OBSTACLE_WORDS, PARTY_ACTS } from './words.ts';

/** A root cause with the causes that follow from it, near or far. */
export interface CauseFamily {
  root: ReportCause;
  consequences: ReportCause[];
}

/** Causes with their consequences folded beneath them, in the report's order: first = most likely. */
export function causeFamilies(causes: readonly ReportCause[]): CauseFamily[] {
  const families = new Map<ReportCause, CauseFamily>();
  for (const cause of causes) {
    if (rootOf(cause, causes) === cause) families.set(cause, { root: cause, consequences: [] });
  }
  for (const cause of causes) {
    const root = rootOf(cause, causes);
    if (root !== cause) families.get(root)?.consequences.push(cause);
  }
  return [...families.values()];
}

/** A cause that follows from one that is not in the report, or in a circle from itself, is its own root. */
function rootOf(cause: ReportCause, causes: readonly ReportCause[]): ReportCause {
  const passed = new Set([cause]);
  let root = cause;
  for (;;) {
    const { followsFrom } = root;
    const parent =
      followsFrom === null
        ? undefined
        : causes.find((other) => other.id === followsFrom && isOfSame(other, root));
    if (parent === undefined) return root;
    if (passed.has(parent)) return cause;
    passed.add(parent);
    root = parent;
  }
}

/** What is in one conversation brings nothing about in another. */
function isOfSame({ thread: one }: ReportCause, { thread: other }: ReportCause): boolean {
  return one === undefined || other === undefined || one === other;
}

/** Why there is no cause to show, in one sentence. */
export function withoutCause(report: Report): string {
  if (report.obstacle) return 'Until that is mended, nothing can be said of what could not be asked.';
  return WITHOUT_CAUSE[report.status](report);
}

const UNEXPLAINED = 'No documented cause explains what the checks below found.';

const WITHOUT_CAUSE: Readonly<Record<RunStatus, (report: Report) => string>> = {
  problems: () => UNEXPLAINED,
  incomplete: (report) => {
    const reason = failureReason(report);
    return reason === undefined
      ? 'No cause found, but not everything could be told: the checks below say what is missing.'
      : `No cause found, but not everything could be told; the main reason: ${reason}.`;
  },
  warnings: () => UNEXPLAINED,
  open: () =>
    'No cause found so far: what could be measured holds, and the open questions below can still decide.',
  healthy: ({ checks }) =>
    Object.values(checks).some(({ suppressed }) => suppressed !== undefined)
      ? 'No cause found apart from failures that are accepted for now.'
      : 'No cause found: every claim that was checked holds.',
};

const FIX_LABELS: Readonly<Record<Fix['kind'], string>> = { manual: 'Fix', command: 'Run', wait: 'Wait' };

/** The word before a fix; every way out but the first is one to choose instead. */
export function fixLabel({ kind }: Fix, index: number): string {
  return index === 0 ? FIX_LABELS[kind] : 'Or';
}

/** What kept a run from learning much: in one sentence with whose it is, and what to do, each thing once. */
export function obstacleParts({ id, title, owner, measured, fixes }: Obstacle) {
  return {
    sentence: `${printable(title) || OBSTACLE_WORDS[id]} (${PARTY_ACTS[owner]}).`,
    measured,
    fixes: fixes.filter((fix) => printable(fix) !== ''),
  };
}

/** What can be seen whatever way HubSpot is connected. */
const ANY_CONNECTION = SYMPTOM_IDS.filter((id) => SYMPTOM_WORDS[id].mode === undefined);

/** The symptoms that a cause explains, as words. */
export function explained({ explains }: ReportCause): string {
  return ANY_CONNECTION.every((id) => explains.includes(id)) ? 'every symptom' : explains.join(', ');
}
