import { environmentSecrets } from '../../config/sources.ts';
import type { Options } from '../../core/flags/options.ts';
import { renderComparison } from '../../reporters/comparison/formats.ts';
import { diff as compare } from '../../run/diff.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { pageFor, writeOutput } from '../output.ts';

/** `opencx-hubspot diff A B`: two saved runs, side by side. */
export async function diff(before: string, after: string, flags: Options<'diff'>, io: Io): Promise<number> {
  const { format, output } = flags;
  const comparison = await compare({ before, after }, io);
  // Saved files are what others made: nothing that looks secret in them is passed on.
  io.redactor.learn(environmentSecrets(io.env));
  const text = await renderComparison(format, io.redactor.redactIn(comparison), pageFor(output, io));
  await writeOutput(text, 'comparison', output, io);
  if (output !== undefined) io.err(`The comparison is in ${output}.\n`);
  return comparison.worse ? EXIT.problems : EXIT.clean;
}
