import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** Small and needed at every start: one file to read instead of a tree of them. */
const BUNDLED = ['commander'];

export default defineConfig({
  input: 'src/cli/main.ts',
  platform: 'node',
  external: Object.keys(dependencies)
    .filter((name) => !BUNDLED.includes(name))
    .flatMap((name) => [name, new RegExp(`^${name}/`)]),
  output: { dir: 'dist', format: 'esm', cleanDir: true },
});
