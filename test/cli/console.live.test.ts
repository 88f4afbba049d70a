/** The console as it is started from a terminal. */
import { once } from 'node:events';
import { truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import type { EventList, EventPage } from '../../src/console/words.ts';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';
import { CANARIES, expectNoTrace } from './canaries.ts';
import { askConsole, consoleHere, WHERE } from './consoles.ts';
import { ask, engineHere, portal, until } from './engine/engine.ts';
import { DONE, FAILED, journalOf, OWNED_BY_A_REP } from './engine/journals.ts';
import { expectUsageError } from './expectations.ts';

test('serves what the journal holds until it is stopped', async () => {
  const journal = await journalOf({ outcome: OWNED_BY_A_REP }, { outcome: FAILED }, { outcome: DONE });
  const { printed, stop } = await consoleHere(['--journal', journal]);
  const { events, tally } = await askConsole<EventList>(printed, 'api/events');
  expect(events.map(({ id, status }) => [id, status])).toEqual([
    [1, 'skipped'],
    [2, 'failed'],
    [3, 'done'],
  ]);
  expect(tally).toMatchObject({ received: 3, skipped: { 'owner-not-ai-user': 1 } });
  const address = WHERE.exec(printed.err)?.[1] ?? '';
  expect(await stop()).toBe(0);
  await expect(fetch(address)).rejects.toThrow();
  expect(printed.out).toBe('');
});

test('leads to the screens of the region that the token is of, and nowhere without one', async () => {
  const journal = await journalOf({ outcome: OWNED_BY_A_REP });
  for (const [token, expected] of [
    [
      'pat-eu1-00000000-0000-0000-0000-000000000000',
      /^https:\/\/app-eu1\.hubspot\.com\/live-messages\/1020304\//,
    ],
    ['', undefined],
  ] as const) {
    const { printed, stop } = await consoleHere(['--journal', journal], { HUBSPOT_ACCESS_TOKEN: token });
    const { links } = await askConsole<EventPage>(printed, 'api/events/1');
    expect(links.map(({ url }) => url)).toEqual(
      expected === undefined ? [] : [expect.stringMatching(expected)],
    );
    await stop();
  }
});

test('shows what an engine does while it does it, beside it or from its journal', async () => {
  const { env } = await portal();
  const cwd = await folderWith();
  const file = join(cwd, 'engine.journal');
  const engine = await engineHere(['--console', '--journal', file, '--default-user', 'A-7001'], { env, cwd });
  const beside = engine.printed;
  const { printed: from } = await consoleHere(['--journal', file]);
  expect((await askConsole<EventList>(beside, 'api/events')).events).toEqual([]);
  await ask(engine);
  for (const printed of [beside, from]) {
    await until(
      async () => (await askConsole<EventList>(printed, 'api/events')).events[0]?.status === 'done',
    );
    expect((await askConsole<EventPage>(printed, 'api/events/1')).decision).toMatchObject({ outcome: 'act' });
  }
  expect(await engine.stop()).toBe(0);
  await expect(askConsole(beside, 'api/events')).rejects.toThrow();
});

test('serves an emulated portal, and names the nearest one where there is none of that name', async () => {
  const { printed, stop } = await consoleHere(['--sandbox', 'healthy-chat']);
  expect(await askConsole(printed, 'api/about')).toMatchObject({
    title: 'healthy-chat',
    kind: 'sandbox',
    canReplay: true,
  });
  expect(await stop()).toBe(0);
  expectUsageError(await runHere(['console', '--sandbox', 'healthy-chatt']), 'healthy-chat');
});

test('holds no secret that it was given', async () => {
  const journal = await journalOf({ outcome: OWNED_BY_A_REP }, { outcome: FAILED });
  const { printed } = await consoleHere(['--journal', journal], CANARIES);
  const told = ['api/about', 'api/events', 'api/events/1', 'api/events/2', 'page.js', ''];
  const [, address = '', key] = WHERE.exec(printed.err) ?? [];
  for (const path of told) {
    const response = await fetch(address + path, { headers: { Authorization: `Bearer ${key}` } });
    await expectNoTrace({ out: await response.text(), err: printed.err });
  }
});

test('refuses in a sentence what it cannot serve', async () => {
  const cwd = await folderWith();
  const none = join(cwd, 'none.journal');
  expectUsageError(await runHere(['console', '--journal', none]), 'none.journal', 'does not exist');
  const text = join(cwd, 'notes.txt');
  await writeFile(text, 'These are notes and no journal.'.repeat(200));
  expectUsageError(await runHere(['console', '--journal', text]), 'notes.txt', 'is not a journal');

  const newer = await journalOf({});
  inDatabase(newer, 'PRAGMA user_version = 99');
  expectUsageError(
    await runHere(['console', '--journal', newer]),
    'a newer version',
    'Update opencx-hubspot',
  );
  const cut = await journalOf({});
  await truncate(cut, 5_000);
  expectUsageError(await runHere(['console', '--journal', cut]), 'it is damaged', 'Put back a whole copy');
  const locked = await journalOf({});
  const lock = inDatabase(locked, 'PRAGMA journal_mode = delete; BEGIN EXCLUSIVE');
  expectUsageError(await runHere(['console', '--journal', locked]), 'is locked by another program', 'a copy');
  lock.close();

  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const taken = await runHere(['console', '--journal', await journalOf({}), '--port', String(port)]);
  expectUsageError(taken, `Port ${port}`, 'is taken by another program', '--port');
});

/** Closed when the test ends, if not before. */
function inDatabase(file: string, sql: string): DatabaseSync {
  const database = new DatabaseSync(file);
  onTestFinished(() => void (database.isOpen && database.close()));
  database.exec(sql);
  return database;
}
