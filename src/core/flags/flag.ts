import type { CommandName } from './commands.ts';
import type { ModeName } from './modes.ts';
import type { Value } from './values.ts';

/**
 * One row of the table of flags: all that is known of a flag. What a command makes of it stands in the command's own
 * code and nowhere else.
 */
export interface Flag {
  /** As it is typed. `--no-input` switches off what is on without it. */
  name: `--${string}`;
  short?: `-${string}`;
  help: string;
  /** The commands that take it. A flag that means something else to another command has a row for each. */
  on: readonly CommandName[];
  /** What stands behind it; a flag without is given or not. */
  value?: Value;
  /** Several values: all the `words` behind the flag, or one word each of the `times` that it is given. */
  many?: 'words' | 'times';
  /** It stands without its value, too. */
  bare?: true;
  /** The commands that are mostly run without it: their `--help` leaves it to `--help all`. */
  seldom?: readonly CommandName[];
  default?: unknown;
  /** What the help calls the default where its value says little. */
  defaultIs?: string;
  /** What is asked when the flag is not given: a variable of the environment, then a key of the configuration file. */
  behind?: { variable?: string; key?: string };
  /** The modes in which it has no effect, so that it is refused; `[]` where it has one in each. */
  idle: readonly ModeName[];
  /** The flag without which it has no effect, and why: a sentence without its full stop, with the flag as subject. */
  needs?: { flag: `--${string}`; because: string };
  /** The flag that takes the same value in commands without this one. */
  elsewhere?: `--${string}`;
  /** A file that both may name, since what is written is added to what was read. */
  sharesFileWith?: `--${string}`;
}

/** Flags that the help lists together. */
export interface Group {
  title: string;
  flags: readonly Flag[];
}
