import { type Command, Option } from 'commander';
import type { Finish } from '../exit-codes.ts';
import type { Io } from '../io.ts';

export interface ChecksFlags {
  coverage?: boolean;
  format: 'text' | 'json';
}

export function addChecks(program: Command, io: Io, finish: Finish): void {
  program
    .command('checks')
    .summary('what is checked, and what can be wrong')
    .description(
      'Prints the catalogue of checks, or the page of one check: what it claims, where it looks, what can be wrong.',
    )
    .argument('[id]', 'a check, such as scopes/required, or an area, such as webhooks')
    .option(
      '--coverage',
      "OpenCX's troubleshooting page, step by step: what checks it, what is asked, what cannot be checked",
    )
    .addOption(new Option('--format <format>', 'of the list').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      `
Examples:
  $ opencx-hubspot checks
  $ opencx-hubspot checks webhooks/throttle
  $ opencx-hubspot checks webhooks --format json
  $ opencx-hubspot checks --coverage`,
    )
    .action(async (id: string | undefined, flags: ChecksFlags) => {
      const { printChecks } = await import('../checks-run.ts');
      finish(await printChecks(id, flags, io));
    });
}
