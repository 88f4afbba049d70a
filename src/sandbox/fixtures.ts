/** Where the portals and stories are that come with the program: YAML files, one a name. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

const EXTENSION = '.yaml';

/** The folder with this package's package.json: the same from the sources and from a bundled build. */
export function packageRoot(from: string = import.meta.dirname): string {
  let folder = from;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json above ${from}`);
    folder = parent;
  }
  return folder;
}

function folderOf(kind: 'portals' | 'stories'): string {
  return join(packageRoot(), 'fixtures', kind);
}

/** Every name there is, sorted. */
export async function fixtureNames(kind: 'portals' | 'stories'): Promise<string[]> {
  const files = await readdir(folderOf(kind));
  return files
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => file.slice(0, -EXTENSION.length))
    .sort();
}

const parsed = new Map<string, Promise<unknown>>();

/**
 * What stands in the file of this name; `name` is one of `fixtureNames`. A file is read once a process, because most
 * portals extend the same one: nobody may change what is returned.
 */
export function readFixture(kind: 'portals' | 'stories', name: string): Promise<unknown> {
  const path = join(folderOf(kind), name + EXTENSION);
  const found = parsed.get(path) ?? readFile(path, 'utf8').then((text) => parse(text) as unknown);
  parsed.set(path, found);
  return found;
}
