import { type Command, Help, type HelpConfiguration } from 'commander';
import { type CliCommand, optionsOf } from './command.ts';
import type { CommandSpec } from './commands/spec.ts';

/** Columns; in less beside the names, what is said of them stands beneath. */
const NARROWEST_COLUMN = 30;
/** Commander leaves narrower text as it is. */
const NARROWEST_WRAPPED = 20;
const INDENT = 2;

/** Commander's help, readable on a narrow terminal too. */
export const HELP_LAYOUT: HelpConfiguration = {
  showGlobalOptions: true,
  minWidthToWrap: NARROWEST_WRAPPED,
  formatItem(term, termWidth, description, helper) {
    const width = helper.helpWidth ?? 80;
    if (description === '' || width - termWidth - 2 * INDENT >= NARROWEST_COLUMN) {
      return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
    }
    const beneath = helper.boxWrap(description, width - 3 * INDENT).split('\n');
    return [indented(term, INDENT), ...beneath.map((line) => indented(line, 3 * INDENT))].join('\n');
  },
  // The flags of `doctor recheck` are the doctor's to commander, and not all of them.
  visibleOptions(command) {
    const own = Help.prototype.visibleOptions.call(this, command);
    const above = optionsOf((command as CliCommand).path).filter(
      ({ long }) => !own.some((option) => option.long === long),
    );
    return [...above, ...own];
  },
  visibleGlobalOptions(command) {
    let program: Command = command;
    while (program.parent) program = program.parent;
    return command === program ? [] : [...program.options];
  },
};

function indented(line: string, columns: number): string {
  return `${' '.repeat(columns)}${line}`;
}

/** What stands behind the flags: notes, examples, exit codes. */
export function helpBehind({
  notes,
  examples,
  exitCodes,
}: Pick<CommandSpec<never>, 'notes' | 'examples' | 'exitCodes'>): string {
  return [
    ...(notes === undefined ? [] : [notes]),
    `Examples:\n${examples.map((line) => `  $ ${line}`).join('\n')}`,
    ...(exitCodes === undefined ? [] : [`Exit codes: ${exitCodes}`]),
  ]
    .map((part) => `\n${part}`)
    .join('\n');
}

/** `help WORDS`, `engine help WORDS`: the help of the command that the words lead to. */
export function printHelp(from: CliCommand, words: readonly string[]): never {
  let command = from;
  for (const word of words) {
    const next = command.commands.find((each) => each.name() === word);
    if (next === undefined) return command.unknownCommandAt(word);
    command = next as CliCommand;
  }
  return command.help();
}
