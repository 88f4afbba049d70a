import { type Command, Option } from 'commander';
import { type AccessFlags, addAccessFlags, addRuleFlags, type RuleFlags } from '../engine/flags.ts';
import type { Finish } from '../exit-codes.ts';
import { wholeNumber } from '../flag-values.ts';
import type { Io } from '../io.ts';

export interface ExplainFlags extends RuleFlags, AccessFlags {
  thread?: string;
  message?: string;
  event?: string;
  journal?: string;
  id?: number;
  format: 'text' | 'json';
}

export function addExplain(program: Command, io: Io, finish: Finish): void {
  const command = program
    .command('explain')
    .summary('what the sync engine does with a message, rule by rule')
    .description(
      'Applies the rules of the sync engine to the messages of a conversation, to a saved event or to what a journal holds, and says which rule decides, what would be sent and what would turn the outcome. Nothing is sent.',
    )
    .optionsGroup('What to explain:')
    .option('--thread <id>', 'every message of a conversation, by its HubSpot thread id or link')
    .option('--message <id>', 'only this message of the conversation')
    .option('--event <file>', 'the events of a saved webhook body, - for standard input')
    .option('--journal <file>', "decisions in an engine's journal (all, or those of --thread or --id)")
    .addOption(
      new Option('--id <number>', 'only this event of the journal').argParser(
        wholeNumber(1, Number.MAX_SAFE_INTEGER),
      ),
    );
  addAccessFlags(addRuleFlags(command))
    .optionsGroup('What to print:')
    .addOption(
      new Option('--format <format>', 'of the explanation').choices(['text', 'json']).default('text'),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ opencx-hubspot explain --thread 8243595013 --default-user A-7001
  $ opencx-hubspot explain --event delivery.json --default-user A-7001
  $ opencx-hubspot explain --journal engine.journal --id 12

Exit codes: 0 explained, 2 wrong usage, 3 something could not be explained.`,
    )
    .action(async (flags: ExplainFlags) => {
      const { explain } = await import('../explain-run.ts');
      finish(await explain(flags, io));
    });
}
