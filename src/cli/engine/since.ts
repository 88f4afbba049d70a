import { InvalidArgumentError } from 'commander';
import { parseMoment } from '../../config/moments.ts';
import { UsageError } from '../../files/usage-error.ts';

/** The value of `--since`, as epoch milliseconds. */
export function since(value: string): number {
  try {
    return parseMoment(value, Date.now());
  } catch (error) {
    if (error instanceof UsageError && error.hint) throw new InvalidArgumentError(error.hint);
    throw error;
  }
}
