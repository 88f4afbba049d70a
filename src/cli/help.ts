import { Help, type HelpConfiguration, Option } from 'commander';
import type { Flag } from '../core/flags/flag.ts';
import { flagsOf } from '../core/flags/table.ts';
import { type CliCommand, namesOf, optionsOf } from './command.ts';
import type { CommandSpec } from './commands/spec.ts';

/** Columns; in less beside the names, what is said of them stands beneath. */
const NARROWEST_COLUMN = 30;
/** Commander leaves narrower text as it is. */
const NARROWEST_WRAPPED = 20;
const INDENT = 2;
/** Of the examples, where the help keeps to what most need. */
const FEW_EXAMPLES = 3;
const ALL = 'all';

/** Commander's help, readable on a narrow terminal too, and no longer than was asked for. */
export const HELP_LAYOUT: HelpConfiguration = {
  showGlobalOptions: true,
  minWidthToWrap: NARROWEST_WRAPPED,
  formatItem(term, termWidth, description, helper) {
    const width = helper.helpWidth ?? 80;
    if (description === '' || width - termWidth - 2 * INDENT >= NARROWEST_COLUMN) {
      return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
    }
    const beneath = helper.boxWrap(description, width - 3 * INDENT).split('\n');
    return [indented(term, INDENT), ...beneath.map((line) => indented(line, 3 * INDENT))].join('\n');
  },
  // All of them take options.
  subcommandTerm: (command) => Help.prototype.subcommandTerm(command).replace(' [options]', ''),
  visibleOptions(command) {
    return leavesOut(command as CliCommand)
      ? mostNeeded(command as CliCommand).map(inBrief)
      : everyOption(command as CliCommand);
  },
  visibleGlobalOptions(command) {
    const { program } = command as CliCommand;
    return command !== program && program.wholeHelp ? [...program.options] : [];
  },
};

/** The flags of `doctor recheck` are the doctor's to commander, and not all of them. */
function everyOption(command: CliCommand): Option[] {
  const own = new Help().visibleOptions(command);
  const above = optionsOf(command.path).filter(({ long }) => !own.some((option) => option.long === long));
  return [...above, ...own];
}

/** Whether the help keeps to what most need. */
function leavesOut(command: CliCommand): boolean {
  return !command.program.wholeHelp && mostNeeded(command).length < flagsOf(command.path).length;
}

function mostNeeded({ path }: CliCommand): Flag[] {
  return flagsOf(path).filter(({ seldom = [] }) => !seldom.includes(path));
}

/** In one list with the others. Of choices the first is mostly the default. */
function inBrief(row: Flag): Option {
  const { help, value, behind = {}, default: otherwise, defaultIs = otherwise } = row;
  const choices = value?.choices ? `: ${value.choices.join(', ')}` : '';
  const without = otherwise === undefined || choices ? '' : ` (default: ${defaultIs})`;
  const variable = behind.variable ? ` (or ${behind.variable})` : '';
  return new Option(namesOf(row), `${help}${choices}${without}${variable}`).helpGroup('What most need:');
}

function indented(line: string, columns: number): string {
  return `${' '.repeat(columns)}${line}`;
}

/** What stands behind the flags: notes, examples, exit codes, and where the rest is. */
export function helpBehind(
  command: CliCommand,
  { notes, examples, exitCodes }: Pick<CommandSpec<never>, 'notes' | 'examples' | 'exitCodes'>,
): string {
  const shown = leavesOut(command) ? examples.slice(0, FEW_EXAMPLES) : examples;
  const isAll = command.path === '' || command.program.wholeHelp;
  return [
    ...(notes === undefined ? [] : [notes]),
    `Examples:\n${shown.map((line) => `  $ ${line}`).join('\n')}`,
    ...(exitCodes === undefined ? [] : [`Exit codes: ${exitCodes}`]),
    ...(isAll ? [] : [`Every flag: opencx-hubspot ${command.path} --help all`]),
  ]
    .map((part) => `\n${part}`)
    .join('\n');
}

/**
 * Takes the word behind `--help`, which commander would take for one of the command's.
 *
 * @returns the other words, and whether every flag is asked for
 */
export function withoutAll(args: readonly string[]): { words: readonly string[]; whole: boolean } {
  const end = args.indexOf('--');
  const own = end < 0 ? args : args.slice(0, end);
  const joined = own.indexOf(`--help=${ALL}`);
  const at = joined < 0 ? own.findIndex((word, place) => isHelp(word) && own[place + 1] === ALL) : joined;
  if (at < 0) return { words: args, whole: false };
  return { words: args.toSpliced(at, joined < 0 ? 2 : 1, '--help'), whole: true };
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

/** `help WORDS`, `engine help WORDS`: the help of the command that the words lead to; every flag with `all` behind them. */
export function printHelp(from: CliCommand, words: readonly string[]): never {
  const whole = words.at(-1) === ALL;
  from.program.wholeHelp ||= whole;
  let command = from;
  for (const word of whole ? words.slice(0, -1) : words) {
    const next = command.commands.find((each) => each.name() === word);
    if (next === undefined) return command.unknownCommandAt(word);
    command = next as CliCommand;
  }
  return command.help();
}
