import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const SOURCES = ['src', 'checks', 'package.json', 'rolldown.config.js'];

/** Real processes are tested as built, so what is older than its sources is built anew before any test runs. */
export default function build(): void {
  const builtAt = statSync(join(ROOT, 'dist', 'main.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (SOURCES.every((source) => newest(join(ROOT, source)) < builtAt)) return;
  execFileSync(process.execPath, ['rolldown.config.js'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Time of the latest change of a file, or in a folder; epoch milliseconds. */
function newest(path: string): number {
  const own = statSync(path).mtimeMs;
  if (!statSync(path).isDirectory()) return own;
  const inside = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return Math.max(own, ...inside.map((name) => statSync(join(path, name)).mtimeMs));
}
