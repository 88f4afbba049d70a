import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Real processes are tested as built, so the build is made anew before any test runs. */
export default function build(): void {
  const root = join(import.meta.dirname, '..', '..');
  execFileSync(process.execPath, [join(root, 'node_modules', 'rolldown', 'bin', 'cli.mjs'), '-c'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
