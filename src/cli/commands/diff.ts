import { type Command, Option } from 'commander';
import { COMPARISON_FORMATS, type ComparisonFormat } from '../../reporters/comparison/formats.ts';
import type { Finish } from '../exit-codes.ts';
import type { Io } from '../io.ts';

export interface DiffFlags {
  format: ComparisonFormat;
  output?: string;
}

export function addDiff(program: Command, io: Io, finish: Finish): void {
  program
    .command('diff')
    .summary('two saved runs: what was mended, what broke, what is still open')
    .description(
      'Compares two saved runs, each a bundle (doctor --save) or a JSON report. Bundles are judged anew, by the rules of this version. That something cannot be told any more is said, and counts neither as mended nor as worse.',
    )
    .argument('<before>', 'the earlier run')
    .argument('<after>', 'the later run')
    .addOption(
      new Option('--format <format>', 'of the comparison').choices(COMPARISON_FORMATS).default('text'),
    )
    .option('--output <file>', 'write the comparison to a file instead')
    .addHelpText(
      'after',
      `
Examples:
  $ opencx-hubspot doctor --save monday.json
  $ opencx-hubspot diff monday.json tuesday.json
  $ opencx-hubspot diff monday.json tuesday.json --format markdown

Exit codes: 0 nothing got worse, 1 something did, 2 a file cannot be read.`,
    )
    .action(async (before: string, after: string, flags: DiffFlags) => {
      const { diff } = await import('../saved/diff-run.ts');
      finish(await diff(before, after, flags, io));
    });
}
