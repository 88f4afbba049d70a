/** `--open`: what a browser is handed, by a program on PATH that stands in the place of the desktop's own. */
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openOrTell } from '../../src/cli/open.ts';
import { run } from '../../src/cli/program.ts';
import { folderWith } from '../config/folder.ts';
import { runHere, terminal } from '../support/cli.ts';
import { until } from './engine/engine.ts';
import { journalOf } from './engine/journals.ts';
import { expectUsageError } from './expectations.ts';

const SCREEN = 'https://app.hubspot.com/private-apps/1020304/2011410/webhooks';
const BROKEN = ['doctor', '--sandbox', 'throttle-too-low', '--no-input', '--open'];

/** Whoever sits at a terminal, with a desktop whose opener notes what it is handed, and ends with this code. */
async function desktop(code = 0) {
  const cwd = await folderWith();
  const note = join(cwd, 'handed.txt');
  for (const name of ['xdg-open', 'open']) {
    const program = join(cwd, name);
    await writeFile(
      program,
      `#!/bin/sh\nprintf '%s\\n' "$#" "$1" "token=$HUBSPOT_ACCESS_TOKEN" > '${note}'\nexit ${code}\n`,
    );
    await chmod(program, 0o755);
  }
  const env = { PATH: cwd, HUBSPOT_ACCESS_TOKEN: 'pat-na1-00000000-0000-0000-0000-000000000000' };
  const handed = () =>
    readFile(note, 'utf8').then(
      (text) => text.trimEnd().split('\n'),
      () => [],
    );
  return { around: { cwd, env, interactive: true }, handed };
}

test('opens the screen where the first cause is mended, and hands over no token', async () => {
  const { around, handed } = await desktop();
  const { err } = await runHere(BROKEN, around);
  expect(await handed()).toEqual(['1', SCREEN, 'token=']);
  expect(err).toContain(`Opened in the browser: ${SCREEN}\n`);
});

test('opens the HTML report that was written', async () => {
  const { around, handed } = await desktop();
  await runHere([...BROKEN, '--format', 'html', '--output', 'a report.html'], around);
  expect((await handed())[1]).toBe(join(around.cwd, 'a report.html'));
});

test('opens what OpenCX documents of a check', async () => {
  const { around, handed } = await desktop();
  await runHere(['checks', 'webhooks/throttle', '--open'], around);
  expect((await handed())[1]).toMatch(/^https:\/\/docs\.open\.cx\/integrations\/hubspot\/troubleshooting#/);
});

test('names the address where nothing opens it', async () => {
  for (const { around } of [
    await desktop(3),
    { around: { ...(await desktop()).around, env: { PATH: '' } } },
  ]) {
    const { code, err } = await runHere(BROKEN, around);
    expect(code).toBe(1);
    expect(err).toContain(`No browser could be opened here. To open: ${SCREEN}\n`);
  }
});

test('opens nothing where nobody is there to look: a pipe, or CI', async () => {
  const { around, handed } = await desktop();
  const { err } = await runHere(BROKEN, { ...around, interactive: false });
  expect(err).toContain(`To open: ${SCREEN}\n`);
  expect(await handed()).toEqual([]);
});

test.each(['http://app.hubspot.com/', 'file:///etc/passwd', '--help', 'javascript:alert(1)', ''])(
  'opens no link but https: %s',
  async (url) => {
    const { around, handed } = await desktop();
    const { io, printed } = terminal(around);
    await openOrTell({ url }, io);
    expect(await handed()).toEqual([]);
    expect(printed.err).toBe('');
  },
);

test('says so where there is nothing to open, and which file is missing', async () => {
  const { around, handed } = await desktop();
  const healthy = ['doctor', '--sandbox', 'healthy-email', '--no-input', '--open'];
  expect((await runHere(healthy, around)).err).toContain('There is nothing to open');
  expect(await handed()).toEqual([]);
  expectUsageError(await runHere([...BROKEN, '--format', 'html'], around), 'Name it: --output report.html');
});

/** Longer than a desktop takes to be handed an address, in milliseconds. */
const OPENED_BY_THEN_MS = 150;

/** A command that serves the console, until the test is over. */
async function serving(words: readonly string[], around: Parameters<typeof terminal>[0]) {
  const stopping = new AbortController();
  const { io, printed } = terminal({ ...around, signal: stopping.signal });
  const done = run(words, io);
  onTestFinished(async () => {
    stopping.abort();
    expect(await done).toBe(0);
  });
  await until(() => /Stop with Ctrl-C/.test(printed.err));
  const [, address = '', key = ''] = /^The console is at (\S+)#key=(\S+)$/m.exec(printed.err) ?? [];
  return { printed, address, key };
}

const consoleWords = async () => ['console', '--journal', await journalOf({})];
const ENGINE_WORDS = ['engine', 'start', '--port', '0', '--default-user', 'A-7001', '--console'];

test.each([
  ['console', consoleWords],
  ['engine start', async () => ENGINE_WORDS],
] as const)('%s opens its page with a word that is of use once, and not the key', async (_, words) => {
  const { around, handed } = await desktop();
  const { printed, address, key } = await serving(await words(), around);
  await until(async () => (await handed()).length > 0);
  const [count, url = '', token] = await handed();
  expect([count, url.split('#')[0], token]).toEqual(['1', address, 'token=']);
  expect(url).not.toContain(key);
  const code = /#once=(\S+)$/.exec(url)?.[1];
  const redeem = () =>
    fetch(`${address}api/key`, { method: 'POST', body: JSON.stringify({ code }) }).then((got) => got.json());
  expect(await redeem()).toEqual({ key });
  expect(await redeem()).toMatchObject({ error: expect.stringContaining('was used') });
  expect(printed.err).not.toContain('browser');
});

test.each([
  ['with --no-open', ['--no-open'], true],
  ['where nobody is there to look', [], false],
] as const)('opens no page %s', async (_, flags, interactive) => {
  for (const words of [await consoleWords(), ENGINE_WORDS]) {
    const { around, handed } = await desktop();
    const { printed } = await serving([...words, ...flags], { ...around, interactive });
    await sleep(OPENED_BY_THEN_MS);
    expect(await handed()).toEqual([]);
    expect(printed.err).not.toContain('browser');
  }
});

test('says in a sentence that no browser opens the page, and goes on', async () => {
  for (const words of [await consoleWords(), ENGINE_WORDS]) {
    const { around } = await desktop();
    const { printed, address, key } = await serving(words, { ...around, env: { ...around.env, PATH: '' } });
    await until(() => printed.err.includes('No browser could be opened here'));
    expect(printed.err).toContain('open that address yourself.');
    expect((await fetch(`${address}api/about`, { headers: { Authorization: `Bearer ${key}` } })).status).toBe(
      200,
    );
  }
});
