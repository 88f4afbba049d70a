import { Command, CommanderError } from 'commander';
import { addChecks } from './commands/checks.ts';
import { addDoctor } from './commands/doctor.ts';
import { addInit } from './commands/init.ts';
import { addSandbox } from './commands/sandbox.ts';
import { EXIT, type Finish } from './exit-codes.ts';
import { type Io, toolVersion } from './io.ts';

/**
 * Runs one command line.
 *
 * @returns the exit code; nothing that goes wrong leaves here as a stack trace
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  let exitCode: number = EXIT.healthy;
  const program = buildProgram(io, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args as string[], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (io.signal.aborted) {
      io.err('\nInterrupted; nothing was written.\n');
      return EXIT.interrupted;
    }
    return explain(error, io);
  }
}

export function buildProgram(io: Io, finish: Finish): Command {
  const program = new Command('opencx-hubspot')
    .description(
      'Finds out why an OpenCX and HubSpot integration does not work, and who must do what to mend it.',
    )
    .version(toolVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError(true)
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      getOutHelpWidth: () => io.width,
      getErrHelpWidth: () => io.width,
      getOutHasColors: () => io.color,
    })
    .exitOverride()
    .addHelpText(
      'after',
      `
Examples:
  $ opencx-hubspot doctor                        what is wrong, checked from the ground up
  $ opencx-hubspot doctor replies-not-syncing    one checklist of the troubleshooting page
  $ opencx-hubspot doctor --sandbox reply-internal   a broken portal to try it on, no account needed
  $ opencx-hubspot checks scopes/required        what a check looks at, and what can be wrong

Exit codes: 0 healthy, 1 problems found, 2 wrong usage, 3 something could not be told, 130 interrupted.`,
    );
  for (const add of [addDoctor, addChecks, addSandbox, addInit]) add(program, io, finish);
  return program;
}

/** Says what went wrong in a sentence. Commander has printed its own already. */
async function explain(error: unknown, io: Io): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.healthy : EXIT.usage;
  const { UsageError } = await import('../config/usage-error.ts');
  if (error instanceof UsageError) {
    io.err(`opencx-hubspot: ${error.message}\n${error.hint ? `  ${error.hint}\n` : ''}`);
    return EXIT.usage;
  }
  if (error instanceof Error && error.name === 'ExitPromptError') {
    io.err('\nInterrupted; nothing was written.\n');
    return EXIT.interrupted;
  }
  // The message of an unforeseen error may hold anything, so only its kind is told.
  const kind = error instanceof Error ? error.name : typeof error;
  io.err(
    `opencx-hubspot: something in the tool itself broke (${kind}). Please report it with the command that you ran.\n`,
  );
  return EXIT.incomplete;
}
