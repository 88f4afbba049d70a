import { resolve } from 'node:path';
import { environmentSecrets, expectPlaceFor } from '../../config/index.ts';
import { createRedactor } from '../../redact/index.ts';
import { renderComparison } from '../../reporters/comparison/formats.ts';
import { diff as compare } from '../../run/saved.ts';
import type { DiffFlags } from '../commands/diff.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { expectApart } from '../places-to-write.ts';
import { pageFor, putOut } from '../put-out.ts';

/** `opencx-hubspot diff A B`: two saved runs, side by side. */
export async function diff(before: string, after: string, flags: DiffFlags, io: Io): Promise<number> {
  const { format, output } = flags;
  const saved = [before, after].map((file) => ({ flag: 'a run to compare', file }));
  if (output !== undefined) expectApart([{ flag: '--output', file: output }], saved, io);
  if (output !== undefined) await expectPlaceFor(resolve(io.cwd, output), 'comparison');
  const comparison = await compare({ before, after }, io);
  // Saved files are what others made: nothing that looks secret in them is passed on.
  const redactor = createRedactor(environmentSecrets(io.env));
  const text = await renderComparison(format, comparison, pageFor(output, io));
  await putOut(text, 'comparison', output, redactor, io);
  if (output !== undefined) io.err(`The comparison is in ${output}.\n`);
  return comparison.worse ? EXIT.problems : EXIT.healthy;
}
