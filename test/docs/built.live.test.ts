/** What the build wrote, and what a package takes along of it. */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { site } from '../../src/docs/site.ts';
import { ROOT } from '../support/cli.ts';

const DOCS = join(ROOT, 'dist', 'docs');

test('the build writes every page, and nothing else', async () => {
  const files = await readdir(DOCS, { recursive: true, withFileTypes: true });
  const written = await Promise.all(
    files
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }): Promise<[string, string]> => {
        const path = join(parentPath, name);
        return [path.slice(DOCS.length + 1), await readFile(path, 'utf8')];
      }),
  );
  expect(new Map(written.sort())).toEqual(new Map([...site()].sort()));
});

test('the package holds them', async () => {
  const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    maxBuffer: 10_000_000,
  });
  const packed = JSON.stringify(JSON.parse(stdout));
  for (const address of site().keys()) expect(packed).toContain(`"dist/docs/${address}"`);
});
