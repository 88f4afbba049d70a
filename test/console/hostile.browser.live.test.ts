// A customer who wants to break the page: what they write stays text, and however much it is, the page answers.
import { once } from 'node:events';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { EventList, PortalPage } from '../../src/console/words.ts';
import { until } from '../cli/engine/engine.ts';
import { HOSTILE } from '../reporters/html/hostile.ts';
import { findChromium, NO_BROWSER, openBrowser } from '../support/browser.ts';
import { listening, startProcess } from '../support/cli.ts';
import { PROOF } from '../support/proof.ts';
import { asked } from './asked.ts';
import { openIn, rows, soon } from './in-browser.ts';

const chromium = findChromium(process.env);

/** Sent at five hundred a second. */
const FLOOD = PROOF ? 5_000 : 250;
const BETWEEN_MS = 2;

/** More than the page would hold if a flood stayed in it. */
const MOST_NODES = 3_000;
const MOST_HEAP_BYTES = 50_000_000;

if (chromium === undefined) {
  it('is opened in a real browser', ({ skip }) => skip(NO_BROWSER));
}

describe.skipIf(chromium === undefined)('a hostile customer', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
  });
  afterAll(() => browser?.close());

  /** The program as users start it, in a process of its own. */
  async function consoleProcess() {
    const child = startProcess(['console', '--sandbox', 'healthy-chat', '--no-open', '--port', '0'], {});
    const printed = listening(child);
    onTestFinished(async () => {
      if (child.exitCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'close');
    });
    await until(() => child.exitCode !== null || /Stop with Ctrl-C/.test(printed.err));
    const [, url = '', address = '', key] = /((http:\S+)#key=(\S+))/.exec(printed.err) ?? [];
    const ask = (path: string, init: RequestInit = {}) =>
      fetch(address + path, { ...init, headers: { Authorization: `Bearer ${key}` } });
    return { url, address, ...asked({ ask }) };
  }

  it('puts nothing but text on the page, and cannot fill it', async () => {
    const { get, post, ...opened } = await consoleProcess();
    const { page, context, complaints } = await openIn(browser, opened, { viewport: SIZE });
    const write = async (text: string, thread = 'new') => {
      const { answer } = await post('api/portal/act/customer-writes', { text, thread });
      return (answer as { threadId: string }).threadId;
    };
    for (const text of HOSTILE) await write(text);
    const thread = await write(`<script>alert(1)</script>\u202e${'x'.repeat(1_000_000)}`);
    await post('api/portal/act/assign', { thread, actorId: 'A-7002' });
    await page.goto(`${opened.address}#/portal/thread:${thread}`);
    const log = page.getByRole('log');
    await soon(() => log.innerText()).toMatch(/<script>alert\(1\)<\/script>.*x… \(1000026 characters\)/);
    const other = await context.newPage();
    await other.goto(`${opened.address}#/events`);
    await soon(() => rows(other).count()).toBeGreaterThan(0);

    const flood = (async () => {
      const sent: Promise<string>[] = [];
      for (let number = 1; number <= FLOOD; number += 1) {
        sent.push(write(`<b onclick=alert(1)>flood ${number}`, thread));
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
      }
      await Promise.all(sent);
    })();
    // In the middle of it: the page is written on, and the other tab loses its connection.
    await page.getByRole('textbox', { name: 'Message' }).fill('I am still here.');
    await page.getByRole('combobox', { name: 'As', exact: true }).selectOption('note');
    await page.getByRole('button', { name: 'Send' }).last().click();
    await other.route('**/api/**', (route) => route.abort());
    await other.evaluate('stop()');
    await other.getByRole('alert').waitFor();
    await flood;
    await other.unroute('**/api/**');
    await other.getByRole('alert').waitFor({ state: 'detached' });

    await soon(() => log.innerText()).toMatch(/earlier messages are not shown/);
    const received = async () => (await get<EventList>('api/events?limit=1')).tally.received;
    await soon(async () => footOf(other)).toBe(await settled(received));
    expect(await footOf(other)).toBeGreaterThan(FLOOD);
    for (const each of [page, other]) {
      expect(await each.locator('*').count()).toBeLessThan(MOST_NODES);
      expect(await each.locator('script, img, style, iframe, meta[http-equiv]').count()).toBe(1);
      expect(await heapOf(each)).toBeLessThan(MOST_HEAP_BYTES);
    }
    expect((await get<PortalPage>('api/portal')).deliveries.length).toBeLessThan(20);
    expect(complaints.filter((each) => !/Failed to load resource/.test(each))).toEqual([]);
  });
});

const SIZE = { width: 1_280, height: 800 };

/** How many events the list says that it shows. */
async function footOf(page: Page): Promise<number> {
  return Number((await page.locator('.foot').innerText()).replaceAll(/\D/g, ''));
}

/** A number as soon as it stays the same. */
async function settled(read: () => Promise<number>): Promise<number> {
  for (let before = -1; ; ) {
    const now = await read();
    if (now === before) return now;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}
