/** Every command explains itself, with examples that are commands of ours. */

import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, describe, expect, test } from 'vitest';
import { SYMPTOM_IDS } from '../../checks/symptoms.ts';
import { withoutAll } from '../../src/cli/help.ts';
import { buildProgram } from '../../src/cli/program.ts';
import type { CommandName } from '../../src/core/flags/commands.ts';
import { flagsOf } from '../../src/core/flags/table.ts';
import { runHere, terminal } from '../support/cli.ts';

/** Every command that the help shows, by what is typed to reach it; `help` itself is commander's own. */
function commandsBelow(command: Command, typed: readonly string[] = []): [string, Command][] {
  const children = command
    .createHelp()
    .visibleCommands(command)
    .filter((child) => child.name() !== 'help')
    .flatMap((child) => commandsBelow(child, [...typed, child.name()]));
  return [[typed.join(' '), command], ...children];
}

/** Where the files of the examples have their places. */
const folder = mkdtempSync(join(tmpdir(), 'help-'));
mkdirSync(join(folder, 'team'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const COMMANDS = commandsBelow(program());

function program(): Command {
  return buildProgram(terminal({ cwd: folder }).io, () => {});
}

async function helpOf(typed: string, width = 100, all: 'all' | '' = ''): Promise<string> {
  const { code, out, err } = await runHere(`${typed} --help ${all}`.trim().split(' '), { width });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

async function examplesOf(typed: string): Promise<string[]> {
  return [...(await helpOf(typed, 100, 'all')).matchAll(/^ {2}\$ (.*)$/gm)].map(([, line = '']) => line);
}

/** The words of ours in an example, as a shell would hand them over: no remark, no pipe, no redirection. */
function wordsOf(example: string): string[] {
  const [typed = ''] = example.split(/ {2,}/);
  const ours = typed.split('|').find((part) => part.trim().startsWith('opencx-hubspot ')) ?? '';
  const [command = ''] = ours.split(/ > | 2>/);
  const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare = '']) => quoted ?? bare);
  return words.slice(1);
}

/** Reads the words with the whole of commander's rules, and does nothing of what they ask for. */
async function parse(words: readonly string[]): Promise<void> {
  const silenced = program();
  let acted = false;
  for (const [, command] of commandsBelow(silenced)) {
    if (command.commands.length > 0 && command.name() !== 'doctor') continue;
    command.action(() => {
      acted = true;
    });
  }
  await silenced
    .parseAsync([...words], { from: 'user' })
    .catch((error: { code?: string; message: string }) => {
      if (error.code !== 'commander.helpDisplayed') throw error;
      acted = true;
    });
  expect(acted).toBe(true);
}

describe.each(COMMANDS)('"%s"', (typed, command) => {
  test('says what it does, and what each of its flags and arguments is', () => {
    expect(command.description()).not.toBe('');
    const help = command.createHelp();
    for (const { flags, description } of help.visibleOptions(command))
      expect(description, flags).not.toBe('');
    for (const argument of help.visibleArguments(command))
      expect(argument.description, argument.name()).not.toBe('');
  });

  test('has two examples or more that parse, one of them of its own', async () => {
    const examples = await examplesOf(typed);
    expect(examples.length).toBeGreaterThanOrEqual(2);
    expect(examples.some((example) => wordsOf(example).join(' ').startsWith(typed))).toBe(true);
    for (const example of examples) await parse(wordsOf(example));
  });

  test('fits two screens of 24 lines, or says where the rest is', async () => {
    const lines = (await helpOf(typed, 80)).split('\n');
    const rows = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 80)), 0);
    expect(rows).toBeLessThanOrEqual(2 * 24);
    const rest = `Every flag: opencx-hubspot ${typed} --help all`;
    if (typed !== '') expect(lines).toContain(rest);
  });

  test('leaves out the flags that its rows in the table say, and no other', async () => {
    const path = typed as CommandName;
    const named = (help: string) =>
      new Set([...help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, name]) => name));
    const brief = named(await helpOf(typed, 200));
    const whole = named(await helpOf(typed, 200, 'all'));
    for (const { name, seldom = [] } of flagsOf(path)) {
      expect(whole).toContain(name);
      expect(brief.has(name), name).toBe(!seldom.includes(path));
    }
    for (const { name } of flagsOf('')) expect(whole).toContain(name);
  });

  test.each([
    [40, 'all'],
    [40, ''],
    [80, 'all'],
    [80, ''],
    [120, 'all'],
  ] as const)('keeps within %i columns where it wraps by itself: --help %s', async (width, all) => {
    const beforeExamples = (await helpOf(typed, width, all)).split('\nExamples:')[0] ?? '';
    const usage = beforeExamples.split(/\n\n(?=In this shell:|Where a log comes from:|Symptoms:)/)[0] ?? '';
    expect(usage.split('\n').filter((line) => line.length > width && !/^Usage:/.test(line))).toEqual([]);
  });
});

test('an example with a flag that does not exist would be noticed', async () => {
  await expect(parse(['doctor', '--banana'])).rejects.toThrow("unknown option '--banana'");
  await expect(parse(['sandbox', 'list', '--format', 'xml'])).rejects.toThrow('is invalid');
  await expect(parse(['banana'])).rejects.toThrow("unknown command 'banana'");
});

test('the help of the doctor names every symptom', async () => {
  const out = await helpOf('doctor');
  for (const id of SYMPTOM_IDS) expect(out).toContain(id);
});

test.each([
  ['help doctor', 'doctor --help'],
  ['doctor -h', 'doctor --help'],
  ['doctor replies-not-syncing --help', 'doctor --help'],
  ['help doctor all', 'doctor --help all'],
  ['doctor -h all', 'doctor --help all'],
  ['doctor --help=all', 'doctor --help all'],
  ['doctor --thread 5 --help all', 'doctor --help all'],
  ['help doctor recheck all', 'doctor recheck --help all'],
  ['engine help start all', 'engine start --help all'],
  ['help all', '--help'],
])('"%s" prints what "%s" prints', async (one, other) => {
  const { code, out } = await runHere(one.split(' '));
  expect(code).toBe(0);
  expect(out).toBe((await runHere(other.split(' '))).out);
});

test('`--help all` behind `--` is a word of the program that is run', () => {
  const typed = 'sandbox exec healthy-email -- program --help all'.split(' ');
  expect(withoutAll(typed)).toEqual({ words: typed, whole: false });
});
