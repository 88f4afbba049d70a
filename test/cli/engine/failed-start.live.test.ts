/** A start that fails ends: one sentence, exit 2, and the port is free. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, link, mkdir, open, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { openSqliteJournal } from '../../../src/engine/journal/sqlite/journal.ts';
import { folderWith } from '../../config/folder.ts';
import { BIN, type Outcome, runHere, runProcess } from '../../support/cli.ts';
import { expectUsageError } from '../expectations.ts';
import { silentHost, TOKEN } from '../hosts.ts';
import { chatMessage, writeJournal } from './journals.ts';

/** Nothing that fails here is told by HubSpot, so there is none. */
const ENV = { HUBSPOT_API_URL: 'http://127.0.0.1:9', HUBSPOT_ACCESS_TOKEN: TOKEN };

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** Fails where somebody listens there. */
async function expectFree(port: number): Promise<void> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  server.close();
}

function inDatabase(file: string, ...statements: string[]): void {
  const database = new DatabaseSync(file);
  for (const sql of statements) database.exec(sql);
  database.close();
}

const PAGE = 4_096;

/** Overwrites the root page of a table or an index. */
async function spoil(file: string, name: string): Promise<void> {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const root = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name)?.['rootpage'];
  database.close();
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(PAGE, 0xff), 0, PAGE, (Number(root) - 1) * PAGE);
  await handle.close();
}

/** A journal in which messages wait, spoilt. */
function spoilt(how: (file: string) => Promise<unknown> | unknown) {
  return async (file: string) => {
    await writeJournal(file, [{ event: chatMessage({ messageId: 'a' }) }, { event: chatMessage() }]);
    await how(file);
  };
}

const JOURNALS: [what: string, make: (file: string) => Promise<unknown> | unknown, said: string | RegExp][] =
  [
    ['a folder', (file) => mkdir(file), 'cannot be written: it is a folder.'],
    [
      'a text',
      (file) => writeFile(file, 'Buy milk.\n'),
      'is not a journal of opencx-hubspot; it was left as it was.',
    ],
    [
      'a database of others',
      (file) => inDatabase(file, 'CREATE TABLE customer (name TEXT)'),
      'is not a journal',
    ],
    ['a named pipe', (file) => spawnSync('mkfifo', [file]), 'is not a journal'],
    ['a link that leads nowhere', (file) => symlink(`${file}/nowhere`, file), 'cannot be written'],
    [
      'of a newer version',
      spoilt((file) => inDatabase(file, 'PRAGMA user_version = 99')),
      'is of version 99',
    ],
    ['of no version', spoilt((file) => inDatabase(file, 'PRAGMA user_version = 0')), 'is of version 0'],
    ['cut short', spoilt((file) => truncate(file, 9_000)), 'is damaged'],
    ['with a damaged header', spoilt((file) => overwrite(file, 0, 60)), /is not a journal|is damaged/],
    [
      'with a damaged header behind its name',
      spoilt((file) => overwrite(file, 16, 84)),
      /is not a journal|is damaged/,
    ],
    [
      'with a damaged table of tables',
      spoilt((file) => overwrite(file, 100, PAGE - 100)),
      /is damaged|is not a journal/,
    ],
    ['without its tables', spoilt((file) => inDatabase(file, 'DROP TABLE entry')), 'no such table'],
    ['with a damaged table of events', spoilt((file) => spoil(file, 'event')), 'is damaged'],
    ['with a damaged index of states', spoilt((file) => spoil(file, 'event_status')), 'is damaged'],
    ['with a damaged index of lanes', spoilt((file) => spoil(file, 'event_lane')), 'is damaged'],
    ['with a damaged table of closes', spoilt((file) => spoil(file, 'pending_close')), 'is damaged'],
    ['with a damaged table of refusals', spoilt((file) => spoil(file, 'refusal')), 'is damaged'],
    ['with a second name', spoilt((file) => link(file, `${file}.link`)), 'has a second name'],
  ];

async function overwrite(file: string, from: number, bytes: number): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(bytes, 0x5a), 0, bytes, from);
  await handle.close();
}

/** Fails to start, and leaves the port to others. */
async function expectFailed(outcome: Outcome, port: number, said: string | RegExp): Promise<void> {
  expectUsageError(outcome);
  expect(outcome.err).toMatch(said);
  expect(outcome.err).not.toContain('the tool itself broke');
  await expectFree(port);
}

describe('a journal that cannot be used ends the start', () => {
  test.each(JOURNALS)('%s', async (_what, make, said) => {
    const [cwd, port] = await Promise.all([folderWith(), freePort()]);
    await make(join(cwd, 'bad.journal'));
    const args = ['engine', 'start', '--journal', 'bad.journal'];
    await expectFailed(await runHere([...args, '--port', `${port}`], { env: ENV, cwd }), port, said);
    await expectFailed(await runHere([...args, '--sandbox', 'healthy-chat'], { cwd }), port, said);
  });

  test('one in a folder that is not there', async () => {
    const [cwd, port] = await Promise.all([folderWith(), freePort()]);
    const args = ['engine', 'start', '--journal', 'no/such.journal', '--port', `${port}`];
    await expectFailed(await runHere(args, { env: ENV, cwd }), port, 'a folder that does not exist.');
  });

  test('one that an engine has, which goes on', async () => {
    const [cwd, port] = await Promise.all([folderWith(), freePort()]);
    const journal = await openSqliteJournal(join(cwd, 'bad.journal'));
    const args = ['engine', 'start', '--journal', 'bad.journal', '--port', `${port}`];
    await expectFailed(await runHere(args, { env: ENV, cwd }), port, 'is in use by another engine.');
    await journal.close();
  });

  test('one that somebody has locked with another program', async () => {
    const [cwd, port] = await Promise.all([folderWith(), freePort()]);
    await writeJournal(join(cwd, 'bad.journal'), []);
    const other = new DatabaseSync(join(cwd, 'bad.journal'));
    other.exec('BEGIN IMMEDIATE');
    const args = ['engine', 'start', '--journal', 'bad.journal', '--port', `${port}`];
    await expectFailed(await runHere(args, { env: ENV, cwd }), port, 'is in use by another engine.');
    other.close();
  });
});

describe('whatever else was given and cannot be used does, too', () => {
  const files = {
    'no-rules.yaml': 'rules: 7',
    'no.yaml': '{',
    'other.json': { profile: { shop: {} } },
  };
  test.each<[what: string, args: string[], env: Record<string, string>, said: RegExp]>([
    ['a path', ['--path', 'hubspot'], {}, /--path begins with a slash/],
    ['a public URL', ['--public-url', 'tunnel'], {}, /public URL is not an http or https address/],
    ['a signature without a secret', ['--signature', 'enforce'], {}, /needs the app's client secret/],
    ['no token', [], { HUBSPOT_ACCESS_TOKEN: '' }, /no usable token/],
    ['a token that is none', [], { HUBSPOT_ACCESS_TOKEN: 'hello' }, /no usable token/],
    ['a file of a token', ['--token-file', 'none'], {}, /none does not exist/],
    ['an address of HubSpot', [], { HUBSPOT_API_URL: 'hubspot' }, /HUBSPOT_API_URL/],
    ['a proxy', [], { HTTPS_PROXY: 'ftp://127.0.0.1' }, /proxy/i],
    ['a responder', ['--responder', 'none.yaml'], {}, /none\.yaml does not exist/],
    ['rules of a responder', ['--responder', 'no-rules.yaml'], {}, /no-rules\.yaml/],
    ['a responder in no YAML', ['--responder', 'no.yaml'], {}, /no\.yaml/],
    ['a responder elsewhere', ['--responder', 'http://a.example.test'], {}, /must use https/],
    ['a delivery elsewhere', ['--deliver', 'http://a.example.test'], {}, /must use https/],
    ['a file of replies', ['--deliver', 'no/replies'], {}, /a folder that does not exist/],
    ['a configuration', ['--config', 'other.json'], {}, /other\.json/],
    ['a profile', ['--profile', 'shop'], {}, /--profile/],
  ])('%s', async (_what, args, env, said) => {
    const [cwd, port] = await Promise.all([folderWith(files), freePort()]);
    const outcome = await runHere(['engine', 'start', '--port', `${port}`, ...args], {
      env: { ...ENV, ...env },
      cwd,
    });
    await expectFailed(outcome, port, said);
  });

  test.each(['99999', 'high'])('the port %s', async (port) => {
    expectUsageError(await runHere(['engine', 'start', '--port', port], { env: ENV }), '--port');
  });

  test('a port that is taken', async () => {
    const { port } = new URL((await silentHost()).url);
    const cwd = await folderWith();
    const outcome = await runHere(['engine', 'start', '--port', port], { env: ENV, cwd });
    expectUsageError(outcome, `Port ${port} of 127.0.0.1 is taken by another program.`);
    expect(await readdir(cwd)).toEqual([]);
  });
});

test.each([
  ['8788', ['--port', '8788', '--watch-port', '8788']],
  ['8787', ['--watch-port', '8787']],
])('one port for two things is told by both flags: %s', async (port, args) => {
  const outcome = await runHere(['engine', 'start', ...args], { env: ENV, cwd: await folderWith() });
  expectUsageError(
    outcome,
    `--port and --watch-port name the same port, ${port}.`,
    'give --watch-port another',
  );
});

describe('as a process', () => {
  test.each([[[]], [['--sandbox', 'healthy-chat']]])('it ends by itself: %j', async (args) => {
    const cwd = await folderWith({ 'notes.txt': 'Buy milk.\n' });
    const outcome = await runProcess(['engine', 'start', '--journal', 'notes.txt', ...args], {
      env: ENV,
      cwd,
    });
    expectUsageError(outcome, 'is not a journal of opencx-hubspot');
    expect(await readFile(join(cwd, 'notes.txt'), 'utf8')).toBe('Buy milk.\n');
  });

  const NOBODY = 65_534;
  const ways: [what: string, modes: [folder: number, file: number], said: string][] = [
    ['may not be written', [0o777, 0o444], 'may not be opened by this user'],
    ['may not be read', [0o777, 0o000], 'may not be opened by this user'],
    ['lies in a folder that may not be written', [0o555, 0o666], 'may not be opened by this user'],
  ];
  test.each(ways)('a journal that %s ends it', async (_what, [folder, file], said) => {
    const cwd = await folderWith();
    await writeJournal(join(cwd, 'a.journal'), []);
    await chmod(join(cwd, 'a.journal'), file);
    await chmod(cwd, folder);
    const isRoot = process.getuid?.() === 0;
    const child = spawn(process.execPath, [BIN, 'engine', 'start', '--journal', 'a.journal', '--port', '0'], {
      cwd,
      env: { PATH: '', ...ENV },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(isRoot && { uid: NOBODY, gid: NOBODY }),
    });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    const [code] = await once(child, 'close');
    expectUsageError({ code, out: '', err }, said);
  });
});
