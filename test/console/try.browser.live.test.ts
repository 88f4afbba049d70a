// An event made by hand, as a person makes it on the page.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHAT } from '../cli/engine/engine.ts';
import { findChromium, NO_BROWSER, openBrowser } from '../support/browser.ts';
import { consoleOnPortal } from './consoles.ts';
import { openIn, soon, violations } from './in-browser.ts';

const chromium = findChromium(process.env);

if (chromium === undefined) {
  it('is opened in a real browser', ({ skip }) => skip(NO_BROWSER));
}

describe.skipIf(chromium === undefined)('an event made by hand', () => {
  let browser: Browser;
  let axe: string;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  });
  afterAll(() => browser?.close());

  const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
  const foresee = (page: Page) => page.getByRole('button', { name: 'See what would be decided' }).click();
  const lastPane = (page: Page) => page.locator('.pane.last');

  it('is judged first, then sent, and then sent once more with other fields', async () => {
    const { page, complaints } = await openIn(browser, await consoleOnPortal());
    await page.getByRole('link', { name: 'try', exact: true }).click();
    await page.getByRole('combobox', { name: 'Begin with' }).selectOption('A customer writes an email');
    await field(page, 'objectId').fill(CHAT.threadId);
    await field(page, 'messageId').fill(CHAT.messageId);
    await foresee(page);
    await soon(() => lastPane(page).innerText()).toMatch(
      /ACT\s+reply by the rule[\s\S]*Then: .*post-message/i,
    );
    await page.getByRole('combobox', { name: 'One more field' }).selectOption('portalId');
    await field(page, 'portalId').fill('99');
    await field(page, 'portalId').press('Enter');
    await soon(() => lastPane(page).innerText()).toMatch(/SKIP\s+other-portal[\s\S]*nothing is sent/i);
    await field(page, 'portalId').fill('');
    await page.getByRole('button', { name: 'Send it to the engine' }).click();
    await soon(() => lastPane(page).innerText()).toMatch(/event 1\s[\s\S]*done post-message/);

    await page.getByRole('link', { name: 'Send it with other fields' }).click();
    await soon(() => page.getByRole('combobox', { name: 'Begin with' }).inputValue()).toBe(
      'Event 1, as it came',
    );
    expect(page.url()).toMatch(/#\/try\/1$/);
    await foresee(page);
    await soon(() => lastPane(page).innerText()).toMatch(/SKIP\s+duplicate/i);
    await field(page, 'subscriptionType').fill('<img src=x onerror=alert(1)>');
    await foresee(page);
    await soon(() => page.getByRole('alert').innerText()).toMatch(/no event without a subscriptionType/);
    // What was typed is there again after a look at something else.
    await page.getByRole('link', { name: 'events' }).click();
    await page.goBack();
    expect(await field(page, 'subscriptionType').inputValue()).toContain('onerror');
    expect(complaints.filter((each) => !/status of 409/.test(each))).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('is accessible and fits at every width, %s', async (colorScheme) => {
    const look = { colorScheme, bypassCSP: true, viewport: { width: 360, height: 740 } };
    const { page } = await openIn(browser, await consoleOnPortal(), look);
    await page.getByRole('link', { name: 'try', exact: true }).click();
    await field(page, 'subscriptionType').waitFor();
    await foresee(page);
    await page.getByText('Then:').waitFor();
    await soon(async () => (await lastPane(page).boundingBox())?.y ?? 740).toBeLessThan(200);
    expect(await violations(page, axe)).toEqual([]);
    for (const width of [360, 800, 1600]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
    expect(await violations(page, axe)).toEqual([]);
  });
});
