/** A page for each command: what it does, what it takes, every flag. */

import { namesOf } from '../cli/command.ts';
import type { CommandSpec } from '../cli/commands/spec.ts';
import { SPECS } from '../cli/program.ts';
import { COMMAND_NAMES, type CommandName, commandsBelow, entryOf } from '../core/flags/commands.ts';
import type { Flag } from '../core/flags/flag.ts';
import { groupsOf } from '../core/flags/table.ts';
import { addressOfCommand, fromTo } from './addresses.ts';
import { capital, code, commandLines, link, list, page, table } from './markdown.ts';

/** Those that a person calls; the pages of `help` would say nothing. */
export const DOCUMENTED_COMMANDS: readonly CommandName[] = COMMAND_NAMES.filter(
  (name) => !entryOf(name).hidden && !/(^| )help$/.test(name),
);

export function commandPage(name: CommandName): string {
  const { description, notes, examples, exitCodes }: CommandSpec<CommandName> = SPECS[name];
  const { takes } = entryOf(name);
  const below = commandsBelow(name).filter((each) => DOCUMENTED_COMMANDS.includes(each));
  return page(
    `# ${code(typed(name))}`,
    description,
    ...(notes === undefined ? [] : [commandLines(notes.split('\n'))]),
    ...part(
      'What it takes',
      table(
        ['word', 'what it is'],
        takes.map(({ name: word, help, many }: (typeof takes)[number]) => [
          code(many ? `${word}...` : word),
          help,
        ]),
      ),
    ),
    ...part(
      'Commands',
      list(
        below.map(
          (each) =>
            `${link(code(typed(each)), fromTo(addressOfCommand(name), addressOfCommand(each)))}: ${entryOf(each).summary}`,
        ),
      ),
    ),
    ...groupsOf(name).flatMap(({ title, flags }) => part(title.replace(/:$/, ''), flagTable(flags))),
    ...part('Examples', commandLines(examples)),
    ...part('Exit codes', exitCodes === undefined ? '' : capital(exitCodes)),
  );
}

export function typed(name: CommandName): string {
  return ['opencx-hubspot', name].filter(Boolean).join(' ');
}

function part(heading: string, body: string): string[] {
  return body === '' ? [] : [`## ${heading}`, body];
}

function flagTable(flags: readonly Flag[]): string {
  return table(
    ['flag', 'what it does', 'without it'],
    flags.map((flag) => [code(namesOf(flag)), whatItDoes(flag), withoutIt(flag)]),
  );
}

function whatItDoes({ help, value, needs }: Flag): string {
  const choices = value?.choices ? ` (${value.choices.join(', ')})` : '';
  const condition = needs === undefined ? '' : `; only with \`${needs.flag}\``;
  return `${help}${choices}${condition}`;
}

function withoutIt({ default: otherwise, defaultIs, behind = {} }: Flag): string {
  const { variable, key } = behind;
  const places = [
    ...(variable === undefined ? [] : [`\`${variable}\``]),
    ...(key === undefined ? [] : [`\`${key}\` of the configuration file`]),
  ];
  if (places.length > 0) return places.join(', then ');
  if (otherwise === undefined) return '';
  return defaultIs ?? `\`${String(otherwise)}\``;
}
