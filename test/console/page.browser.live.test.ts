// The page as a person has it: in a real browser, over real sockets, with nothing let out.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createMemoryJournal } from '../../src/engine/journal/memory.ts';
import { HOSTILE } from '../reporters/html/hostile.ts';
import { findChromium, NO_BROWSER, openBrowser } from '../support/browser.ts';
import {
  ANSWERED,
  come,
  comeInMasses,
  consoleOnPortal,
  consoleOver,
  end,
  type OpenedConsole,
  OWNED_BY_A_REP,
  UNREACHED,
} from './consoles.ts';
import { openIn, rows, soon, violations } from './in-browser.ts';

const chromium = findChromium(process.env);

if (chromium === undefined) {
  it('is opened in a real browser', ({ skip }) => {
    process.stderr.write(`The console was not opened: ${NO_BROWSER}.\n`);
    skip(NO_BROWSER);
  });
}

describe.skipIf(chromium === undefined)('the console in a browser', () => {
  let browser: Browser;
  let axe: string;

  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  });
  afterAll(async () => {
    await browser?.close();
  });

  const open = (opened: Pick<OpenedConsole, 'url' | 'address'>, look: BrowserContextOptions = {}) =>
    openIn(browser, opened, look);

  async function withAFew(): Promise<OpenedConsole> {
    const opened = await consoleOver();
    await come(
      opened.journal,
      { event: { objectId: '8001' }, outcome: ANSWERED },
      { event: { objectId: '8002' }, outcome: UNREACHED },
      { event: { objectId: '8001' }, outcome: OWNED_BY_A_REP },
    );
    return opened;
  }

  it('shows conversations, and of an event the rule that decided, what turns it, what was done', async () => {
    const { page, complaints } = await open(await withAFew());
    const lanes = page.getByRole('listbox', { name: 'Conversations' }).getByRole('option');
    await soon(() => lanes.allInnerTexts()).toHaveLength(2);
    expect(await lanes.nth(0).innerText()).toMatch(/Conversation 8001[\s\S]*skipped owner-not-ai-user/);
    expect(page.url(), 'the key is no part of what is copied').not.toContain('key');

    await lanes.nth(0).click();
    const event = page.getByRole('article');
    await event.waitFor();
    expect(await event.innerText()).toMatch(/SKIP owner-not-ai-user by the rule owner-gate/i);
    expect(await event.innerText()).toMatch(/To turn it:.*A-7001/);
    expect(await event.locator('.rule').count()).toBeGreaterThan(5);
    expect(await event.getByRole('link', { name: 'Open the conversation' }).getAttribute('href')).toBe(
      'https://app-eu1.hubspot.com/live-messages/1020304/inbox/8001',
    );
    expect(await event.innerText()).toContain('opencx-hubspot explain --journal engine.journal --id 3');

    await page
      .getByRole('listbox', { name: 'Events of Conversation 8001' })
      .getByRole('option')
      .nth(1)
      .click();
    await soon(() => event.innerText()).toMatch(/begun post-message[\s\S]*done post-message/);
    expect(complaints).toEqual([]);
  });

  it('has an address for everything, which opens the same in another tab without a key', async () => {
    const { page, context } = await open(await withAFew());
    await page.getByRole('link', { name: 'events' }).click();
    await page.getByRole('button', { name: /failed/ }).click();
    await rows(page).click();
    await page.getByRole('article').waitFor();
    expect(page.url()).toMatch(/#\/events\/2\?status=failed$/);
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByRole('article').waitFor();
    expect(await rows(other).allInnerTexts()).toEqual(await rows(page).allInnerTexts());
    await other.goBack();
  });

  it('stands where its address leads that was changed while it was drawn first', async () => {
    const opened = await withAFew();
    const { context } = await open(opened);
    const page = await context.newPage();
    await page.addInitScript(`{
      const next = requestAnimationFrame;
      requestAnimationFrame = (draw) => next((now) => {
        draw(now);
        if (location.hash === '') history.replaceState(null, '', '#/events');
      });
    }`);
    await page.goto(opened.address);
    await page.getByRole('listbox', { name: 'Events' }).waitFor();
  });

  it('finds by what is typed, and by how it ended', async () => {
    const { page } = await open(await withAFew());
    const options = rows(page);
    await options.first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('timeout');
    await soon(() => options.allInnerTexts()).toEqual([expect.stringContaining('8002')]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'show all' }).click();
    await soon(() => options.count()).toBe(2);
    await page.getByLabel('Reason').selectOption('owner-not-ai-user');
    await soon(() => options.allInnerTexts()).toEqual([expect.stringContaining('8001')]);
  });

  it('needs no mouse', async () => {
    const { page } = await open(await withAFew());
    await rows(page).first().waitFor();
    const focused = () => page.evaluate('document.activeElement.id') as Promise<string>;
    for (let tabs = 0; tabs < 20 && (await focused()) !== 'lanes'; tabs += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('j');
    await soon(() => page.url()).toContain('8002');
    await page.keyboard.press('Home');
    await soon(() => page.url()).toContain('8001');
    await page.getByRole('article').waitFor();
    for (let tabs = 0; tabs < 20 && (await focused()) !== 'lane'; tabs += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('End');
    await soon(() => page.url()).toMatch(/8001\/1$/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await soon(() => page.url()).toMatch(/#\/conversations$/);
  });

  it.each(['light', 'dark'] as const)('is accessible and fits at every width, %s', async (colorScheme) => {
    const { page } = await open(await withAFew(), { colorScheme, bypassCSP: true, reducedMotion: 'reduce' });
    await rows(page).first().click();
    await page.getByRole('article').waitFor();
    await page.locator('details').evaluateAll((all) => {
      for (const one of all) one.setAttribute('open', '');
    });
    for (const width of [360, 800, 1600]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
    expect(await violations(page, axe)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await rows(page).first().waitFor();
    expect(await violations(page, axe)).toEqual([]);
  });

  it('shows what comes by itself, and holds still what is read', async () => {
    const opened = await withAFew();
    const { journal } = opened;
    const { page } = await open(opened);
    await page.getByRole('option', { name: '8001' }).click();
    await come(journal, { event: { objectId: '8001' } });
    const newest = page
      .getByRole('listbox', { name: 'Events of Conversation 8001' })
      .getByRole('option')
      .first();
    await soon(() => newest.innerText()).toMatch(/accepted/);
    await end(journal, 4, ANSWERED);
    await soon(() => newest.innerText()).toMatch(/done/);
    await soon(() => page.getByRole('article').innerText()).toMatch(/event 4[\s\S]*done post-message/);
  });

  it('loses nothing while the console is away, and says so meanwhile', async () => {
    const first = await withAFew();
    const { journal, address, key } = first;
    const { page } = await open(first);
    await rows(page).first().waitFor();
    await come(journal, { event: { objectId: '8003' } });
    await page.getByRole('option', { name: '8003' }).waitFor();
    await first.close();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(/still running\?/);
    await end(journal, 4, UNREACHED);
    await come(journal, { event: { objectId: '8004' }, outcome: ANSWERED });

    await consoleOver(journal, { port: Number(new URL(address).port), key });
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await soon(() => page.getByRole('option', { name: '8003' }).innerText()).toMatch(/failed timeout/);
    expect(await page.getByRole('option', { name: '8004' }).innerText()).toMatch(/done/);
  });

  it('asks for the new address where the console was started anew, and a tab that has it helps the others', async () => {
    const first = await withAFew();
    const { page, context } = await open(first);
    await rows(page).first().waitFor();
    await first.close();
    const second = await consoleOver(first.journal, { port: Number(new URL(first.address).port) });
    await soon(() => page.getByRole('alert').innerText()).toMatch(/the address that the terminal printed/i);
    await come(first.journal, { event: { objectId: '8005' } });
    await (await context.newPage()).goto(second.url);
    await page.getByRole('option', { name: '8005' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('scrolls through ten thousand events with only those in sight in the page', async () => {
    const journal = createMemoryJournal();
    await comeInMasses(journal, 10_000);
    const { page } = await open(await consoleOver(journal));
    await page.getByRole('link', { name: 'events' }).click();
    await soon(() => page.getByRole('status').allInnerTexts()).toContain('10,000 events');
    const list = page.getByRole('listbox', { name: 'Events' });
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
    await soon(() => list.innerText()).toMatch(/#5,?000/);
    await list.getByRole('option').nth(10).click();
    await page.getByRole('article').waitFor();
    expect(await page.locator('*').count()).toBeLessThan(1_000);
    // What is read stays where it is when something comes in.
    const read = () => list.getByRole('option', { selected: true }).boundingBox();
    const before = await read();
    await come(journal, {});
    await soon(() => page.getByRole('status').allInnerTexts()).toContain(
      '10,000 events among the newest 10,000 events',
    );
    expect((await read())?.y).toBeCloseTo(before?.y ?? 0, 0);
    await page.keyboard.press('End');
    await soon(() => page.url()).toMatch(/#\/events\/2$/);
  });

  it('takes what strangers wrote as text', async () => {
    const opened = await consoleOver();
    for (const wild of HOSTILE)
      await come(opened.journal, {
        event: { type: `conversation.${wild}`, objectId: wild, messageId: wild, propertyName: wild },
        outcome: { status: 'failed', reason: wild, summary: wild },
      });
    const { page, complaints } = await open(opened);
    await rows(page).first().waitFor();
    for (const option of await rows(page).all()) {
      await option.click();
      await page.getByRole('article').waitFor();
    }
    const names = await page.locator('*').evaluateAll((elements) => elements.map(({ nodeName }) => nodeName));
    expect(names.filter((name) => /^(?:SCRIPT|IMG|STYLE|META|IFRAME|B|PRE)$/.test(name)).length).toBeLessThan(
      60,
    );
    expect(names.filter((name) => name === 'SCRIPT')).toHaveLength(1);
    expect(names).not.toContain('IMG');
    expect(complaints).toEqual([]);
  });

  it('is a small HubSpot: write, answer, take over, break, mend, run again', async () => {
    const { page, complaints } = await open(await consoleOnPortal());
    await page
      .getByRole('textbox', { name: 'A new customer writes' })
      .fill('<img src=x onerror=alert(1)> Where is my order?');
    await page.getByRole('textbox', { name: 'A new customer writes' }).press('Enter');
    const log = page.getByRole('log');
    await soon(() => log.innerText()).toMatch(
      /onerror[\s\S]*done New message[\s\S]*AI\s+I am sorry to hear that/i,
    );

    const write = async (as: string, text: string) => {
      await page.getByRole('combobox', { name: 'As', exact: true }).selectOption(as);
      await page.getByRole('textbox', { name: 'Message' }).fill(text);
      await page.getByRole('button', { name: 'Send' }).last().click();
      await soon(() => log.innerText()).toContain(text);
    };
    await write('a rep, internally', 'Let us look.');
    await soon(() => log.innerText()).toMatch(/skipped internal-comment/);
    await page.getByRole('combobox', { name: 'Owner' }).selectOption('A-7002');
    await write('the customer', 'Are you there?');
    await soon(() => log.innerText()).toMatch(/skipped owner-not-ai-user/);
    await write('a rep, in public', 'It arrives tomorrow.');

    const event = page.getByRole('article');
    await log.getByRole('link', { name: /owner-not-ai-user/ }).click();
    await soon(() => event.innerText()).toMatch(/by the rule owner-gate/);
    await page.getByRole('combobox', { name: 'Owner' }).selectOption({ label: 'OpenCX Assistant (AI)' });
    await event.getByRole('button', { name: 'See what would happen now' }).click();
    await soon(() => event.innerText()).toMatch(/Then: .*post-message/);
    await event.getByRole('button', { name: 'Run it again' }).click();
    await soon(() => event.innerText()).toMatch(/runs event \d+ again[\s\S]*done post-message/);

    await page.getByText('Break and mend the settings').click();
    await page.getByRole('checkbox', { name: /^webhook-url-stale/ }).check();
    await soon(() => page.getByText('1 broken').count()).toBe(1);
    await write('the customer', 'Nobody hears this.');
    await soon(() => page.locator('.deliveries').innerText()).toMatch(/ECONNREFUSED/);
    await page.getByRole('checkbox', { name: /^webhook-url-stale/ }).uncheck();
    await soon(() => page.getByText('1 broken').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('is accessible as a small HubSpot too, %s', async (colorScheme) => {
    const { page } = await open(await consoleOnPortal(), {
      colorScheme,
      bypassCSP: true,
      reducedMotion: 'reduce',
    });
    await page.locator('.thread').first().click();
    await page.getByRole('textbox', { name: 'Message' }).fill('Where is my order?');
    await page.getByRole('button', { name: 'Send' }).last().click();
    await page.getByRole('article').waitFor();
    await page.locator('details').evaluateAll((all) => {
      for (const one of all) one.setAttribute('open', '');
    });
    for (const width of [360, 800, 1600]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
    expect(await violations(page, axe)).toEqual([]);
  });

  it('gives a page of another origin nothing, not even with the key', async () => {
    const { address, key, journal } = await consoleOver();
    await come(journal, {});
    const evil = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(`<iframe src="${address}"></iframe>`);
    });
    await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void evil.close());
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    await page.goto(`http://127.0.0.1:${(evil.address() as AddressInfo).port}/`);
    const got = await page.evaluate(`(async () => {
      const asked = [];
      for (const path of ['', 'page.js', 'api/events', 'api/about'])
        for (const init of [{}, { headers: { Authorization: 'Bearer ${key}' } }, { mode: 'no-cors' }])
          asked.push(await fetch('${address}' + path, init).then((r) => r.text(), () => ''));
      return { asked: asked.join(''), framed: frames[0].length };
    })()`);
    expect(got).toEqual({ asked: '', framed: 0 });
  });
});
