import { type Command, Option } from 'commander';
import type { Finish } from '../exit-codes.ts';
import { wholeNumber } from '../flag-values.ts';
import type { Io } from '../io.ts';

export function addSandbox(program: Command, io: Io, finish: Finish): void {
  const sandbox = program
    .command('sandbox')
    .summary('emulated portals, healthy and broken')
    .description(
      'Emulated HubSpot portals on this machine: to learn the tool, to try a fix, to test a script.',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ opencx-hubspot sandbox list\n  $ opencx-hubspot sandbox start healthy-email --fault rate-limited-once',
    );

  sandbox
    .command('list')
    .description('Names the portals and the faults.')
    .addOption(new Option('--format <format>', 'of the list').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      '\nExamples:\n  $ opencx-hubspot sandbox list\n  $ opencx-hubspot sandbox list --format json',
    )
    .action(async (flags: { format: 'text' | 'json' }) => {
      const { listSandboxes } = await import('../sandbox/sandbox-run.ts');
      finish(await listSandboxes(flags, io));
    });

  sandbox
    .command('start')
    .description('Serves one portal until stopped, and prints what to export.')
    .argument('<name>', 'a portal of `sandbox list`; two of them joined with + give both faults')
    .option('--fault <name...>', 'switch a fault on')
    .addOption(
      new Option('--latency <ms>', 'delay every answer').argParser(wholeNumber(0, 60_000)).default(0),
    )
    .addOption(
      new Option('--port <number>', 'for HubSpot; OpenCX takes the next one')
        .argParser(wholeNumber(0, 65_534))
        .default(0, 'any'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ opencx-hubspot sandbox start owners-scope-missing\n  $ opencx-hubspot sandbox start healthy-email --fault server-errors --latency 150',
    )
    .action(async (name: string, flags: { fault?: string[]; latency: number; port: number }) => {
      const { serveSandbox } = await import('../sandbox/sandbox-run.ts');
      finish(await serveSandbox(name, flags, io));
    });
}
