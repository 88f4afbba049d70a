/** What SECURITY.md says of the code itself: who may open a connection or a port, and that its tests are there. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMAND_NAMES } from '../src/core/flags/commands.ts';
import { flagsOf } from '../src/core/flags/table.ts';
import { ROOT } from './support/cli.ts';

/** It runs in a browser and reaches the server that it came from, as its content security policy says. */
const IN_THE_BROWSER = 'src/console/page/';

interface Source {
  file: string;
  code: string;
}

/** Files of the program, without their comments. */
async function sources(): Promise<Source[]> {
  const names = await Promise.all(
    ['src', 'checks', 'bin'].map(async (folder) =>
      (await readdir(join(ROOT, folder), { recursive: true }))
        .filter((name) => /\.[jt]s$|^opencx-hubspot$/.test(name))
        .map((name) => join(folder, name)),
    ),
  );
  return Promise.all(
    names.flat().map(async (file) => {
      const text = await readFile(join(ROOT, file), 'utf8');
      return { file, code: text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '') };
    }),
  );
}

async function filesWith(sign: RegExp): Promise<string[]> {
  return (await sources()).filter(({ code }) => sign.test(code)).map(({ file }) => file);
}

function rooms(files: readonly string[]): string[] {
  return [...new Set(files.map((file) => file.split('/').slice(0, 2).join('/')))].sort();
}

test('every test that SECURITY.md names is there', async () => {
  const text = await readFile(join(ROOT, 'SECURITY.md'), 'utf8');
  const named = [...text.matchAll(/`(test\/[\w/.-]+\.ts)`/g)].flatMap(([, path]) => path ?? []);
  expect(named.length).toBeGreaterThan(15);
  for (const path of named) expect((await stat(join(ROOT, path))).isFile()).toBe(true);
});

test('connections are opened by the wire, and by the sandbox on this machine', async () => {
  // A call of fetch, not the type of a method that bears its name, as the queue of engines has one.
  const opening =
    /\bfrom 'undici|import\('undici|(?<![.\w])fetch\((?!\w+: )|\b(?:https?|net|tls|http2)\.(?:request|get|connect|createConnection)\(|\{[^}]*\b(?:request|connect|createConnection)\b[^}]*\} from 'node:(?:https?|net|tls|http2)'|node:dgram|new WebSocket\(|new EventSource\(/;
  const files = (await filesWith(opening)).filter((file) => !file.startsWith(IN_THE_BROWSER));
  expect(rooms(files)).toEqual(['src/sandbox', 'src/wire']);
});

test('ports are opened by the console, the engine and the sandbox', async () => {
  expect(rooms(await filesWith(/\bcreateServer\(|\bfrom 'ws'|\bWebSocketServer\b/))).toEqual([
    'src/console',
    'src/engine',
    'src/sandbox',
  ]);
});

test('no flag says where to listen: nothing but this machine can be named', () => {
  const names = COMMAND_NAMES.flatMap((command) => flagsOf(command)).map(({ name }) => name);
  expect(names.filter((name) => /^--(?:host|bind|listen|address)$/.test(name))).toEqual([]);
});

test('no flag takes a secret on the command line, but for the one kept for scripts', () => {
  const flags = COMMAND_NAMES.flatMap((command) => flagsOf(command));
  const ofSecrets = flags.filter(({ name }) =>
    /token|secret|password|(?:^--|-)key(?:-|$)|webhook-url/.test(name),
  );
  const typed = ofSecrets.filter(({ value }) => value !== undefined && value.file?.use !== 'read');
  expect([...new Set(typed.map(({ name }) => name))]).toEqual(['--webhook-url']);
  expect(ofSecrets.length).toBeGreaterThan(typed.length);
});
