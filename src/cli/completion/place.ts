import type { Argument, Command, Option } from 'commander';

/** Where on a command line the next word would stand. */
export interface Place {
  /** From the program to the command that is reached. */
  commands: readonly [Command, ...Command[]];
  /** A flag whose value can follow, and whether it must. */
  open?: { flag: Option; must: boolean };
  argument?: Argument;
  /** Nothing but names of commands was typed, so one can still follow. */
  takesCommand: boolean;
  /** False after a bare `--`. */
  takesFlags: boolean;
}

/** Reads words as commander would read them. */
export function placeAfter(program: Command, words: readonly string[]): Place {
  const commands: [Command, ...Command[]] = [program];
  let open: Place['open'];
  let operands = 0;
  let takesFlags = true;
  for (const word of words) {
    const isFlag = takesFlags && word.startsWith('-');
    if (open && (open.must || !isFlag)) {
      // A flag of several values takes all that follow, up to the next flag.
      open = open.flag.variadic ? { flag: open.flag, must: false } : undefined;
      continue;
    }
    open = undefined;
    const command = operands === 0 && takesFlags ? commandCalled(commands, word) : undefined;
    if (isFlag && word === '--') takesFlags = false;
    else if (isFlag) open = openedBy(commands, word);
    else if (command) commands.push(command);
    else operands += 1;
  }
  const argument = argumentAt(commands.at(-1) ?? program, operands);
  return {
    commands,
    ...(open && { open }),
    ...(argument && { argument }),
    takesCommand: operands === 0 && takesFlags,
    takesFlags,
  };
}

function openedBy(commands: readonly Command[], word: string): Place['open'] {
  const flag = flagCalled(commands, word);
  return flag && { flag, must: flag.required };
}

function argumentAt({ registeredArguments }: Command, operands: number): Argument | undefined {
  const last = registeredArguments.at(-1);
  return registeredArguments[operands] ?? (last?.variadic ? last : undefined);
}

/** The flag of that name, where it takes a value. */
export function flagCalled(commands: readonly Command[], name: string): Option | undefined {
  return flagsOf(commands).find(
    (flag) => (flag.long === name || flag.short === name) && (flag.required || flag.optional),
  );
}

/** Flags of the command and of those above it, the command's own first. */
export function flagsOf(commands: readonly Command[]): Option[] {
  const flags = commands.toReversed().flatMap((command) => command.createHelp().visibleOptions(command));
  return flags.filter(({ long }, index) => flags.findIndex((flag) => flag.long === long) === index);
}

/** `help` included, which commander keeps apart. */
export function commandsOf(command: Command): Command[] {
  return command.createHelp().visibleCommands(command);
}

function commandCalled(commands: readonly Command[], word: string): Command | undefined {
  const last = commands.at(-1);
  return last && commandsOf(last).find((each) => each.name() === word || each.aliases().includes(word));
}
