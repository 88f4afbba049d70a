import { CommanderError } from 'commander';
import { UsageError, unforeseen } from '../files/usage-error.ts';
import { spelledOut } from '../redact/printable.ts';
import { CommandError, UnusableValue } from './command.ts';
import { EXIT } from './exit-codes.ts';
import type { Io } from './io.ts';

/**
 * Says in a line or two on standard error what went wrong, without a secret of the environment in it.
 *
 * @returns the exit code
 */
export async function explainError(error: unknown, io: Io): Promise<number> {
  if (error instanceof CommanderError && isHelp(error)) return error.exitCode === 0 ? EXIT.clean : EXIT.usage;

  const { environmentSecrets } = await import('../config/sources.ts');
  io.redactor.learn(environmentSecrets(io.env));
  const line = (sentence: string) => `${io.redactor.redact(spelledOut(sentence))}\n`;
  const tell = (message: string, hint?: string) =>
    io.err(line(`opencx-hubspot: ${message}`) + (hint ? line(`  ${hint}`) : ''));

  if (error instanceof CommandError || error instanceof UnusableValue) {
    const { explainCommandError, explainUnusable } = await import('./wrong-words.ts');
    const { message, hint } =
      error instanceof CommandError ? await explainCommandError(error) : explainUnusable(error);
    tell(message, hint);
    return EXIT.usage;
  }
  if (error instanceof UsageError) {
    tell(error.message, error.hint);
    return EXIT.usage;
  }
  tell(unforeseen(error));
  return EXIT.incomplete;
}

/** Help and version were asked for or stand in for an answer; commander has printed them. */
function isHelp({ code }: CommanderError): boolean {
  return ['commander.help', 'commander.helpDisplayed', 'commander.version'].includes(code);
}
