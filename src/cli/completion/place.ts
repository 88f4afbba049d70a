import {
  type Argument,
  type CommandName,
  commandsBelow,
  entryOf,
  lastWord,
} from '../../core/flags/commands.ts';
import type { Flag } from '../../core/flags/flag.ts';
import { flagsOf } from '../../core/flags/table.ts';

/** Where on a command line the next word would stand. */
export interface Place {
  /** The command that is reached. */
  command: CommandName;
  /** A flag whose value can follow, and whether it must. */
  open?: { flag: Flag; must: boolean };
  argument?: Argument;
  /** Nothing but names of commands was typed, so one can still follow. */
  takesCommand: boolean;
  /** False after a bare `--`. */
  takesFlags: boolean;
}

/** Reads words as the command line reads them. */
export function placeAfter(words: readonly string[]): Place {
  let command: CommandName = '';
  let open: Place['open'];
  let operands = 0;
  let takesFlags = true;
  for (const word of words) {
    const isFlag = takesFlags && word.startsWith('-');
    if (open && (open.must || !isFlag)) {
      // A flag of several values takes all that follow, up to the next flag.
      open = open.flag.many === 'words' ? { flag: open.flag, must: false } : undefined;
      continue;
    }
    open = undefined;
    const below: CommandName | undefined =
      operands === 0 && takesFlags ? commandCalled(command, word) : undefined;
    if (isFlag && word === '--') takesFlags = false;
    else if (isFlag) open = openedBy(command, word);
    else if (below) command = below;
    else operands += 1;
  }
  const argument = argumentAt(command, operands);
  return {
    command,
    ...(open && { open }),
    ...(argument && { argument }),
    takesCommand: operands === 0 && takesFlags,
    takesFlags,
  };
}

function openedBy(command: CommandName, word: string): Place['open'] {
  const flag = flagCalled(command, word);
  return flag && { flag, must: flag.bare !== true };
}

function argumentAt(command: CommandName, operands: number): Argument | undefined {
  const { takes } = entryOf(command);
  const last = takes.at(-1);
  return takes[operands] ?? (last?.many ? last : undefined);
}

/** The flag of that name, where it takes a value. */
export function flagCalled(command: CommandName, name: string): Flag | undefined {
  return flagsAt(command).find((flag) => flag.value && (flag.name === name || flag.short === name));
}

/** The flags that a command takes, and those of every command behind them. */
export function flagsAt(command: CommandName): readonly Flag[] {
  return command === '' ? flagsOf('') : [...flagsOf(command), ...flagsOf('')];
}

function commandCalled(command: CommandName, word: string): CommandName | undefined {
  return commandsBelow(command).find((name) => lastWord(name) === word);
}
