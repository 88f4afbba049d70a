import type { Report } from '../../core/report.ts';
import { type Fold, groupedChecks, idsOf } from '../checks.ts';
import { hang, mark, prose, type Sheet, section } from '../layout.ts';
import { groupRows, type Row, rowLines } from './checklist.ts';

/**
 * The checks where no cause answers: what is amiss or could not be told, then what holds by its areas, then how many were
 * left out.
 *
 * @param room lines that it may fill; where it is too small, what holds is only counted, and the end of what is amiss too
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
    ...restLines(inner, report, passes.length === 0),
  ];
  const counts = amiss.map((_, index) => amiss.length - index);
  const blocks = [draw(amiss.length, holding), ...[...counts, 0].map((shown) => draw(shown, []))];
  const sections = blocks.map((block) => section(sheet, 'Checks', block));
  return sections.find(({ length }) => length <= room) ?? sections.at(-1) ?? [];
}

/** In one line where it says why: the ids stand in full. */
function foldLines(sheet: Sheet, { status, text, reason, listed }: Fold): string[] {
  const why = reason ?? idsOf(listed);
  return hang(sheet, mark(sheet, status), (room) => prose(room, `${text}: ${why}`));
}

function restLines(sheet: Sheet, { summary: { pass, na } }: Report, countPasses: boolean): string[] {
  const parts = [
    ...(countPasses && pass > 0 ? [`${pass} ${pass === 1 ? 'passes' : 'pass'}`] : []),
    ...(na > 0 ? [`${na} left out`] : []),
  ];
  if (parts.length === 0) return [];
  return prose(sheet, `${parts.join(', ')}; which, and why: --full`, sheet.chalk.dim);
}
