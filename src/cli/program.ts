/**
 * From the words of a command line to the command that they ask for: the arguments and flags of the core's tables as
 * commander's, and each command's help. For every command; whoever adds one adds it to those tables.
 */
import { COMMAND_NAMES, type CommandName, entryOf, lastWord } from '../core/flags/commands.ts';
import { toolVersion } from '../run/package.ts';
import { CliCommand, optionsOf } from './command.ts';
import { CASE_COMMANDS } from './commands/case.ts';
import { COMPLETION_COMMANDS } from './commands/completion.ts';
import { DOCTOR_COMMANDS } from './commands/doctor.ts';
import { ENGINE_COMMANDS } from './commands/engine.ts';
import type { CommandSpec, CommandSpecs } from './commands/spec.ts';
import { TOOL_COMMANDS } from './commands/tools.ts';
import { withSandboxFlags } from './doctor/sandbox-flags.ts';
import { EXIT, type Finish } from './exit-codes.ts';
import { explainError } from './explain-error.ts';
import { guarded } from './guarded-io.ts';
import { HELP_LAYOUT, helpBehind, printHelp, withoutAll } from './help.ts';
import type { Io } from './io.ts';
import { isPromptLeft } from './prompts/left.ts';
import { drawAsAsked, expectUsable } from './usage.ts';

/**
 * Runs one command line.
 *
 * @returns the exit code; nothing that goes wrong leaves here as a stack trace
 */
export async function run(args: readonly string[], terminal: Io): Promise<number> {
  const io = guarded(terminal);
  let exitCode: number = EXIT.clean;
  const { words, whole } = withoutAll(args);
  const finish = (code: number) => {
    exitCode = code;
  };
  const program = buildProgram(io, finish, words);
  program.wholeHelp = whole;
  try {
    await program.parseAsync(withSandboxFlags(words, io.env), { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!io.signal.aborted && !isPromptLeft(error)) return explainError(error, io);
    io.err('\nInterrupted; nothing was written.\n');
    return EXIT.interrupted;
  }
}

const HELP_OF_HELP: CommandSpec<'help'> = {
  description: 'Prints the help of a command.',
  examples: ['opencx-hubspot help doctor', 'opencx-hubspot help engine start'],
};

/** What the help says of each command beyond the tables of the core. */
export const SPECS: CommandSpecs = {
  '': {
    description:
      'Finds out why an OpenCX and HubSpot integration does not work, and who must do what to mend it.',
    examples: [
      'opencx-hubspot doctor                        what is wrong, checked from the ground up',
      'opencx-hubspot doctor replies-not-syncing    one checklist of the troubleshooting page',
      'opencx-hubspot doctor --sandbox reply-internal   a broken portal to try it on, no account needed',
      'opencx-hubspot checks scopes/required        what a check looks at, and what can be wrong',
    ],
    exitCodes:
      '0 nothing at or above --fail-on, 1 problems found, 2 wrong usage, 3 something could not be told, 130 interrupted.',
  },
  ...DOCTOR_COMMANDS,
  ...CASE_COMMANDS,
  ...ENGINE_COMMANDS,
  ...TOOL_COMMANDS,
  ...COMPLETION_COMMANDS,
  help: HELP_OF_HELP,
  'case help': HELP_OF_HELP,
  'engine help': HELP_OF_HELP,
  'sandbox help': HELP_OF_HELP,
};

/**
 * @param words what was typed: a command that is not among them is only what a list of commands shows of it, without what
 *   stands below it, which is quicker made; all are whole where nothing is said
 */
export function buildProgram(io: Io, finish: Finish, words?: readonly string[]): CliCommand {
  const program = new CliCommand('opencx-hubspot')
    .showSuggestionAfterError(false) // explainError names what was meant
    .configureHelp(HELP_LAYOUT)
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      getOutHelpWidth: () => io.width,
      getErrHelpWidth: () => io.width,
      getOutHasColors: () => io.color,
    })
    .exitOverride()
    .hook('preAction', async (_program, command) => {
      drawAsAsked(program, io);
      await expectUsable(command as CliCommand, io);
    });
  for (const name of COMMAND_NAMES) {
    if (words && !isAmong(words, wordsAbove(name))) continue;
    const command = name === '' ? program : commandIn(program, name);
    if (words && !isAmong(words, name.split(' '))) continue;
    addHelp(command, name);
    addFlags(command, name);
    addAction(command, name, io, finish);
  }
  return program;
}

function isAmong(words: readonly string[], command: readonly string[]): boolean {
  return command.every((word) => word === '' || words.includes(word));
}

/** `engine` for `engine start`, and none for the program itself. */
function wordsAbove(command: CommandName): string[] {
  return command.split(' ').slice(0, -1);
}

/** A new command at its place below the program. */
function commandIn(program: CliCommand, name: CommandName): CliCommand {
  const above = wordsAbove(name).reduce<CliCommand>(
    (at, word) => at.commands.find((each) => each.name() === word) as CliCommand,
    program,
  );
  const { summary, takes, hidden = false } = entryOf(name);
  const command = above.command(lastWord(name), { hidden }).summary(summary);
  for (const { name: called, help, required = false, many = false } of takes) {
    const word = many ? `${called}...` : called;
    command.argument(required ? `<${word}>` : `[${word}]`, help);
  }
  return command;
}

function addHelp(command: CliCommand, name: CommandName): void {
  const spec: CommandSpec<CommandName> = SPECS[name];
  command
    .helpCommand(false)
    .description(spec.description)
    .addHelpText('after', () => helpBehind(command, spec));
}

/** `doctor recheck` is read with the doctor's flags, which commander takes wherever they stand. */
function addFlags(command: CliCommand, name: CommandName): void {
  for (const option of optionsOf(name)) {
    if (command.parent?.options.some(({ long }) => long === option.long)) continue;
    if (option.long === '--help') command.addHelpOption(option);
    else if (option.long === '--version') command.version(toolVersion(), option.flags, option.description);
    else command.addOption(option);
  }
}

function addAction(command: CliCommand, name: CommandName, io: Io, finish: Finish): void {
  if (lastWord(name) === 'help') {
    command.action((words: string[]) => printHelp(command.parent as CliCommand, words));
    return;
  }
  const { run } = SPECS[name] as CommandSpec<CommandName>;
  if (run === undefined) return;
  command.action(async () => finish(await run(command.words as never, command.optsWithGlobals(), io)));
}
