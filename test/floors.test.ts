/**
 * The house as its table draws it, and AGENTS.md with it: what lies below imports nothing of what lies above, nothing runs in a circle, and
 * each package has one room. Type imports and lazy ones count.
 */
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { HOUSE, SIDE_BUILDING } from '../src/docs/house.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** From the ground up. */
const FLOORS = HOUSE.map((rooms) => rooms.map(({ path }) => path));

/** Neighbours on one floor that may be used, and by whom. */
const BESIDE = Object.fromEntries(HOUSE.flat().map(({ path, beside = [] }) => [path, beside]));

const SIDE = SIDE_BUILDING.path;

const PACKAGES: Record<string, readonly string[]> = {
  commander: ['src/cli'],
  inquirer: ['src/cli'],
  ora: ['src/cli'],
  chalk: ['src/cli', 'src/reporters'],
  undici: ['src/wire'],
  '@hubspot/api-client': ['src/hubspot'],
  '@modelcontextprotocol/server': ['src/mcp'],
  preact: ['src/console'],
  htm: ['src/console'],
};

interface Import {
  file: string;
  room: string;
  target: string;
}

async function imports(): Promise<Import[]> {
  const found = await Promise.all(
    (await sources()).map(async (file) => {
      const text = await readFile(join(ROOT, file), 'utf8');
      const targets = [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)'([^']+)'/g)].flatMap(
        ([, target]) => target ?? [],
      );
      return targets.map((target) => ({ file, room: roomOf(file), target: resolveTarget(file, target) }));
    }),
  );
  return found.flat();
}

async function sources(): Promise<string[]> {
  const folders = await Promise.all(
    ['src', 'checks'].map(async (folder) =>
      (await readdir(join(ROOT, folder), { recursive: true }))
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(folder, name)),
    ),
  );
  return folders.flat().sort();
}

function resolveTarget(file: string, target: string): string {
  return target.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), target)) : target;
}

function roomOf(path: string): string {
  const parts = path.split('/');
  return parts[0] === 'src' ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
}

function floorOf(room: string): number {
  return FLOORS.findIndex((rooms) => rooms.includes(room));
}

test('imports never point up, and neighbours are used only where agreed', async () => {
  const wrong = (await imports())
    .filter(({ target, room }) => /^(src|checks)\//.test(target) && roomOf(target) !== room)
    .filter(({ room, target }) => {
      const other = roomOf(target);
      if (room === SIDE) return other !== 'src/core';
      if (other === SIDE) return floorOf(room) < floorOf('src/run');
      if (floorOf(room) < 0 || floorOf(other) < 0) return true;
      if (floorOf(other) < floorOf(room)) return false;
      return !(floorOf(other) === floorOf(room) && BESIDE[room]?.includes(other));
    })
    .map(({ file, target }) => `${file} -> ${target}`);
  expect(wrong).toEqual([]);
});

test('no file imports itself by way of others', async () => {
  const targets = new Map<string, string[]>();
  for (const { file, target } of await imports()) {
    targets.set(file, [...(targets.get(file) ?? []), target]);
  }
  expect(circlesIn(targets)).toEqual([]);
});

/** One circle for each import that closes one, as `a -> b -> a`. */
function circlesIn(targets: ReadonlyMap<string, readonly string[]>): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]) => {
    const start = path.indexOf(file);
    if (start >= 0) circles.push([...path.slice(start), file].join(' -> '));
    if (start >= 0 || done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return circles;
}

test('finds a circle of any length', () => {
  const targets = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', ['a']],
    ['d', ['d']],
  ]);
  expect(circlesIn(targets)).toEqual(['a -> b -> c -> a', 'd -> d']);
});

test('a check imports no probe', async () => {
  const wrong = (await imports())
    .filter(({ target }) => /^checks\/.*\/probes\.ts$/.test(target))
    .filter(({ file }) => !/^checks\/[\w-]+\/(index|probes)\.ts$/.test(file))
    .map(({ file, target }) => `${file} -> ${target}`);
  expect(wrong).toEqual([]);
});

test('the core imports nothing from outside but the schemas that its types are derived from', async () => {
  const wrong = (await imports()).filter(
    ({ room, target }) => room === 'src/core' && !target.startsWith('src/core/') && target !== 'valibot',
  );
  expect(wrong).toEqual([]);
});

test('each package is used only in the room that owns it', async () => {
  const wrong = (await imports())
    .filter(({ target, room }) => {
      const owner = Object.keys(PACKAGES).find((name) => target === name || target.startsWith(`${name}/`));
      return owner !== undefined && !PACKAGES[owner]?.includes(room);
    })
    .map(({ file, target }) => `${file} -> ${target}`);
  expect(wrong).toEqual([]);
});

test('nothing below the command line touches process or console', async () => {
  const wrong: string[] = [];
  for (const file of await sources()) {
    if (roomOf(file) === 'src/cli') continue;
    const code = (await readFile(join(ROOT, file), 'utf8')).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    if (/(?<![\w./'])(?:process|console)\.\w/.test(code)) wrong.push(file);
  }
  expect(wrong).toEqual([]);
});
