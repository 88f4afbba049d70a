/** What a proof consists of, what is told soonest first, since whoever waits may not wait for the end. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Part {
  name: string;
  /** A program of Node's or of the project's packages, with its arguments. */
  command: readonly string[];
  /** Whether it is vitest's, by whose reporter the tests are counted. */
  hasTests: boolean;
}

const ROOT = join(import.meta.dirname, '..', '..');

export const PARTS: readonly Part[] = [
  { name: 'types', command: ['npm', 'run', '--silent', 'typecheck'], hasTests: false },
  { name: 'doctor', ...tests(...within('test/doctor', ['foreign'])) },
  { name: 'engine', ...tests('test/engine/') },
  { name: 'program', ...tests('test/cli/', 'test/run/') },
  { name: 'package', ...tests('test/package/', 'test/peers/') },
  {
    name: 'everything else',
    ...tests(...within('test', ['doctor', 'engine', 'cli', 'run', 'package', 'peers'])),
  },
  { name: 'foreign answers', ...tests('test/doctor/foreign/') },
  { name: 'mutation', command: ['node', 'test/mutation/run.ts'], hasTests: false },
];

function tests(...places: readonly string[]): Omit<Part, 'name'> {
  return { command: ['vitest', 'run', ...places], hasTests: true };
}

/** The test files and folders of a folder, but for some, in the words by which vitest finds them. */
function within(folder: string, without: readonly string[]): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return without.includes(entry.name) ? [] : [`${folder}/${entry.name}/`];
    return entry.name.endsWith('.test.ts') ? [`${folder}/${entry.name}`] : [];
  });
}
