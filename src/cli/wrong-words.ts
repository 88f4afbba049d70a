/**
 * What is said of a word that the command line does not know: which one was meant, or where to look. For whoever
 * mistyped, so that the next try is right. No word that was typed behind a flag or in excess is repeated: it may be a
 * token.
 */

import { CAUSE_IDS } from '../../checks/causes.ts';
import { CHECK_IDS } from '../../checks/index.ts';
import { SYMPTOM_IDS } from '../../checks/symptoms.ts';
import { COMMAND_NAMES, type CommandName, commandsBelow, entryOf, lastWord } from '../core/flags/commands.ts';
import { flagsOf } from '../core/flags/table.ts';
import { Unusable } from '../core/flags/values.ts';
import { nearest, nearestHint } from '../files/nearest.ts';
import type { CliCommand, CommandError, UnusableValue } from './command.ts';

export interface Explanation {
  message: string;
  /** What to do about it. */
  hint?: string;
}

/** A value that its flag does not take. */
export function explainUnusable({ flag, word, why }: UnusableValue): Explanation {
  if (why instanceof Unusable) return { message: `${why.says(flag)}.`, ...(why.next && { hint: why.next }) };
  return {
    message: `option '${flag}' argument '${word}' is invalid. Allowed choices are ${why.join(', ')}.`,
    hint: nearestHint(word, why).trim(),
  };
}

/** What commander found wrong with the command line. */
export function explainCommandError({ command, code, message }: CommandError): Explanation {
  switch (code) {
    case 'commander.unknownCommand':
      return { message, hint: commandMeant(command, /'([^']*)'/.exec(message)?.[1] ?? '') };
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
      return { message, ...(open && { hint: `What belongs there: ${open.description}.` }) };
    }
    default:
      return { message };
  }
}

function commandMeant({ path }: CliCommand, word: string): string {
  const below = commandsBelow(path).map(lastWord);
  if (below.length === 0) return `No command follows ${path}; ${quoted(path, '--help')} lists what it takes.`;
  return (
    nearestHint(word, below).trim() ||
    knownElsewhere(word) ||
    `List the commands with ${quoted(path, '--help')}.`
  );
}

/** A word that stands for something, though not at this place. */
function knownElsewhere(word: string): string {
  const commands = COMMAND_NAMES.filter((name) => lastWord(name) === word && !entryOf(name).hidden);
  if (commands.length > 0)
    return `It stands behind another: ${commands.map((name) => quoted(name)).join(' or ')}.`;
  const symptom = nearest(word, SYMPTOM_IDS);
  if (symptom) return `${symptom} is a symptom: ${quoted('doctor', symptom)}.`;
  const id = [...CHECK_IDS, ...CAUSE_IDS].find((known) => known === word);
  return id ? `What it is: ${quoted('checks', id)}.` : '';
}

function flagMeant(command: CliCommand, typedFlag: string): Explanation {
  const [flag = ''] = typedFlag.split('=');
  const cut = typedFlag.length > flag.length ? '=...' : '';
  const message = `unknown option '${flag}${cut}'`;
  const { path } = command;
  const near = nearestFlag(flag, path);
  const others = takenElsewhere(flag);
  if (near) return { message, hint: `Did you mean ${near}?` };
  const place = path === '' ? ', and stands behind the name of the command' : '';
  if (others.length > 0) return { message, hint: `${flag} is a flag of ${others.join(', ')}${place}.` };
  return { message, hint: `The flags of ${path || 'every command'} are listed with --help behind it.` };
}

/** By its letters alone: the dashes that all flags have in common make none of them nearer. */
function nearestFlag(flag: string, path: CommandName): string | undefined {
  const letters = (name: string) => name.replace(/^-+/, '');
  const names = namesOfFlags(path);
  const near = nearest(letters(flag), names.map(letters));
  return names.find((name) => letters(name) === near);
}

function takenElsewhere(flag: string): CommandName[] {
  return COMMAND_NAMES.filter((name) => flagsOf(name).some((row) => row.name === flag));
}

/** Of the command, of the one above, whose flags may stand behind it, and of the program. */
function namesOfFlags(path: CommandName): string[] {
  return [...flagsOf(path), ...flagsOf('')].map(({ name }) => name);
}

function tooMany(command: CliCommand, message: string): Explanation {
  const { path, args, registeredArguments } = command;
  const commandWord = misspeltCommand(path, args[0] ?? '');
  if (commandWord) return { message: `unknown command '${args[0]}'`, hint: `Did you mean ${commandWord}?` };
  const excess = args.slice(registeredArguments.length);
  const flag = excess.map((word) => nearestFlag(word, path)).find(Boolean);
  const meant = flag === undefined ? '' : `Did you mean ${flag}? `;
  return { message, hint: `${meant}What ${path} takes is listed with ${quoted(path, '--help')}.` };
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

function quoted(path: CommandName, ...words: readonly string[]): string {
  return `\`${['opencx-hubspot', path, ...words].filter(Boolean).join(' ')}\``;
}
