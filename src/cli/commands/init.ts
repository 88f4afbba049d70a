import type { Command } from 'commander';
import type { Finish } from '../exit-codes.ts';
import type { Io } from '../io.ts';

export function addInit(program: Command, io: Io, finish: Finish): void {
  program
    .command('init')
    .summary('write a configuration file by asking')
    .description(
      'Asks what the doctor needs to know about your portal and writes opencx-hubspot.config.json. No secret is written.',
    )
    .option('--output <file>', 'where to write it', 'opencx-hubspot.config.json')
    .option('--force', 'replace a file that is there')
    .addHelpText(
      'after',
      '\nExamples:\n  $ opencx-hubspot init\n  $ opencx-hubspot init --output team/opencx-hubspot.config.json',
    )
    .action(async (flags: { output: string; force?: boolean }) => {
      const { init } = await import('../init-run.ts');
      finish(await init(flags, io));
    });
}
