import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

/** From the ground up. A room may import its own floor's rooms only where named in `BESIDE`. */
const FLOORS: readonly (readonly string[])[] = [
  ['src/core'],
  ['src/files', 'src/redact'],
  ['src/wire', 'src/hubspot', 'src/opencx', 'src/config', 'src/logs'],
  ['checks'],
  ['src/doctor', 'src/engine'],
  ['src/reporters'],
  ['src/cli'],
];

/** Neighbours on one floor that may be used, and by whom. */
const BESIDE: Record<string, readonly string[]> = {
  'src/files': ['src/redact'],
  'src/hubspot': ['src/wire'],
  'src/opencx': ['src/wire'],
  'src/logs': ['src/hubspot'],
};

/** A side building: it must not share the mistakes of what it is used to test. */
const SIDE = 'src/sandbox';

const PACKAGES: Record<string, readonly string[]> = {
  commander: ['src/cli'],
  inquirer: ['src/cli'],
  ora: ['src/cli'],
  chalk: ['src/cli', 'src/reporters'],
  undici: ['src/wire'],
  '@hubspot/api-client': ['src/hubspot'],
};

interface Import {
  file: string;
  room: string;
  target: string;
}

async function imports(): Promise<Import[]> {
  const files = (
    await Promise.all(['src', 'checks'].map((folder) => readdir(join(ROOT, folder), { recursive: true })))
  ).flatMap((names, index) =>
    names.filter((name) => name.endsWith('.ts')).map((name) => join(index === 0 ? 'src' : 'checks', name)),
  );
  const found = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(ROOT, file), 'utf8');
      const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(
        ([, target]) => target ?? [],
      );
      return targets.map((target) => ({ file, room: roomOf(file), target: resolveTarget(file, target) }));
    }),
  );
  return found.flat();
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
      if (other === SIDE) return room !== 'src/cli';
      if (floorOf(room) < 0 || floorOf(other) < 0) return true;
      if (floorOf(other) < floorOf(room)) return false;
      return !(floorOf(other) === floorOf(room) && BESIDE[room]?.includes(other));
    })
    .map(({ file, target }) => `${file} -> ${target}`);
  expect(wrong).toEqual([]);
});

test('the core imports nothing from outside', async () => {
  const wrong = (await imports()).filter(
    ({ room, target }) => room === 'src/core' && !target.startsWith('src/core/'),
  );
  expect(wrong).toEqual([]);
});

test('each package is used only in the room that owns it', async () => {
  const wrong = (await imports())
    .filter(({ room, target }) => PACKAGES[target] && !PACKAGES[target].includes(room))
    .map(({ file, target }) => `${file} -> ${target}`);
  expect(wrong).toEqual([]);
});

test('nothing below the command line touches process or console', async () => {
  const folders = FLOORS.flat().filter((room) => room !== 'src/cli');
  const wrong: string[] = [];
  for (const folder of [...folders, SIDE]) {
    for (const name of await readdir(join(ROOT, folder), { recursive: true })) {
      if (!name.endsWith('.ts')) continue;
      const code = (await readFile(join(ROOT, folder, name), 'utf8')).replace(
        /\/\*[\s\S]*?\*\/|\/\/.*$/gm,
        '',
      );
      if (/(?<![\w./'])(?:process|console)\.\w/.test(code)) wrong.push(`${folder}/${name}`);
    }
  }
  expect(wrong).toEqual([]);
});
