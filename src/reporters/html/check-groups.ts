import type { Report } from '../../core/report.ts';
import type { Status } from '../../core/verdict.ts';
import { areaOf, type ListedCheck, listedChecks } from '../checklist.ts';

/** Checks under one heading. */
export interface CheckGroup {
  /** The area; null for the one checklist of a symptom. */
  heading: string | null;
  /** Each with a row of its own. */
  single: ListedCheck[];
  folds: Fold[];
}

/** Several checks of which the same is to be said. */
export interface Fold {
  status: Status;
  text: string;
  listed: ListedCheck[];
}

/**
 * The checks grouped as the text report groups them: a symptom's checklist in its order, a whole run by areas with
 * what holds folded. Last, without a heading, what one and the same reason kept from being told or does not apply.
 */
export function checkGroups(report: Report): CheckGroup[] {
  const all = listedChecks(report);
  const last = { heading: 'Not told, or not applicable', single: [], folds: lastFolds(report, all) };
  const groups = report.symptom === null ? byArea(all, last.folds) : [checklist(all, last.folds)];
  return [...groups, last].filter(({ single, folds }) => single.length + folds.length > 0);
}

function checklist(all: readonly ListedCheck[], folded: readonly Fold[]): CheckGroup {
  return { heading: null, single: without(all, folded), folds: [] };
}

function byArea(all: readonly ListedCheck[], folded: readonly Fold[]): CheckGroup[] {
  return [...Map.groupBy(without(all, folded), ({ id }) => areaOf(id))].map(([area, listed]) => {
    const passes = listed.filter(({ check }) => check.status === 'pass');
    const names = passes.map(({ id }) => id.slice(area.length + 1)).join(', ');
    return {
      heading: area,
      single: listed.filter(({ check }) => check.status !== 'pass'),
      folds: passes.length === 0 ? [] : [{ status: 'pass', text: names, listed: passes }],
    };
  });
}

function without(all: readonly ListedCheck[], folds: readonly Fold[]): ListedCheck[] {
  const folded = new Set(folds.flatMap(({ listed }) => listed));
  return all.filter((listed) => !folded.has(listed));
}

function lastFolds({ symptom }: Report, all: readonly ListedCheck[]): Fold[] {
  const having = (status: Status) => all.filter(({ check }) => check.status === status);
  const blocked = [...Map.groupBy(having('blocked'), ({ check }) => check.blockedBy)].map(
    ([root, listed]): Fold => ({
      status: 'blocked',
      text: `${listed.length} blocked${root === null ? '' : ` by ${root}`}`,
      listed,
    }),
  );
  // In a whole run an outage would repeat its one reason in every area.
  const untold = symptom === null ? [...Map.groupBy(having('unknown'), ({ check }) => check.summary)] : [];
  const unknown = untold
    .filter(([, listed]) => listed.length > 1)
    .map(
      ([reason, listed]): Fold => ({
        status: 'unknown',
        text: `${listed.length} unknown: ${reason}`,
        listed,
      }),
    );
  const notApplicable = having('na');
  return [
    ...unknown,
    ...blocked,
    ...(notApplicable.length === 0
      ? []
      : [{ status: 'na' as const, text: `${notApplicable.length} not applicable`, listed: notApplicable }]),
  ];
}
