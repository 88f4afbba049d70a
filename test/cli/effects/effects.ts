/**
 * Every flag in every mode of a command either shows its effect or is refused. A mode lists the flags that have one
 * there; whatever else the table of flags knows for the command must be refused, with a sentence that names both.
 */

import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli/program.ts';
import { COMMANDS, type CommandName } from '../../../src/core/flags/commands.ts';
import type { Flag } from '../../../src/core/flags/flag.ts';
import type { Row } from '../../../src/core/flags/table.ts';
import { flagsOf } from '../../../src/core/flags/table.ts';
import { folderWith } from '../../config/folder.ts';
import { ROOT, runHere, terminal } from '../../support/cli.ts';
import { PROOF } from '../../support/proof.ts';
import { expectUsageError } from '../expectations.ts';

/** A command line with the flag, to be compared with the same without it. */
interface Shown {
  /** What the flag does there. */
  does: string;
  /** The flag's value, if it takes one. */
  value?: readonly string[];
  /** The words of the command line, in the place of the mode's own. */
  words?: readonly string[];
  /** What stands beside the flag, in both runs, in the place of the mode's own. */
  beside?: readonly string[];
  env?: Record<string, string>;
}

/** What cannot be shown by one run and another in a short time: where it is shown. */
interface ShownElsewhere {
  does: string;
  /** A test file that names the flag. */
  shownIn: string;
  /** What the file calls it, where that is not the flag. */
  called?: string;
}

export type Effects = Partial<Record<Row['name'], Shown | ShownElsewhere>>;

export interface ModeOfCommand {
  command: CommandName;
  /** How the mode is opened, as refusals name it. */
  openedBy: string;
  /** The words of the command line up to the flags. */
  words: readonly string[];
  /** What stands there beside the flag where nothing else is said. */
  beside?: readonly string[];
  /** Flags that belong to the mode itself. */
  opening?: readonly Row['name'][];
  effects: Effects;
}

/** Where the runs take place. */
export interface Scene {
  env: Record<string, string>;
  /** Files in the folder of each run. */
  files: Record<string, unknown>;
  stdin?: string;
  /** Makes ready what a run may change. */
  prepare?(cwd: string): Promise<void>;
  /** What is printed when there is nothing more to see; as Ctrl-C then. */
  endsAt?: RegExp;
  /** What reached a service since it was last asked. */
  requests?(): readonly string[];
}

export function describeMode(mode: ModeOfCommand, scene: () => Scene | Promise<Scene>): void {
  const { command, openedBy, words, opening = [], effects } = mode;
  describe(`${command} (${openedBy})`, () => {
    let here: Scene;
    beforeAll(async () => {
      here = await scene();
    });
    /** Runs without any of the flags, once each; with PROOF twice, since what comes of them must be the same each time. */
    const plain = new Map<string, Observed>();
    const plainly = async (line: readonly string[], env?: Record<string, string>): Promise<Observed> => {
      const key = JSON.stringify([line, env]);
      const known = plain.get(key);
      if (known) return known;
      const first = await observe(line, here, env);
      if (PROOF) expect(await observe(line, here, env), 'without the flag nothing changes').toEqual(first);
      plain.set(key, first);
      return first;
    };
    const flags = takenWith(command).filter(({ name }) => !(opening as readonly string[]).includes(name));
    for (const flag of flags) {
      const effect = effects[flag.name as Row['name']];
      if (effect === undefined)
        test(`${flag.name} has no effect listed, and is refused`, async () => {
          const line = [...words, ...(mode.beside ?? []), flag.name, ...sampleOf(flag)];
          const cwd = await folderWith(filesFor(line, here));
          const outcome = await runHere(line, { env: here.env, cwd });
          expectUsageError(outcome, flag.name);
          // What would give it an effect, where it has none in the command's other modes either.
          expect(outcome.err).toMatch(flag.needs ? new RegExp(`${openedBy}|${flag.needs.flag}`) : openedBy);
        });
      else if ('shownIn' in effect)
        test(`${flag.name} ${effect.does}: see ${effect.shownIn}`, () => {
          expect(readFileSync(join(ROOT, effect.shownIn), 'utf8')).toContain(effect.called ?? flag.name);
        });
      else
        test(`${flag.name} ${effect.does}`, async () => {
          const beside = effect.beside ?? mode.beside ?? [];
          const without = [...(effect.words ?? words), ...beside];
          const plain = await plainly(without, effect.env);
          const line = [...without, flag.name, ...(effect.value ?? [])];
          const flagged = await observe(line, here, effect.env);
          expect(flagged.code, flagged.err).not.toBe(2);
          expect(flagged).not.toEqual(plain);
        });
    }
    test('lists no flag that the command does not take', () => {
      const names = flags.map(({ name }) => name);
      expect([...names, ...opening]).toEqual(expect.arrayContaining(Object.keys(effects)));
    });
  });
}

/** The flags of the command, and those of the one above it, which are read with it. */
function takenWith(command: CommandName): Flag[] {
  const above = command.slice(0, Math.max(0, command.lastIndexOf(' ')));
  const own = flagsOf(command);
  const others = above in COMMANDS && above !== '' ? flagsOf(above as CommandName) : [];
  return [...own, ...others.filter(({ name }) => !own.some((flag) => flag.name === name))];
}

function sampleOf({ value }: Flag): string[] {
  if (value === undefined) return [];
  return [value.example ?? (value.called === 'url' ? 'http://127.0.0.1:9/' : '1')];
}

type Observed = Awaited<ReturnType<typeof observe>>;

/** All that a run leaves behind, without what differs from run to run. */
async function observe(args: readonly string[], scene: Scene, env: Record<string, string> = {}) {
  const given = filesFor(args, scene);
  const cwd = await folderWith(given);
  await scene.prepare?.(cwd);
  scene.requests?.();
  const stop = new AbortController();
  const { io, printed } = terminal({
    cwd,
    env: { ...scene.env, ...env },
    signal: stop.signal,
    width: 200,
    ...(scene.stdin !== undefined && { stdin: scene.stdin }),
  });
  const { err: print } = io;
  io.err = (text) => {
    print(text);
    if (scene.endsAt?.test(text)) stop.abort(new Error('stop'));
  };
  const code = await run(args, io);
  const { out, err } = printed;
  const requests = scene.requests?.() ?? [];
  return {
    code,
    out: steady(out, cwd),
    err: steady(err, cwd),
    requests: [...requests].sort(),
    written: await contentsOf(cwd, Object.keys(given)),
  };
}

const FOUND = 'opencx-hubspot.config.json';

/** The files that a command line names, and the one that is found without a name. */
function filesFor(line: readonly string[], { files }: Scene): Scene['files'] {
  return Object.fromEntries(Object.entries(files).filter(([name]) => line.includes(name) || name === FOUND));
}

/** Every file by its name, but those that were given; what is no text, and a bundle, whose stand-ins are made anew each time, by its name alone. */
async function contentsOf(folder: string, given: readonly string[]): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (given.includes(relative(folder, file))) continue;
    const isText = entry.isFile() && /\.(?:txt|xml|md)$/.test(entry.name);
    contents[relative(folder, file)] = isText ? steady(await readFile(file, 'utf8'), folder) : '';
  }
  return contents;
}

function steady(text: string, cwd: string): string {
  return text
    .replaceAll(cwd, '.')
    .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?/g, 'TIME')
    .replaceAll(/"(durationMs|startedAt|at)": [^,\n]+/g, '"$1": 0')
    .replaceAll(/\b\d+ ms\b/g, '0 ms')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1');
}
