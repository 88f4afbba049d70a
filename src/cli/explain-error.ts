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

  const { environmentSecrets, UsageError } = await import('../config/index.ts');
  const { createRedactor } = await import('../redact/index.ts');
  const { redact } = createRedactor(environmentSecrets(io.env));
  const tell = (...lines: readonly string[]) => io.err(redact(`opencx-hubspot: ${lines.join('\n  ')}\n`));

  if (error instanceof CommanderError) {
    tell(...withoutTypedValues(error.message).split('\n'));
    return EXIT.usage;
  }
  if (error instanceof UsageError) {
    tell(error.message, ...(error.hint ? [error.hint] : []));
    return EXIT.usage;
  }
  // The message of an unforeseen error may hold anything, so only its kind is told.
  const kind = error instanceof Error ? error.name : typeof error;
  tell(`something in the tool itself broke (${kind}). Please report it with the command that you ran.`);
  return EXIT.incomplete;
}

/** Help and version were asked for or stand in for an answer; commander has printed them. */
function isHelp({ code }: CommanderError): boolean {
  return ['commander.help', 'commander.helpDisplayed', 'commander.version'].includes(code);
}

/** Commander repeats what was typed. A value in the wrong place may be a token: `--token=...` is no option of ours. */
function withoutTypedValues(message: string): string {
  return message
    .replace(/^error: /, '')
    .replace(/(?<=unknown option '[^'=]*=).*'/s, "...'")
    .replace(/(?<=but got \d+): .*$/s, '.');
}
