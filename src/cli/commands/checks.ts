import { type Command, Option } from 'commander';
import type { Finish } from '../exit-codes.ts';
import type { Io } from '../io.ts';

export function addChecks(program: Command, io: Io, finish: Finish): void {
  program
    .command('checks')
    .summary('what is checked, and what can be wrong')
    .description(
      'Prints the catalogue of checks, or the page of one check: what it claims, where it looks, what can be wrong.',
    )
    .argument('[id]', 'a check, such as scopes/required')
    .addOption(new Option('--format <format>').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      '\nExamples:\n  $ opencx-hubspot checks\n  $ opencx-hubspot checks webhooks/throttle',
    )
    .action(async (id: string | undefined, flags: { format: 'text' | 'json' }) => {
      const { printChecks } = await import('../checks-run.ts');
      finish(await printChecks(id, flags, io));
    });
}
