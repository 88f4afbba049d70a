/** Nothing in the project looks like a live token: the all-zero id alone is taken for none by whoever looks for leaks. */
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const FOLDERS = ['bin', 'checks', 'fixtures', 'src', 'test'];

/** A region and an id that is not all zeros. */
const LIVE = /pat-[a-z]{2,4}\d{1,2}-(?!0{8}-0{4}-0{4}-0{4}-0{12})[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;

test('no file holds a token whose id is not all zeros', async () => {
  const held = await Promise.all((await files()).map(async (file) => [file, await tokensIn(file)] as const));
  expect(held.filter(([, tokens]) => tokens.length > 0)).toEqual([]);
});

async function files(): Promise<string[]> {
  const found = await Promise.all(
    FOLDERS.map(async (folder) => {
      const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    }),
  );
  const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].map((name) => join(ROOT, name));
  return [...found.flat(), ...pages].filter((file) => !file.includes('node_modules'));
}

async function tokensIn(file: string): Promise<string[]> {
  return [...(await readFile(file, 'latin1')).matchAll(LIVE)].map(([token]) => token);
}
