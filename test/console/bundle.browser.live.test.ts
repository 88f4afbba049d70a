// A saved bundle as a person reads it: everything that it holds, and nothing that could be asked.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findChromium, NO_BROWSER, openBrowser } from '../support/browser.ts';
import { ROOT } from '../support/cli.ts';
import { consoleOverBundle } from './consoles.ts';
import { openIn, soon, violations } from './in-browser.ts';

const chromium = findChromium(process.env);

it('shows causes, checklist and facts of a bundle, and no form', async ({ skip, onTestFinished }) => {
  if (chromium === undefined) return skip(NO_BROWSER);
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const browser = await openBrowser(chromium);
  onTestFinished(() => browser.close());
  const opened = await consoleOverBundle(join(ROOT, 'fixtures', 'bundles', 'two-faults.json'));
  const { page, complaints } = await openIn(browser, opened, { bypassCSP: true, reducedMotion: 'reduce' });
  await page.getByRole('article', { name: 'reply-internal' }).waitFor();
  expect(page.url()).toMatch(/#\/doctor$/);
  expect(await page.getByRole('link', { name: /^(?:doctor|events|conversations|try|portal)$/ }).count()).toBe(
    1,
  );
  expect(await page.locator('input, select, textarea').count()).toBe(0);
  const buttons = await page.getByRole('button').allInnerTexts();
  expect(buttons.filter((name) => !name.startsWith('Copy'))).toEqual([]);
  expect(await page.locator('.checklist li').count()).toBeGreaterThan(30);
  await page.getByText('What it rests on').click();
  await soon(() => page.locator('details .told').last().innerText()).toMatch(
    /obtained\s+token\.introspection live/,
  );
  for (const width of [360, 800, 1600]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  }
  expect(await violations(page, axe)).toEqual([]);
  expect(complaints).toEqual([]);
});
