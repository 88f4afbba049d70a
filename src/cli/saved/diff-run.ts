import { resolve } from 'node:path';
import { environmentSecrets, expectPlaceFor } from '../../config/index.ts';
import type { ComparableReport } from '../../doctor/bundle/read-report.ts';
import { rulesDigest, rulesNote } from '../../doctor/bundle/rules.ts';
import { readSavedRun } from '../../doctor/bundle/saved-run.ts';
import { compareReports } from '../../doctor/compare.ts';
import type { Caution } from '../../doctor/compare-runs.ts';
import { replay } from '../../doctor/replay.ts';
import { createRedactor } from '../../redact/index.ts';
import { renderComparison } from '../../reporters/comparison/formats.ts';
import type { DiffFlags } from '../commands/diff.ts';
import { EXIT } from '../exit-codes.ts';
import { type Io, toolVersion } from '../io.ts';
import { expectApart } from '../places-to-write.ts';
import { pageFor, putOut } from '../put-out.ts';

/** `opencx-hubspot diff A B`: two saved runs, side by side. */
export async function diff(before: string, after: string, flags: DiffFlags, io: Io): Promise<number> {
  const { format, output } = flags;
  const saved = [before, after].map((file) => ({ flag: 'a run to compare', file }));
  if (output !== undefined) expectApart([{ flag: '--output', file: output }], saved, io);
  if (output !== undefined) await expectPlaceFor(resolve(io.cwd, output), 'comparison');
  const [first, second] = await Promise.all([readRun(before, io), readRun(after, io)]);
  const comparison = compareReports(first.report, second.report);
  comparison.cautions.unshift(...first.cautions, ...second.cautions);

  // Saved files are what others made: nothing that looks secret in them is passed on.
  const redactor = createRedactor(environmentSecrets(io.env));
  const text = await renderComparison(format, comparison, pageFor(output, io));
  await putOut(text, 'comparison', output, redactor, io);
  if (output !== undefined) io.err(`The comparison is in ${output}.\n`);
  return comparison.worse ? EXIT.problems : EXIT.healthy;
}

interface ReadRun {
  report: ComparableReport;
  /** What is to be known of this file alone. */
  cautions: Caution[];
}

async function readRun(file: string, io: Io): Promise<ReadRun> {
  const saved = await readSavedRun(resolve(io.cwd, file));
  if (saved.kind === 'report') return { report: saved.report, cautions: [] };
  const today = { version: toolVersion(), rules: rulesDigest() };
  const note = rulesNote(saved.bundle, today);
  const cautions: Caution[] = [
    ...(note === null ? [] : [{ kind: 'rules' as const, text: `${file}: ${note}` }]),
    ...(saved.leftOut.length === 0
      ? []
      : [
          {
            kind: 'left-out' as const,
            text: `${file}: not understood and left out: ${saved.leftOut.join(', ')}.`,
          },
        ]),
  ];
  const report = replay(saved.bundle, {
    threshold: 'fail',
    version: today.version,
    now: () => performance.now(),
  });
  return { report, cautions };
}
