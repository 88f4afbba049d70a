/**
 * What every format tells of the checks: which belong together, what each concludes, what is accepted and what is
 * asked. For whoever writes a format; how it looks is the format's own.
 */
import type { Report, ReportCheck } from '../core/report.ts';
import type { Suppression, SuppressionUse } from '../core/suppression.ts';
import type { Status } from '../core/verdict.ts';

/** A check of a report with its id. */
export interface ListedCheck {
  id: string;
  check: ReportCheck;
}

/** The checks in the order in which they were run. */
export function listedChecks(report: Report): ListedCheck[] {
  return Object.entries(report.checks).map(([id, check]) => ({ id, check }));
}

/** The first part of a check's id. */
export function areaOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

/** What counts conversations over a period, which somebody asked for by itself. */
const COUNT = 'impact.period';

/** Checks that tell of such a count; none where nothing was counted. */
export function countingChecks(report: Report): ListedCheck[] {
  if (report.evidence[COUNT]?.outcome !== 'ok') return [];
  return listedChecks(report).filter(({ check }) => check.evidence.includes(COUNT));
}

export function idsOf(listed: readonly ListedCheck[]): string {
  return listed.map(({ id }) => id).join(', ');
}

/** Checks under one heading. */
export interface CheckGroup {
  /** The area; null for the one checklist of a symptom. */
  area: string | null;
  /** What holds, to be told in one line; none in a checklist, where each stands by itself. */
  passes: ListedCheck[];
  /** Each with a line of its own. */
  single: ListedCheck[];
}

/** Several checks of which the same is to be said. */
export interface Fold {
  status: Status;
  /** How many, and which check blocks them: `3 blocked by token/accepted`. */
  text: string;
  /** The one reason of them all, where there is one. */
  reason: string | null;
  listed: ListedCheck[];
}

/**
 * The checks in brief. A symptom's checklist keeps its checks one by one, in the order of the troubleshooting page; a
 * whole run is told by areas. Apart from both stands what is blocked or does not apply, and by areas what one and the
 * same reason kept from being told: an outage would repeat it in every area.
 */
export function groupedChecks(
  report: Report,
  byArea = report.symptom === null,
): { groups: CheckGroup[]; folds: Fold[] } {
  const all = listedChecks(report);
  const folds = [
    ...(byArea || report.obstacle ? foldsOf(all, 'unknown', 'unknown') : []),
    ...blockedFolds(all),
    ...leftOutFolds(all),
  ];
  const folded = new Set(folds.flatMap(({ listed }) => listed));
  const rest = (listed: readonly ListedCheck[]) => listed.filter((one) => !folded.has(one));
  if (!byArea) return { groups: [{ area: null, passes: [], single: rest(all) }], folds };
  const groups = [...Map.groupBy(all, ({ id }) => areaOf(id))].map(([area, listed]) => ({
    area,
    passes: having(listed, 'pass'),
    single: rest(listed).filter(({ check }) => check.status !== 'pass'),
  }));
  return { groups: groups.filter(({ passes, single }) => passes.length + single.length > 0), folds };
}

/** What holds in a group, by the second parts of the ids: the area stands before them. */
export function passNames({ passes }: CheckGroup): string {
  return passes.map(({ id }) => id.slice(areaOf(id).length + 1)).join(', ');
}

function having(listed: readonly ListedCheck[], status: Status): ListedCheck[] {
  return listed.filter(({ check }) => check.status === status);
}

/** A fold for each reason that several checks share. */
function foldsOf(all: readonly ListedCheck[], status: Status, words: string): Fold[] {
  return [...Map.groupBy(having(all, status), ({ check }) => check.summary)]
    .filter(([, listed]) => listed.length > 1)
    .map(([reason, listed]) => ({ status, text: `${listed.length} ${words}`, reason, listed }));
}

function blockedFolds(all: readonly ListedCheck[]): Fold[] {
  return [...Map.groupBy(having(all, 'blocked'), ({ check }) => check.blockedBy)].map(([root, listed]) => ({
    status: 'blocked',
    text: `${listed.length} blocked${root === null ? '' : ` by ${root}`}`,
    reason: null,
    listed,
  }));
}

/** What does not apply or was not looked at: the reasons that several share say what would open them. */
function leftOutFolds(all: readonly ListedCheck[]): Fold[] {
  const folds = foldsOf(all, 'na', 'left out');
  const told = new Set(folds.flatMap(({ listed }) => listed));
  const others = having(all, 'na').filter((listed) => !told.has(listed));
  if (others.length === 0) return folds;
  const text = `${others.length} left out`;
  return [
    ...folds,
    {
      status: 'na',
      text,
      reason: others.length === 1 ? (others[0]?.check.summary ?? null) : null,
      listed: others,
    },
  ];
}

/** Says of a failure that somebody has decided to live with it for a while, and why. */
export function acceptance({ reason, expires }: Pick<Suppression, 'reason' | 'expires'>): string {
  return `Accepted until ${expires}: ${reason}`;
}

/** What a check concludes and, where its failure is accepted, until when and why. */
export function conclusion({ summary, suppressed }: ReportCheck): string {
  return suppressed === undefined ? summary : `${summary} ${acceptance(suppressed)}`;
}

/** A sentence for each entry of the file of suppressions that does nothing; none for those that cover a failure. */
export function idleSuppressions(use: SuppressionUse | undefined): string[] {
  if (use === undefined) return [];
  return [
    ...use.expired.map(
      ({ check, expires, reason }) =>
        `${check}: the suppression expired after ${expires} and covers nothing any more (${reason})`,
    ),
    ...use.unused.map(
      ({ check, reason }) =>
        `${check}: the suppression is not needed, the check found nothing wrong (${reason})`,
    ),
  ];
}
