import { Command } from 'commander';
import { toolVersion } from '../run/package.ts';
import { addChecks } from './commands/checks.ts';
import { addCompletion } from './commands/completion.ts';
import { addDiff } from './commands/diff.ts';
import { addDoctor } from './commands/doctor.ts';
import { addEngine } from './commands/engine.ts';
import { addExplain } from './commands/explain.ts';
import { addInit } from './commands/init.ts';
import { addLogs } from './commands/logs.ts';
import { addRetest } from './commands/retest.ts';
import { addSandbox } from './commands/sandbox.ts';
import { EXIT, type Finish } from './exit-codes.ts';
import { explainError } from './explain-error.ts';
import { HELP_LAYOUT } from './help-layout.ts';
import type { Io } from './io.ts';
import { addTerminalFlags } from './terminal-flags.ts';

/** In the order in which the help lists them. */
const COMMANDS = [
  addDoctor,
  addRetest,
  addLogs,
  addDiff,
  addExplain,
  addEngine,
  addChecks,
  addSandbox,
  addInit,
  addCompletion,
];

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
    if (!io.signal.aborted && !isPromptLeft(error)) return explainError(error, io);
    io.err('\nInterrupted; nothing was written.\n');
    return EXIT.interrupted;
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
    .configureHelp(HELP_LAYOUT)
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      outputError: () => {}, // explainError tells it
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
  addTerminalFlags(program, io);
  for (const add of COMMANDS) add(program, io, finish);
  return program;
}

/** Ctrl-C at a prompt comes as a key press, not as a signal. */
function isPromptLeft(error: unknown): boolean {
  return error instanceof Error && error.name === 'ExitPromptError';
}
