/**
 * What is said of a word that the command line does not know: which one was meant, or where to look. For whoever
 * mistyped, so that the next try is right. No word that was typed behind a flag or in excess is repeated: it may be a
 * token.
 */

import { CAUSE_IDS } from '../../checks/causes.ts';
import { SYMPTOM_IDS } from '../../checks/symptoms.ts';
import { COMMAND_NAMES, type CommandName, commandsBelow, entryOf, lastWord } from '../core/flags/commands.ts';
import type { Flag } from '../core/flags/flag.ts';
import { flagsOf } from '../core/flags/table.ts';
import { Unusable } from '../core/flags/values.ts';
import { nearest, nearestHint } from '../files/nearest.ts';
import { UsageError } from '../files/usage-error.ts';
import { pageNames } from '../run/describe.ts';
import { type CliCommand, type CommandError, FlagOption, type UnusableValue } from './command.ts';
import { commandNear, meaningOf, nearestName, quoted } from './meant.ts';

export interface Explanation {
  message: string;
  /** What to do about it. */
  hint?: string;
}

/** A value that its flag does not take. */
export function explainUnusable({ row, word, why }: UnusableValue): Explanation {
  const hint = (next: string) => `${next} ${exampleOf(row)}`.trim();
  if (why instanceof Unusable) return { message: `${why.says(row.name)}.`, hint: hint(why.next ?? '') };
  return {
    message: `option '${row.name}' argument '${word}' is invalid. Allowed choices are ${why.join(', ')}.`,
    hint: nearestHint(word, why).trim() || hint(''),
  };
}

/** `For example: --wait 5m.` */
function exampleOf({ name, value }: Flag): string {
  return value?.example === undefined ? '' : `For example: ${name} ${value.example}`;
}

/** What commander found wrong with the command line. */
export async function explainCommandError({ command, code, message }: CommandError): Promise<Explanation> {
  switch (code) {
    case 'commander.unknownCommand':
      return { message, hint: await commandMeant(command, /'([^']*)'/.exec(message)?.[1] ?? '') };
    case 'commander.unknownOption':
      return flagMeant(command, /'(.*)'/s.exec(message)?.[1] ?? '');
    case 'commander.excessArguments':
      return tooMany(command, message.replace(/(?<=but got \d+): .*$/s, '.'));
    case 'commander.missingArgument': {
      const missing = entryOf(command.path).takes.find(({ name }) => message.includes(`'${name}'`));
      return { message, ...(missing && { hint: `It is ${missing.help}.` }) };
    }
    case 'commander.optionMissingArgument': {
      const open = command.options.find(({ flags }) => message.includes(`'${flags}'`));
      if (!(open instanceof FlagOption)) return { message };
      return { message, hint: `What belongs there: ${open.row.help}. ${exampleOf(open.row)}`.trim() };
    }
    default:
      return { message };
  }
}

async function commandMeant({ path }: CliCommand, word: string): Promise<string> {
  const below = commandsBelow(path).map(lastWord);
  if (below.length === 0) return `No command follows ${path}; ${quoted(path, '--help')} lists what it takes.`;
  return (
    nearestHint(word, below).trim() ||
    ((await meaningOf(word, path)) ??
      nearestName(word) ??
      commandNear(word) ??
      `List the commands with ${quoted(path, '--help')}.`)
  );
}

/**
 * What is said of an argument that is none of those that there are.
 *
 * @param kind what it would have to be: `symptom`
 * @param among.ids all there are
 * @param among.at the command
 */
export async function notOneOf(
  kind: string,
  word: string,
  { ids, at }: { ids: readonly string[]; at: CommandName },
): Promise<UsageError> {
  const near = nearestHint(word, ids).trim() || ((await meaningOf(word, at)) ?? nearestName(word));
  return new UsageError(`There is no ${kind} "${word}".`, {
    hint: near ?? `The ${kind}s are: ${ids.join(', ')}.`,
  });
}

function flagMeant(command: CliCommand, typedFlag: string): Explanation {
  const [flag = ''] = typedFlag.split('=');
  const cut = typedFlag.length > flag.length ? '=...' : '';
  const message = `unknown option '${flag}${cut}'`;
  const { path } = command;
  const other = otherFlag(flag, path);
  if (other !== undefined) return { message, hint: other };
  const near = nearestFlag(flag, namesOfFlags(path)) ?? shortFlag(flag);
  const own = near === undefined ? '' : `Did you mean ${near}?`;
  const meant = near === undefined ? nearestFlag(flag, everyFlag()) : flag;
  const others = meant === undefined ? [] : takenElsewhere(meant);
  if (others.length === 0 || others.includes(path))
    return {
      message,
      hint: own || `The flags of ${path || 'every command'} are listed with --help behind it.`,
    };
  const place = others.some((name) => name.startsWith(path))
    ? ', and stands behind the name of the command'
    : '';
  return { message, hint: `${own} ${meant} is a flag of ${others.join(', ')}${place}.`.trim() };
}

/** What to say of a flag whose value this command takes as well, behind another flag. */
function otherFlag(flag: string, path: CommandName): string | undefined {
  const takers = takenElsewhere(flag).flatMap((name) => flagsOf(name).filter((row) => row.name === flag));
  const [row] = takers.filter(({ elsewhere }) => flagsOf(path).some(({ name }) => name === elsewhere));
  if (row === undefined) return undefined;
  const variable = row.behind?.variable === undefined ? '' : `, or in ${row.behind.variable}`;
  return `For ${path} the ${row.value?.called} goes behind ${row.elsewhere}${variable}.`;
}

/** By its letters alone: the dashes that all flags have in common make none of them nearer. */
function nearestFlag(flag: string, names: readonly string[]): string | undefined {
  const letters = (name: string) => name.replace(/^-+/, '');
  const near = nearest(letters(flag), names.map(letters));
  return names.find((name) => letters(name) === near);
}

/** `-v` for `-V`. */
function shortFlag(flag: string): string | undefined {
  return flagsOf('').find(({ short }) => short?.toLowerCase() === flag.toLowerCase())?.short;
}

function takenElsewhere(flag: string): CommandName[] {
  return COMMAND_NAMES.filter((name) => flagsOf(name).some((row) => row.name === flag));
}

function everyFlag(): string[] {
  return [...new Set(COMMAND_NAMES.flatMap(namesOfFlags))];
}

/** Of the command, of the one above, whose flags may stand behind it, and of the program. */
function namesOfFlags(path: CommandName): string[] {
  return [...flagsOf(path), ...flagsOf('')].map(({ name }) => name);
}

async function tooMany(command: CliCommand, message: string): Promise<Explanation> {
  const { path, args, registeredArguments } = command;
  const commandWord = misspeltCommand(path, args[0] ?? '');
  if (commandWord) return { message: `unknown command '${args[0]}'`, hint: `Did you mean ${commandWord}?` };
  const excess = args.slice(registeredArguments.length);
  const flag = excess.map((word) => nearestFlag(word, namesOfFlags(path))).find(Boolean);
  const meant =
    (flag && `Did you mean ${flag}?`) ?? asOneWord(command) ?? (await meaningOf(excess[0] ?? '', path)) ?? '';
  return { message, hint: `${meant} What ${path} takes is listed with ${quoted(path, '--help')}.`.trim() };
}

/** What a command takes in one word. */
const NAMES_OF: Partial<Record<CommandName, readonly string[]>> = {
  doctor: SYMPTOM_IDS,
  'doctor recheck': CAUSE_IDS,
  checks: pageNames(),
};

/** `doctor replies not syncing`: a name of several words, typed with blanks. */
function asOneWord({ path, args }: CliCommand): string | undefined {
  const meant = nearest(args.join('-'), NAMES_OF[path] ?? []);
  return meant && `Did you mean ${quoted(path, meant)}?`;
}

/**
 * The command below that a first word stands for, where a command takes other words as well: `doctor rechek`.
 *
 * @returns undefined where the word is a symptom, or nearer to one
 */
export function misspeltCommand(path: CommandName, word: string): string | undefined {
  const below = commandsBelow(path).map(lastWord);
  const meant = nearest(word, [...below, ...SYMPTOM_IDS]);
  return meant !== undefined && below.includes(meant) ? meant : undefined;
}
