/** The three files that the page is made of, as the package brings them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../files/usage-error.ts';
import { packageRoot } from '../run/package.ts';

/** By the path under which each is served; nothing else is read from the disk for whoever asks. */
export const PAGE_FILES = {
  '/': { name: 'page.html', type: 'text/html; charset=utf-8' },
  '/page.js': { name: 'page.js', type: 'text/javascript; charset=utf-8' },
  '/page.css': { name: 'page.css', type: 'text/css; charset=utf-8' },
} as const;

export interface PageFile {
  type: string;
  content: Buffer;
}

/** Where the build puts them. */
export const PAGE_FOLDER = join('dist', 'console');

/** @throws UsageError where the package is not whole */
export async function loadPage(): Promise<Map<string, PageFile>> {
  const folder = join(packageRoot(), PAGE_FOLDER);
  try {
    const files = Object.entries(PAGE_FILES).map(async ([path, { name, type }]) => {
      return [path, { type, content: await readFile(join(folder, name)) }] as const;
    });
    return new Map(await Promise.all(files));
  } catch {
    throw new UsageError('The page of the console is missing from this installation.', {
      hint: 'Run `npm ci` in the folder of opencx-hubspot.',
    });
  }
}
