// The page of a form as its reader has it: a file in a real browser, without a network, read back by the real binary.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUESTIONS } from '../../../checks/facts.ts';
import { placesFor } from '../../../checks/shared/places.ts';
import type { Report } from '../../../src/core/report.ts';
import { readAnswersFile } from '../../../src/doctor/answers.ts';
import type { Form } from '../../../src/doctor/form/form.ts';
import { createRedactor } from '../../../src/redact/redactor.ts';
import { urlFacts } from '../../../src/redact/url-facts.ts';
import { renderForm } from '../../../src/reporters/form/render.ts';
import { keyboardOf } from '../../../src/run/sandbox/keyboard.ts';
import { loadPortal } from '../../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { findChromium, NO_BROWSER, openBrowser } from '../../support/browser.ts';
import { runProcess } from '../../support/cli.ts';
import { PROOF } from '../../support/proof.ts';
import { fillPage } from './filled.ts';

const chromium = findChromium(process.env);

if (chromium === undefined) {
  it('is opened in a real browser', ({ skip }) => {
    process.stderr.write(`The page of --questions was not opened: ${NO_BROWSER}.\n`);
    skip(NO_BROWSER);
  });
}

/** Every question that there is, so that every kind of control stands in the page. */
const EVERYTHING: Form = {
  portal: 1020304,
  written: '2026-11-29',
  screens: Object.values(QUESTIONS).map(({ key, text, form, place }) => ({
    place: place(
      placesFor({ mode: 'legacy-app', uiDomain: 'app-eu1.hubspot.com', hubId: 1020304, appId: 88 }),
    ),
    asked: 'hubspot-admin',
    questions: [{ key: key as never, text, form, known: 'the log says <b>10</b> & "more"' }],
  })),
};

/** URLs that differ in what makes no difference, name an organization or none, or are no URLs. */
const URLS = [
  'https://Hooks.Example.test:443/a/b/',
  'https://hooks.example.test/a/b',
  'http://127.0.0.1:8080/x?token=canary-query#part',
  'https://api.open.cx/backend/hubspot/eyJhbGciOiJub25lIn0.eyJvcmdfaWQiOiIwMDAwMDAwMC0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwYTEifQ.x',
  'https://api.open.cx/h?t=eyJhbGciOiJub25lIn0.eyJvcmciOnsiaWQiOjd9fQ.',
  'https://m\u00fcnchen.example.test/\u00fc%20x/%zz/',
] as const;

/** Titles that begin above the card that they stand in. */
const OUTSIDE_ITS_CARD = `[...document.querySelectorAll('legend, label.question')].filter((title) =>
  title.getBoundingClientRect().top < title.closest('.card').getBoundingClientRect().top + 8).length`;

describe.skipIf(chromium === undefined)('the page of a form', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    browser = await openBrowser(chromium ?? '');
    folder = await mkdtemp(join(tmpdir(), 'form-'));
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Opens a file; nothing that it asks for is let out. */
  async function open(file: string, look: Parameters<Browser['newContext']>[0] = {}) {
    const context = await browser.newContext({ offline: true, acceptDownloads: true, ...look });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!/^(?:file|blob):/.test(request.url())) complaints.push(request.url());
    });
    await page.goto(pathToFileURL(file).href);
    return { page, complaints, close: () => context.close() };
  }

  async function written(form: Form, name: string): Promise<string> {
    const file = join(folder, name);
    await writeFile(file, await renderForm(form, 'html'));
    return file;
  }

  /** Saves the answers. @returns where they are */
  async function saved(page: Page): Promise<string> {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the answers' }).click(),
    ]);
    const file = join(folder, `${Math.random()}-${download.suggestedFilename()}`);
    await download.saveAs(file);
    return file;
  }

  it('is filled in from a file, and its answers lead the binary to the right cause', async () => {
    const sandbox = await startSandbox(await loadPortal('webhook-url-stale'));
    const env = keyboardOf(sandbox).variables;
    const { answers } = sandbox.given;
    const screens = { ...answers, 'connection.mode': 'legacy-app' };
    const doctor = (...words: string[]) =>
      runProcess(['doctor', '--no-input', '--format', 'json', ...words], { env, cwd: folder });
    const asked = await doctor('--questions', 'form.html');
    expect(asked.err).toMatch(/questions on \d+ screens are in form\.html, for: .*HubSpot admin/);
    const { page, complaints, close } = await open(join(folder, 'form.html'));
    await page.getByLabel('Your name').fill('Ann "A." Admin');
    await fillPage(page, screens);
    expect(
      await page
        .locator('input[type=password]')
        .evaluateAll((all) => all.map((one) => (one as { value?: string }).value)),
    ).toEqual(['']);
    const file = await saved(page);
    expect(complaints).toEqual([]);
    const text = await readFile(file, 'utf8');
    expect(await page.locator('#text').inputValue()).toBe(text);
    await close();
    expect(text).toContain('redacted:https:api.open.cx:sha256-');
    expect(text).not.toMatch(/eyJ|backend/);
    const told = await doctor('--answers', file);
    const report = JSON.parse(told.out) as Report;
    expect(report.causes[0]?.id).toBe('webhook-url-stale');
    expect(report.evidence['webhooks.targetUrl']).toMatchObject({
      source: 'stated',
      origin: 'Ann "A." Admin',
    });
    await sandbox.close();
  });

  it('makes of a URL what the tool makes of it, and of nothing else anything', async () => {
    const { page, complaints, close } = await open(await written(EVERYTHING, 'urls.html'));
    for (const url of URLS) {
      await page.locator('[data-key="webhooks.targetUrl"] input').fill(` ${url} `);
      const { answers } = await readAnswersFile(await saved(page));
      expect(answers['webhooks.targetUrl']?.value, url).toEqual(urlFacts(url));
    }
    for (const url of [
      'localhost:3000',
      'https://api.open.cx/\u2022\u2022\u2022\u2022',
      'https://api.open.cx/<JWT>',
      'ask Bob',
    ]) {
      await page.locator('[data-key="webhooks.targetUrl"] input').fill(url);
      await page.getByRole('button', { name: 'Save the answers' }).click();
      await expect.poll(() => page.locator('#status').textContent()).toContain('cannot be used as it stands');
      expect(await page.locator('[data-key="webhooks.targetUrl"] [data-note]').textContent()).toContain(
        'not a whole address',
      );
    }
    expect(complaints).toEqual([]);
    await close();
  });

  it('keeps a webhook URL or a key out of the file, wherever it was typed', async () => {
    const { page, complaints, close } = await open(await written(EVERYTHING, 'typed.html'));
    const texts = page.locator('input[type=text], #remarks');
    for (const secret of [
      'https://hooks.example.test/a/canary-path?token=canary-query',
      'HTTPS://jo:canary-word@hooks.example.test',
      'api.open.cx/backend/hubspot/canary-path',
      'eyJjYW5hcnktaGVhZGVy.Y2FuYXJ5LXBheWxvYWQ.canary-signature',
      'pat-na1-00000000-0000-0000-0000-000000000000',
    ]) {
      for (const text of await texts.all())
        if ((await text.getAttribute('inputmode')) !== 'numeric') await text.fill(`it is ${secret} I think`);
      const file = await saved(page);
      const given = `${await readFile(file, 'utf8')}${await page.locator('#text').inputValue()}`;
      expect(given, secret).toContain('[left-out]');
      expect(given, secret).not.toMatch(/canary|Y2FuYXJ5|0000-0000/);
      expect(await page.locator('#status').textContent()).toContain('it may be a secret');
      await readAnswersFile(file);
    }
    for (const text of await texts.all()) await text.fill('');
    await page.locator('#remarks').fill('see https://app.hubspot.com/private-apps/1/2/webhooks');
    expect(await readFile(await saved(page), 'utf8')).toContain('/private-apps/1/2/webhooks');
    expect(complaints).toEqual([]);
    await close();
  });

  it('says so where the browser makes no fingerprints, and takes the rest', async () => {
    const file = await written(EVERYTHING, 'plain.html');
    const context = await browser.newContext();
    const page = await context.newPage();
    // An address without encryption is no secure context, and such a page has no crypto.subtle.
    await context.route('**/*', async (route) =>
      route.fulfill({ contentType: 'text/html', body: await readFile(file, 'utf8') }),
    );
    await page.goto('http://form.example.test/');
    const field = page.locator('[data-key="webhooks.targetUrl"] input');
    await field.fill(URLS[0]);
    await page.getByRole('button', { name: 'Save the answers' }).click();
    await expect
      .poll(() => page.locator('[data-key="webhooks.targetUrl"] [data-note]').textContent())
      .toContain('makes no fingerprints');
    await field.fill('');
    await page.locator('[data-key="webhooks.throttle"] input').fill('10');
    const { answers } = await readAnswersFile(await saved(page));
    expect(Object.keys(answers)).toEqual(['webhooks.throttle']);
    await context.close();
  });

  it('is filled in by the keyboard alone, and given back as text where no file can be saved', async () => {
    const { page, close } = await open(await written(EVERYTHING, 'keys.html'));
    await page.locator('[data-key="webhooks.committed"] input').last().focus();
    await page.keyboard.press('ArrowUp');
    await page.locator('[data-key="webhooks.subscriptions"] input').first().focus();
    await page.keyboard.press('Space');
    await page.locator('button[type=submit]').focus();
    await page.keyboard.press('Enter');
    const box = page.getByLabel('The same answers as text');
    await box.waitFor();
    const text = await box.inputValue();
    expect(text).toContain('  webhooks.committed: no\n');
    expect(text).toContain('  webhooks.subscriptions: [conversation.newMessage]\n');
    await page.getByRole('button', { name: 'Select the text' }).press('Enter');
    expect(
      await page.evaluate('document.activeElement.selectionEnd - document.activeElement.selectionStart'),
    ).toBe(text.length);
    await close();
  });

  it.each(['light', 'dark'] as const)('is accessible and fits at every width: %s', async (colorScheme) => {
    const { page, close } = await open(await written(EVERYTHING, 'look.html'), {
      colorScheme,
      bypassCSP: true,
    });
    await page.locator('[data-key="webhooks.throttle"] input').fill('many');
    await page.locator('[data-key="webhooks.throttle"] input').blur();
    await page.evaluate('document.getElementById("copy").hidden = false');
    await page.evaluate(
      await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
    );
    for (const width of PROOF ? [320, 800, 1400] : [colorScheme === 'light' ? 320 : 1400]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      expect(await page.evaluate(OUTSIDE_ITS_CARD), 'a question stands in its card').toBe(0);
      const found = (await page.evaluate('axe.run()')) as AxeResults;
      expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
    await close();
  });

  it('holds nothing that looks like a secret, so that nothing in its script is ever masked', async () => {
    expect(createRedactor([]).findSecret(await renderForm(EVERYTHING, 'html'))).toBeNull();
  });
});
