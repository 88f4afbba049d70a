import type { CommandName } from '../../core/flags/commands.ts';
import type { Arguments, Options } from '../../core/flags/options.ts';
import type { Io } from '../io.ts';

/** A command: what its help says beyond the tables of the core, and what runs it. */
export interface CommandSpec<C extends CommandName> {
  description: string;
  /** Behind the flags, before the examples. */
  notes?: string;
  /** Whole command lines. */
  examples: readonly string[];
  exitCodes?: string;
  /**
   * Loads what the command does only now, so that `--help` stays quick. Absent where a command only holds others.
   *
   * @param words its arguments by name
   * @returns the exit code
   */
  run?(words: Arguments<C>, flags: Options<C>, io: Io): Promise<number>;
}

export type CommandSpecs = { readonly [C in CommandName]: CommandSpec<C> };
