// The doctor's page as a person has it: in a real browser, over real sockets, with nothing let out.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, openBrowser } from '../support/browser.ts';
import { consoleOnPortal } from './consoles.ts';
import { openIn, soon, violations } from './in-browser.ts';

const chromium = findChromium(process.env);

describe.skipIf(chromium === undefined)('the doctor in a browser', () => {
  let browser: Browser;
  let axe: string;

  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  });
  afterAll(async () => {
    await browser?.close();
  });

  const toDoctor = async (page: Page) => page.getByRole('link', { name: 'doctor' }).click();
  const diagnose = async (page: Page) => page.getByRole('button', { name: 'Diagnose' }).click();

  it.each(['light', 'dark'] as const)(
    'diagnoses the portal as it stands, and asks in a form, %s',
    async (colorScheme) => {
      const { page, complaints } = await openIn(browser, await consoleOnPortal('throttle-too-low'), {
        colorScheme,
        bypassCSP: true,
        reducedMotion: 'reduce',
      });
      await toDoctor(page);
      await diagnose(page);
      const cause = page.getByRole('article', { name: 'throttle-too-low' });
      await soon(() => cause.innerText()).toMatch(/likely[\s\S]*Fix: .*throttling/);
      expect(await page.getByRole('list', { name: 'The way of a message' }).innerText()).toMatch(
        /HubSpot\s+holds[\s\S]*Webhook\s+broken[\s\S]*OpenCX\s+holds/,
      );
      await page.getByRole('checkbox', { name: 'Ask me what no API tells' }).check();
      await diagnose(page);
      await page.getByRole('textbox', { name: /event throttling/ }).fill('100');
      const wild = '<img src=x onerror=alert(1)>';
      await page.getByRole('textbox', { name: /Which ticket properties/ }).fill(wild);
      expect(await cause.count()).toBe(0);
      for (const width of [360, 800, 1600]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      }
      expect(await violations(page, axe)).toEqual([]);
      await page.getByRole('button', { name: 'Look again with these answers' }).click();
      await page.getByRole('textbox', { name: /event throttling/ }).waitFor({ state: 'detached' });
      await soon(() => page.locator('.checklist').innerText()).toContain(wild);
      expect(await page.locator('img').count()).toBe(0);
      expect(complaints).toEqual([]);
    },
  );

  it('says what changed since an earlier look, and follows a message', async () => {
    const { page, complaints } = await openIn(browser, await consoleOnPortal(), { bypassCSP: true });
    await toDoctor(page);
    await diagnose(page);
    const button = (name: string) => page.getByRole('button', { name });
    await page.getByRole('link', { name: 'portal' }).click();
    await page.getByText('Break and mend the settings').click();
    await page.getByRole('checkbox', { name: /^webhook-url-stale/ }).check();
    await soon(() => page.getByText('1 broken').count()).toBe(1);
    await toDoctor(page);
    await diagnose(page);
    const changed = page.getByRole('combobox', { name: 'What changed?' });
    await changed.focus();
    await page.keyboard.press('ArrowDown');
    await soon(() => page.getByRole('status', { name: 'What changed' }).innerText()).toMatch(
      /WORSE[\s\S]*webhook-url-stale/,
    );
    await button('Follow a real message').press('Enter');
    const hops = page.getByRole('list', { name: 'The hops of the test' });
    await soon(() => hops.innerText()).toMatch(/in HubSpot\s+seen after/);
    await button('Follow a real message').waitFor();
    for (const width of [360, 800, 1600]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
    expect(await violations(page, axe)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('needs no mouse, shows the same in another tab, and saves what it found', async () => {
    const { page, context, complaints } = await openIn(
      browser,
      await consoleOnPortal('healthy-chat+throttle-too-low'),
    );
    await toDoctor(page);
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByRole('button', { name: 'Diagnose' }).waitFor();
    const symptom = page.getByRole('combobox', { name: 'What do you see?' });
    await symptom.focus();
    await page.keyboard.type('a handoff creates');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    for (const each of [page, other]) await each.getByRole('article', { name: 'throttle-too-low' }).waitFor();
    expect(await other.locator('.checklist').innerText()).toBe(await page.locator('.checklist').innerText());
    expect(await other.locator('.checklist li').count()).toBeLessThan(40);
    expect(await other.getByRole('combobox', { name: 'What do you see?' }).inputValue()).toBe(
      'replies-not-syncing',
    );
    for (const [name, ending] of [
      ['Save as a bundle', /\.json$/],
      ['Save as a page', /\.html$/],
    ] as const) {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name }).press('Enter');
      expect((await download).suggestedFilename()).toMatch(ending);
    }
    expect(complaints).toEqual([]);
  });
});
