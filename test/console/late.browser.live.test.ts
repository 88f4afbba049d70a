// An engine that is too far behind: the head of the page says for how long, in every view, until it is not any more.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysOf } from '../../src/engine/decide/keys.ts';
import { createMemoryJournal } from '../../src/engine/journal/memory.ts';
import { event } from '../engine/decide/builders.ts';
import { findChromium, NO_BROWSER, openBrowser } from '../support/browser.ts';
import { ANSWERED, consoleOver, end } from './consoles.ts';
import { openIn, rows, soon, violations } from './in-browser.ts';

const MINUTE = 60_000;
const SAYS = 'Too far behind: the oldest open event has waited 11 min; up to 5 min counts as a busy period.';

const chromium = findChromium(process.env);

if (chromium === undefined) {
  it('is opened in a real browser', ({ skip }) => skip(NO_BROWSER));
}

describe.skipIf(chromium === undefined)('the head of the page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
  });
  afterAll(() => browser?.close());

  /** A journal with an event that has waited for so long. */
  async function waiting(minutes: number) {
    const journal = createMemoryJournal();
    await journal.accept(keysOf([event()]), Date.now() - minutes * MINUTE - 1_000);
    return journal;
  }

  it('says how far behind the engine is, and no more when it is not', async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const journal = await waiting(11);
    const { page, complaints } = await openIn(browser, await consoleOver(journal));
    const note = page.locator('.late');
    await soon(() => note.allInnerTexts()).toEqual([SAYS]);
    expect(await note.getAttribute('role')).toBe('status');
    await page.getByRole('link', { name: 'events' }).click();
    await rows(page).first().waitFor();
    expect(await note.innerText()).toBe(SAYS);
    expect(await violations(page, axe)).toEqual([]);
    // All of it can be read, at any width, and on a desk it moves nothing.
    for (const [width, isApart] of [
      [1_280, false],
      [800, true],
      [360, true],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      const [head, said] = await Promise.all([page.locator('.top').boundingBox(), note.boundingBox()]);
      expect((head?.height ?? 0) > 60, `${width}`).toBe(isApart);
      expect(said?.width, `${width}`).toBeLessThanOrEqual(width);
      expect(await note.evaluate((element) => element.scrollWidth <= element.clientWidth), `${width}`).toBe(
        true,
      );
    }
    await end(journal, 1, ANSWERED);
    await note.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('says nothing of a busy period, and something as soon as it lasts', async () => {
    const journal = await waiting(4);
    const { page } = await openIn(browser, await consoleOver(journal));
    await rows(page).first().waitFor();
    expect(await page.locator('.late').count()).toBe(0);
    // Nothing happens, and yet time passes: here by an older event, which a lane is held up by.
    await journal.finish(1, Date.now(), ANSWERED);
    await journal.accept(keysOf([event({ messageId: 'm2' })]), Date.now() - 11 * MINUTE - 1_000);
    await soon(() => page.locator('.late').allInnerTexts()).toEqual([SAYS]);
  });

  it('says first that the journal cannot be read, where that is so', async () => {
    const opened = await consoleOver(await waiting(11));
    const { page } = await openIn(browser, opened);
    await soon(() => page.locator('.late').allInnerTexts()).toEqual([SAYS]);
    await opened.close();
    await page.getByRole('alert').waitFor();
    expect(await page.locator('.late').count()).toBe(0);
  });
});
