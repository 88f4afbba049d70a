import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

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
