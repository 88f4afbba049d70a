/**
 * The engine's pure parts can be run, tested and read without the world: no clock, no disk, no network, and nothing
 * of the engine that has them.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, posix, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const ROOMS = ['src/engine/decide', 'src/engine/work'];
const TYPES = ['actors', 'effects', 'ports', 'session', 'settings'].map((name) => `src/engine/${name}.ts`);

async function pureFiles(): Promise<string[]> {
  const inRooms = ROOMS.map(async (room) =>
    (await readdir(join(ROOT, room), { recursive: true }))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => posix.join(room, name)),
  );
  return [...(await Promise.all(inRooms)).flat(), ...TYPES];
}

test('the pure parts import each other and the core, and nothing else', async () => {
  const files = await pureFiles();
  const wrong = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(ROOT, file), 'utf8');
      return [...text.matchAll(/\b(?:from|import)(?:\s+|\s*\(\s*)'([^'\n]+)'/g)]
        .map(([, target = '']) => (target.startsWith('.') ? posix.join(posix.dirname(file), target) : target))
        .filter((target) => !files.includes(target) && !target.startsWith('src/core/'))
        .map((target) => `${file} -> ${target}`);
    }),
  );
  expect(files.length).toBeGreaterThan(15);
  expect(wrong.flat()).toEqual([]);
});
