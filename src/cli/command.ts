import { Command, Option } from 'commander';
import { type CommandName, entryOf } from '../core/flags/commands.ts';
import type { Flag } from '../core/flags/flag.ts';
import { groupsOf } from '../core/flags/table.ts';
import { Unusable } from '../core/flags/values.ts';

/** What is wrong with a command line, and at which command. */
export class CommandError extends Error {
  readonly command: CliCommand;
  /** commander's own: `commander.unknownOption`. */
  readonly code: string;

  constructor(command: CliCommand, code: string, message: string) {
    super(message);
    this.command = command;
    this.code = code;
  }
}

/** A word behind a flag that its row in the table does not take. */
export class UnusableValue extends Error {
  readonly row: Flag;
  readonly word: string;
  /** What its value says of it, or the words that it would have to be one of. */
  readonly why: Unusable | readonly string[];

  constructor(row: Flag, word: string, why: Unusable | readonly string[]) {
    super(`${row.name} is invalid`);
    this.row = row;
    this.word = word;
    this.why = why;
  }
}

/** commander's command, whose complaints know where they arose. */
export class CliCommand extends Command {
  /** The help lists every flag, not only what most need. Of the program, for whichever command the help is of. */
  wholeHelp = false;

  get program(): CliCommand {
    let at: Command = this;
    while (at.parent) at = at.parent;
    return at as CliCommand;
  }

  /** What is typed to reach it: `engine start`; '' for the program. */
  get path(): CommandName {
    const words: string[] = [];
    for (let at: Command = this; at.parent; at = at.parent) words.unshift(at.name());
    return words.join(' ') as CommandName;
  }

  /** The words behind it, by the names of its arguments. */
  get words(): Record<string, unknown> {
    const { takes } = entryOf(this.path);
    return Object.fromEntries(takes.map(({ name }, place) => [name, this.processedArgs[place]]));
  }

  /** What was typed of the table's flags, for it or for the command above it; without the program's own. */
  givenFlags(): Map<string, unknown> {
    const given = new Map<string, unknown>();
    for (let at: Command = this; at.parent; at = at.parent) {
      for (const option of at.options) {
        const key = option.attributeName();
        if (option.long && at.getOptionValueSource(key) === 'cli')
          given.set(option.long, at.getOptionValue(key));
      }
    }
    return given;
  }

  unknownCommandAt(word: string): never {
    return this.error(`unknown command '${word}'`, { code: 'commander.unknownCommand' });
  }

  override createCommand(name?: string): CliCommand {
    return new CliCommand(name);
  }

  override error(message: string, { code = '' }: { code?: string } = {}): never {
    throw new CommandError(this, code, message.replace(/^error: /, ''));
  }
}

/** commander's option, made of a row of the table. */
export class FlagOption extends Option {
  readonly row: Flag;

  constructor(row: Flag, group: string) {
    super(namesOf(row), described(row));
    this.row = row;
    this.helpGroup(group);
    if (row.default !== undefined) this.default(row.default, row.defaultIs);
    if (row.value) this.argParser((word: string, before: unknown) => this.#taken(word, before));
    // Shown in the help; commander would check them too, in words of its own.
    if (row.value?.choices) this.argChoices = [...row.value.choices];
  }

  /** @throws UnusableValue */
  #taken(word: string, before: unknown): unknown {
    const read = wordRead(this.row, word);
    if (this.row.many === undefined) return read;
    const earlier = before === this.defaultValue ? [] : (before as unknown[]);
    return [...earlier, ...[read].flat()];
  }
}

/** The options of a command, in the order of its help. */
export function optionsOf(command: CommandName): FlagOption[] {
  return groupsOf(command).flatMap(({ title, flags }) => flags.map((row) => new FlagOption(row, title)));
}

/**
 * What a word behind a flag stands for.
 *
 * @throws UnusableValue
 */
function wordRead(row: Flag, word: string): unknown {
  const { value } = row;
  if (value === undefined) return word;
  if (value.choices && !value.choices.includes(word)) throw new UnusableValue(row, word, value.choices);
  const read = value.read ? value.read(word, Date.now()) : word;
  if (read instanceof Unusable) throw new UnusableValue(row, word, read);
  return read;
}

/** `-h, --help [all]`, `--only <ids>`, `--api-log <file...>`. */
export function namesOf({ name, short, value, many, bare }: Flag): string {
  const names = short === undefined ? name : `${short}, ${name}`;
  if (value === undefined) return names;
  return bare ? `${names} [${value.called}]` : `${names} <${value.called}${many === 'words' ? '...' : ''}>`;
}

function described({ help, behind = {} }: Flag): string {
  const { variable, key } = behind;
  const places = [variable, key && `${key} of the configuration`].filter((place) => place !== undefined);
  return places.length === 0 ? help : `${help} (default: ${places.join(', or ')})`;
}
