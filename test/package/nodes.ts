import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The newest of the oldest and the newest line of Node that run the program; the line between them is our own. */
const LINES = [22, 26];
const FOLDER = join(import.meta.dirname, 'node_modules', '.nodes');

/** Installs the other Nodes, unless they are installed. */
export async function installNodes(): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const names = LINES.map((line) => `node-${line}`);
  const content = {
    private: true,
    allowScripts: Object.fromEntries(names.map((name) => [name, true])),
    dependencies: Object.fromEntries(LINES.map((line) => [`node-${line}`, `npm:node@${line}`])),
  };
  await writeFile(join(FOLDER, 'package.json'), JSON.stringify(content));
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund'], { cwd: FOLDER });
}

/** The executable of a line of Node. */
export function nodeOf(line: number): string {
  return LINES.includes(line)
    ? join(FOLDER, 'node_modules', `node-${line}`, 'bin', 'node')
    : process.execPath;
}
