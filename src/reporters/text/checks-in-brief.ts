import type { Report } from '../../core/report.ts';
import type { Status } from '../../core/verdict.ts';
import { type Fold, groupedChecks, idsOf } from '../checks.ts';
import { hang, mark, prose, type Sheet } from '../layout.ts';
import { groupRows, type Row, rowLines } from './checklist.ts';
import { filledSection } from './sections.ts';
import { standings } from './standings.ts';

/**
 * The checks where no cause answers: what is amiss or could not be told, then what holds by its areas, then how many were
 * left out.
 *
 * @param room lines that it may fill; where it is too small, what holds is only counted, then the end of what is amiss,
 *   and in the end all of them are
 */
export function checksInBrief(sheet: Sheet, report: Report, room: number): string[] {
  const { groups, folds } = groupedChecks(report, true);
  const rows = groups.flatMap((group) => groupRows(group, report));
  const holding = rows.filter(({ status }) => status === 'pass');
  const amiss = rows.filter(({ status }) => status !== 'pass');
  const told = folds.filter(({ status }) => status !== 'na');
  const draw = (shown: number, passes: readonly Row[]) => (inner: Sheet) => [
    ...rowLines(inner, [...amiss.slice(0, shown), ...passes]),
    ...told.flatMap((fold) => foldLines(inner, fold)),
    ...(shown < amiss.length
      ? prose(inner, `and ${amiss.length - shown} more: --full`, inner.chalk.dim)
      : []),
    ...restLines(inner, report, passes.length === 0 ? ['pass', 'na'] : ['na']),
  ];
  const counts = amiss.map((_, index) => amiss.length - index);
  const blocks = [
    draw(amiss.length, holding),
    ...[...counts, 0].map((shown) => draw(shown, [])),
    (inner: Sheet) => restLines(inner, report, EACH),
  ];
  const sections = blocks.map((block) => filledSection(sheet, 'Checks', block));
  return sections.find(({ length }) => length <= room) ?? sections.at(-1) ?? [];
}

/** What is told of checks that all stand in one line. */
const EACH: readonly Status[] = ['fail', 'warn', 'unknown', 'crash', 'blocked', 'pass', 'na'];

/** In one line where it says why: the ids stand in full. */
function foldLines(sheet: Sheet, { status, text, reason, listed }: Fold): string[] {
  const why = reason ?? idsOf(listed);
  return hang(sheet, mark(sheet, status), (room) => prose(room, `${text}: ${why}`));
}

/** What has no line of its own, counted. */
function restLines(sheet: Sheet, { summary }: Report, statuses: readonly Status[]): string[] {
  const parts = standings(summary, statuses);
  if (parts.length === 0) return [];
  return prose(sheet, `${parts.join(', ')}; which, and why: --full`, sheet.chalk.dim);
}
