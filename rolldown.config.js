import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** Needed at every start, or for every call: one file to read instead of a tree of hundreds. */
const BUNDLED = [
  'commander',
  'undici',
  '@hubspot/api-client',
  'chalk',
  'fast-wrap-ansi',
  'fast-string-width',
  'valibot',
  'fastest-levenshtein',
];

const FROM_PROCESS = '\0builtin:';

/**
 * An ES import of a built-in module reads everything that it exports, and so loads file streams, worker threads and
 * standard input at every start. Taken from the process it costs next to nothing.
 */
const builtIns = {
  name: 'built-ins',
  resolveId(source) {
    // The bundler's own runtime needs this one before it can load any other.
    if (!source.startsWith('node:') || source === 'node:module') return null;
    return `${FROM_PROCESS}${source}`;
  },
  load(id) {
    if (!id.startsWith(FROM_PROCESS)) return null;
    const name = JSON.stringify(id.slice(FROM_PROCESS.length));
    return { code: `module.exports = process.getBuiltinModule(${name});`, moduleType: 'js' };
  },
};

export default defineConfig({
  input: { main: 'src/cli/main.ts' },
  platform: 'node',
  plugins: [builtIns],
  external: Object.keys(dependencies)
    .filter((name) => !BUNDLED.includes(name))
    .flatMap((name) => [name, new RegExp(`^${name}/`)]),
  // An optional store of a library's limiter, which stays off, asks for its driver with `eval`.
  checks: { eval: false },
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    // One small file for them all instead of one each.
    codeSplitting: { groups: [{ name: 'built-ins', test: (id) => id.startsWith(FROM_PROCESS) }] },
  },
});
