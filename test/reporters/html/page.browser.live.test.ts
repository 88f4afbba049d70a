// The page as readers have it: in a real browser, with the network out of reach.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../../src/core/report.ts';
import { renderHtml } from '../../../src/reporters/html/page.ts';
import { findChromium, NO_BROWSER, openBrowser } from '../../support/browser.ts';
import { PROOF } from '../../support/proof.ts';
import { accepted, offline, oneCause, pair, wholeRun } from '../samples.ts';
import { HOSTILE, rewritten } from './hostile.ts';

const chromium = findChromium(process.env);
const ADDRESS = 'http://report.example.test/';
const SHOWN = { accepted, pair, offline, wholeRun } as const;

/** What is examined in each colour, which takes long: all pages in both where everything is wanted, else the fullest. */
const EXAMINED = {
  light: PROOF ? SHOWN : { wholeRun },
  dark: PROOF ? SHOWN : { accepted },
};

/** A page that was opened, with what it did besides being shown. */
interface Opened {
  page: Page;
  /** Requests beyond the one for the page itself; none was let out. */
  requests: string[];
  /** Errors and messages of the console: refused styles, broken markup. */
  complaints: string[];
}

if (chromium === undefined) {
  it('is opened in a real browser', ({ skip }) => {
    process.stderr.write(`The page of --format html was not opened: ${NO_BROWSER}.\n`);
    skip(NO_BROWSER);
  });
}

describe.skipIf(chromium === undefined)('the page in a browser', () => {
  let browser: Browser;
  let axe: string;
  /** One for each look, since each is a process of its own to start. */
  const contexts = new Map<string, BrowserContext>();

  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  });
  afterAll(async () => {
    await browser?.close();
  });

  async function inBrowser(
    report: Report,
    look: BrowserContextOptions,
    visit: (opened: Opened) => Promise<void>,
  ): Promise<void> {
    const key = JSON.stringify(look);
    const context = contexts.get(key) ?? (await browser.newContext(look));
    contexts.set(key, context);
    const opened: Opened = { page: await context.newPage(), requests: [], complaints: [] };
    opened.page.on('console', (message) => opened.complaints.push(message.text()));
    opened.page.on('pageerror', (error) => opened.complaints.push(error.message));
    opened.page.on('dialog', (dialog) => opened.complaints.push(dialog.message()));
    await context.route('**/*', async (route) => {
      const url = route.request().url();
      if (url === ADDRESS) return await route.fulfill({ contentType: 'text/html', body: renderHtml(report) });
      opened.requests.push(url);
      return await route.abort();
    });
    await opened.page.goto(ADDRESS);
    await visit(opened);
    await opened.page.close();
    await context.unrouteAll();
  }

  it.each(Object.entries({ ...EXAMINED.light }))(
    'shows %s without a request or a complaint',
    async (_, report) => {
      await inBrowser(report, {}, async ({ page, requests, complaints }) => {
        await openEverything(page);
        await page.waitForLoadState('networkidle');
        expect(await page.title()).toContain(report.status);
        expect(await background(page), 'the style sheet was let in').toBe('rgb(244, 245, 248)');
        expect(requests).toEqual([]);
        expect(complaints).toEqual([]);
      });
    },
  );

  for (const [colorScheme, examined] of [
    ['light', 320],
    ['dark', 1400],
  ] as const) {
    it.each<[string, Report]>(Object.entries(EXAMINED[colorScheme]))(
      `is accessible and fits at every width: %s, ${colorScheme}`,
      async (_, report) => {
        // The axe has to be let in, and only here.
        await inBrowser(report, { colorScheme, bypassCSP: true }, async ({ page }) => {
          await openEverything(page);
          for (const width of [320, 800, 1400]) {
            await page.setViewportSize({ width, height: 900 });
            expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
            // An examination is long, so one of the widths has to do where not all is wanted.
            if (PROOF || width === examined) expect(await violations(page, axe), `${width} px`).toEqual([]);
          }
        });
      },
    );
  }

  it('is dark where the reader wants it dark', async () => {
    await inBrowser(oneCause, { colorScheme: 'dark' }, async ({ page }) => {
      expect(await background(page)).toBe('rgb(17, 19, 24)');
    });
  });

  it('draws the way in a row where there is room, and downwards where there is not', async () => {
    for (const [width, shown] of [
      [320, 'down'],
      [1400, 'across'],
    ] as const) {
      await inBrowser(oneCause, { viewport: { width, height: 900 } }, async ({ page }) => {
        const visible = page.locator('svg.path').filter({ visible: true });
        expect(await visible.count()).toBe(1);
        expect(await visible.getAttribute('class')).toBe(`path ${shown}`);
      });
    }
  });

  it('opens what a link leads to', async () => {
    await inBrowser(oneCause, {}, async ({ page }) => {
      const facts = page.locator('#check-scopes-owners-read');
      expect(await isShown(facts)).toBe(false);
      await page.locator('article a[href="#check-scopes-owners-read"]').click();
      expect(await isShown(facts)).toBe(true);
    });
  });

  it('shows on paper what is closed on the screen, on white, with addresses', async () => {
    await inBrowser(oneCause, { colorScheme: 'dark' }, async ({ page }) => {
      const closed = page.locator('#check-scopes-owners-read, #evidence-2, footer .legend');
      const shown = async () => Promise.all((await closed.all()).map(isShown));
      expect(await shown()).toEqual([false, false, false]);
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      expect(await shown()).toEqual([true, true, true]);
      expect(await background(page)).toBe('rgba(0, 0, 0, 0)');
      const address = `getComputedStyle(document.querySelector('article a[href^="https"]'), '::after').content`;
      expect(await page.evaluate(address)).toContain(
        '(https://app-eu1.hubspot.com/legacy-apps/7700001/88/scopes)',
      );
    });
  });

  it('takes what strangers wrote as text', async () => {
    const harmless = await countedElements(rewritten(oneCause, (text) => `${text} \`x\``));
    const hostile = rewritten(oneCause, (text) => `${text} ${HOSTILE.join(' ')}`);
    expect(await countedElements(hostile)).toEqual(harmless);
  });

  async function countedElements(report: Report): Promise<Record<string, number>> {
    let names: string[] = [];
    await inBrowser(report, {}, async ({ page, requests, complaints }) => {
      names = await page.locator('*').evaluateAll((elements) => elements.map(({ nodeName }) => nodeName));
      expect(requests).toEqual([]);
      expect(complaints).toEqual([]);
    });
    return Object.fromEntries(
      [...Map.groupBy(names, (name) => name)].map(([name, { length }]) => [name, length]),
    );
  }
});

/** Also what stands in something closed. */
async function openEverything(page: Page): Promise<void> {
  await page.locator('details').evaluateAll((all) => {
    for (const one of all) one.setAttribute('open', '');
  });
}

async function background(page: Page): Promise<string> {
  return await page.evaluate('getComputedStyle(document.body).backgroundColor');
}

/** False, too, for what a closed element holds back. */
async function isShown(place: Locator): Promise<boolean> {
  return await place.evaluate((element) => element.checkVisibility());
}

/** What axe finds wrong, with the places. */
async function violations(page: Page, axe: string): Promise<string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate('axe.run()')) as AxeResults;
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
