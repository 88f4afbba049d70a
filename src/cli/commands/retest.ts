import type { Command } from 'commander';
import type { RunFlags } from '../doctor/flags.ts';
import type { Finish } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { addAccess, addPrinting } from './run-flags.ts';

export function addRetest(program: Command, io: Io, finish: Finish): void {
  const retest = program
    .command('retest')
    .summary('test the connection again, for scripts')
    .description(
      'The part of the doctor that a script repeats: token, portal, scopes, owners and the daily allowance. It never asks, and its report and exit codes are those of the doctor.',
    )
    .optionsGroup('What to look at:')
    .option('--portal <id>', 'HubSpot portal that is meant');
  addAccess(retest).optionsGroup('What to print:');
  addPrinting(retest)
    .addHelpText(
      'after',
      `
Examples:
  $ opencx-hubspot retest --quiet
  $ opencx-hubspot retest --wait 60s --portal 1020304
  $ opencx-hubspot retest --format junit --output retest.xml`,
    )
    .action(async (flags: RunFlags) => {
      const { retest } = await import('../doctor/retest-run.ts');
      finish(await retest(flags, io));
    });
}
