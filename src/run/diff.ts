/** Compares saved runs, judged by the rules of today: `diff`. */
import { resolve } from 'node:path';
import type { Report } from '../core/report.ts';
import type { ComparableReport } from '../doctor/bundle/read-report.ts';
import { rulesNote } from '../doctor/bundle/rules.ts';
import { readSavedRun } from '../doctor/bundle/saved-run.ts';
import { type Comparison, compareReports } from '../doctor/compare.ts';
import type { Caution } from '../doctor/compare-runs.ts';
import { replay } from '../doctor/replay.ts';
import { judging, rulesOfToday } from './saved.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Compares two runs, each a bundle or a JSON report that was saved, or a report at hand; what is to be known of one file alone comes first among
 * the cautions.
 *
 * @throws UsageError for a file that is neither, or cannot be read
 */
export async function diff(
  { before, after }: { before: string | Report; after: string | Report },
  around: Pick<Surroundings, 'cwd'>,
): Promise<Comparison> {
  const [first, second] = await Promise.all([readRun(before, around), readRun(after, around)]);
  const comparison = compareReports(first.report, second.report);
  comparison.cautions.unshift(...first.cautions, ...second.cautions);
  return comparison;
}

async function readRun(
  file: string | Report,
  { cwd }: Pick<Surroundings, 'cwd'>,
): Promise<{ report: ComparableReport; cautions: Caution[] }> {
  if (typeof file !== 'string') return { report: file, cautions: [] };
  const saved = await readSavedRun(resolve(cwd, file));
  if (saved.kind === 'report') return { report: saved.report, cautions: [] };
  const note = rulesNote(saved.bundle, rulesOfToday());
  const cautions: Caution[] = [];
  if (note !== null) cautions.push({ kind: 'rules', text: `${file}: ${note}` });
  if (saved.leftOut.length > 0) {
    const text = `${file}: not understood and left out: ${saved.leftOut.join(', ')}.`;
    cautions.push({ kind: 'left-out', text });
  }
  return { report: replay(saved.bundle, judging()), cautions };
}
