import { CommanderError } from 'commander';
import { EXIT } from './exit-codes.ts';
import type { Io } from './io.ts';

/**
 * Says in a line or two on standard error what went wrong, without a secret of the environment in it.
 *
 * @returns the exit code
 */
export async function explainError(error: unknown, io: Io): Promise<number> {
  if (error instanceof CommanderError && isHelp(error))
    return error.exitCode === 0 ? EXIT.healthy : EXIT.usage;

  const { environmentSecrets } = await import('../config/sources.ts');
  const { nearestHint } = await import('../files/nearest.ts');
  const { UsageError, unforeseen } = await import('../files/usage-error.ts');
  const { createRedactor } = await import('../redact/redactor.ts');
  const { redact } = createRedactor(environmentSecrets(io.env));
  const tell = (...lines: readonly string[]) => io.err(redact(`opencx-hubspot: ${lines.join('\n  ')}\n`));

  if (error instanceof CommanderError) {
    tell(...usageLines(error, nearestHint));
    return EXIT.usage;
  }
  if (error instanceof UsageError) {
    tell(error.message, ...(error.hint ? [error.hint] : []));
    return EXIT.usage;
  }
  tell(unforeseen(error));
  return EXIT.incomplete;
}

/** Help and version were asked for or stand in for an answer; commander has printed them. */
function isHelp({ code }: CommanderError): boolean {
  return ['commander.help', 'commander.helpDisplayed', 'commander.version'].includes(code);
}

type NearestHint = (word: string, candidates: readonly string[]) => string;

/** What commander says, and beneath it what helps: it names the nearest command or flag, and never a value. */
function usageLines({ code, message }: CommanderError, nearestHint: NearestHint): string[] {
  const [said = '', suggestion] = withoutTypedValues(message).split('\n');
  const helps =
    suggestion?.replace(/^\((.*)\)$/, '$1') ?? choiceMeant(said, nearestHint) ?? WHERE_TO_LOOK[code];
  return helps ? [said, helps] : [said];
}

function choiceMeant(said: string, nearestHint: NearestHint): string | undefined {
  const [, typed, choices] = /argument '([^']*)' is invalid\. Allowed choices are (.*)\.$/.exec(said) ?? [];
  return typed === undefined || choices === undefined
    ? undefined
    : nearestHint(typed, choices.split(', ')).trim();
}

const WHERE_TO_LOOK: Readonly<Record<string, string>> = {
  'commander.unknownCommand': 'List the commands with `opencx-hubspot --help`.',
  'commander.unknownOption': 'The flags of a command are listed with --help behind it.',
  'commander.excessArguments': 'What a command takes is listed with --help behind it.',
  'commander.missingArgument': 'What a command takes is listed with --help behind it.',
};

/** Commander repeats what was typed. A value in the wrong place may be a token: `--token=...` is no option of ours. */
function withoutTypedValues(message: string): string {
  return message
    .replace(/^error: /, '')
    .replace(/(?<=unknown option '[^'=]*=).*'/s, "...'")
    .replace(/(?<=but got \d+): .*$/s, '.');
}
