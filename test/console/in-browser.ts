/** The console's page in a real browser, for the tests that open it there. */
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import type { OpenedConsole } from './consoles.ts';

const PATIENCE_MS = 20_000;

/** A page that was opened, and what it complained of or asked of anybody but the console. */
export interface Opened {
  page: Page;
  context: BrowserContext;
  complaints: string[];
}

/** A page of its own, closed when the test ends; nothing is let out of it but to the console. */
export async function openIn(
  browser: Browser,
  { url, address }: Pick<OpenedConsole, 'url' | 'address'>,
  look: BrowserContextOptions = {},
): Promise<Opened> {
  const context = await browser.newContext(look);
  onTestFinished(() => context.close());
  context.setDefaultTimeout(PATIENCE_MS);
  const opened: Opened = { page: await context.newPage(), context, complaints: [] };
  listenTo(opened);
  await context.route('**/*', async (route) => {
    if (route.request().url().startsWith(address)) return await route.continue();
    opened.complaints.push(route.request().url());
    return await route.abort();
  });
  await opened.page.goto(url);
  return opened;
}

function listenTo({ page, complaints }: Opened): void {
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => complaints.push(dialog.message()));
}

/** The rows of the list that is chosen from. */
export function rows(page: Page): Locator {
  return page.locator('.list [role=option]');
}

/** What comes about by itself; how long it takes is no matter of these tests. */
export function soon<T>(read: () => T | Promise<T>) {
  return expect.poll(read, { timeout: PATIENCE_MS });
}

/** What axe finds wrong in either theme, with the places. */
export async function violations(page: Page, axe: string): Promise<string[]> {
  await page.evaluate(axe);
  const all: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const found = (await page.evaluate('axe.run()')) as AxeResults;
    for (const { id, nodes } of found.violations)
      all.push(`${colorScheme}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }
  return all;
}
