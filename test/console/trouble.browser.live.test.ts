// A journal that fails while its page is open: one clear sentence there, and whoever writes it goes on.
import { open as openFile, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createMemoryJournal } from '../../src/engine/journal/memory.ts';
import { withJournal } from '../../src/engine/journal/place.ts';
import { openSqliteJournal } from '../../src/engine/journal/sqlite/journal.ts';
import { UsageError } from '../../src/files/usage-error.ts';
import { folderWith } from '../config/folder.ts';
import { findChromium, NO_BROWSER, openBrowser } from '../support/browser.ts';
import { ANSWERED, come, consoleOver, consoleOverFile, OWNED_BY_A_REP } from './consoles.ts';
import { openIn, rows, soon } from './in-browser.ts';

const chromium = findChromium(process.env);

if (chromium === undefined) {
  it('is opened in a real browser', ({ skip }) => skip(NO_BROWSER));
}

describe.skipIf(chromium === undefined)('a journal that fails while its page is open', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
  });
  afterAll(() => browser?.close());

  /** An engine's journal on the disk, with one event of each conversation. */
  async function journalOf(...threads: string[]): Promise<string> {
    const file = join(await folderWith(), 'engine.journal');
    await withJournal(file, {}, (journal) =>
      come(journal, ...threads.map((objectId) => ({ event: { objectId }, outcome: ANSWERED }))),
    );
    return file;
  }

  it('says that the file is not there any more, and goes on by itself when it is back', async () => {
    const file = await journalOf('8001', '8002');
    const journal = await openSqliteJournal(file);
    onTestFinished(() => journal.close());
    const { page } = await openIn(browser, await consoleOverFile(file));
    await soon(() => rows(page).count()).toBe(2);
    await rename(file, `${file}.away`);
    await saysSteadily(page, /The journal \S+engine\.journal does not exist/);
    expect(await rows(page).count(), 'what was read stays').toBe(2);
    await rows(page).first().click();
    await soon(() => page.locator('.pane.last [role=status]').innerText()).toContain('does not exist');
    await come(journal, { event: { objectId: '8003' }, outcome: OWNED_BY_A_REP });
    await rename(`${file}.away`, file);
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await soon(() => page.getByRole('option', { name: '8003' }).innerText()).toMatch(/skipped/);
    await soon(() => page.getByRole('article').innerText()).toContain('event 2');
  });

  it('says that another file stands in its place', async () => {
    const file = await journalOf('8001');
    const { page } = await openIn(browser, await consoleOverFile(file));
    await rows(page).first().waitFor();
    await rm(file);
    await rename(await journalOf('8009'), file);
    await saysSteadily(page, /Another file stands in the place .* Start the console again/);
    expect(await page.getByRole('option', { name: '8009' }).count()).toBe(0);
  });

  it('says that it is damaged, and what to do about it', async () => {
    const file = await journalOf('8001', '8002');
    const { page } = await openIn(browser, await consoleOverFile(file));
    await soon(() => rows(page).count()).toBe(2);
    await rows(page).first().click();
    await page.getByRole('article').waitFor();
    const whole = await readFile(file);
    await overwrite(file, Buffer.alloc(whole.length - PAGE, 0xff), PAGE);
    await saysSteadily(page, /The journal \S+ cannot be used, it is damaged.* Put back a whole copy of it/);
    expect(await page.getByRole('article').innerText(), 'what was read stays').toContain('event 2');
    await overwrite(file, whole, 0);
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });

  it.each([
    [
      'in words of its own',
      new UsageError('The store is away.', { hint: 'Wait.' }),
      'The store is away. Wait.',
    ],
    ['unforeseen', new RangeError('pat-na1 and all'), 'something in the tool itself broke (RangeError).'],
  ])('holds up nobody who writes meanwhile: a store that goes away %s', async (_, thrown, said) => {
    const journal = createMemoryJournal();
    await come(journal, { event: { objectId: '8001' }, outcome: ANSWERED });
    let isAway = false;
    const reads = {
      ...journal,
      async list(filter: Parameters<typeof journal.list>[0]) {
        if (isAway) throw thrown;
        return journal.list(filter);
      },
    };
    const opened = await consoleOver(reads);
    const { page } = await openIn(browser, opened);
    await rows(page).first().waitFor();
    isAway = true;
    await saysSteadily(page, said);
    expect(await page.getByRole('alert').innerText()).not.toContain('pat-na1');
    await come(journal, { event: { objectId: '8002' }, outcome: OWNED_BY_A_REP });
    isAway = false;
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await soon(() => page.getByRole('option', { name: '8002' }).innerText()).toMatch(/skipped/);
  });
});

const PAGE = 4_096;

/** Under the hands of whoever has the file open. SQLite looks again once the file has changed by its own means. */
async function overwrite(file: string, content: Buffer, at: number): Promise<void> {
  const handle = await openFile(file, 'r+');
  await handle.write(content, 0, content.length, at);
  await handle.close();
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA user_version = ${database.prepare('PRAGMA user_version').get()?.['user_version']}`);
  database.close();
}

/** In one sentence that stays, however often it is tried again meanwhile. */
async function saysSteadily(page: Page, said: string | RegExp): Promise<void> {
  const alert = page.getByRole('alert');
  await soon(() => alert.innerText()).toMatch(said instanceof RegExp ? said : new RegExp(escaped(said)));
  const flickers = (await page.evaluate(`new Promise((resolve) => {
    let seen = 0;
    const watch = new MutationObserver(() => { if (!document.querySelector('[role=alert]')) seen += 1; });
    watch.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => resolve(seen), ${SEVERAL_TRIES_MS});
  })`)) as number;
  expect(flickers).toBe(0);
  expect(await page.getByRole('status').first().innerText()).toBe('away');
}

const SEVERAL_TRIES_MS = 1_500;

function escaped(text: string): string {
  return text.replace(/[.()]/g, '\\$&');
}
