/** `npm run screenshot`: the picture of the console in the README, of a small HubSpot in which something happens. */
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, env } from 'node:process';
import type { Page } from 'playwright-core';
import { consoleOnSandbox } from '../../src/console/on-sandbox.ts';
import { findChromium, NO_BROWSER, openBrowser } from '../support/browser.ts';

/** As the README names it. */
const PICTURE = join(import.meta.dirname, '..', '..', 'fixtures', 'pictures', 'console.webp');

const SIZE = { width: 1_440, height: 760 };

/** Of 100: letters stay sharp, and the file small. */
const QUALITY = 35;

async function takePicture(file: string): Promise<void> {
  const chromium = findChromium(env);
  if (chromium === undefined) throw new Error(NO_BROWSER);
  const around = { env: {}, cwd: tmpdir(), signal: new AbortController().signal };
  const opened = await consoleOnSandbox(
    { sandbox: 'healthy-chat', asked: { flags: {}, timeoutMs: 10_000, patienceMs: 2_000 }, port: 0 },
    around,
    {
      onReply: async () => {},
    },
  );
  const browser = await openBrowser(chromium);
  try {
    const page = await browser.newPage({ viewport: SIZE, locale: 'en-GB', colorScheme: 'light' });
    await page.goto(opened.url);
    await play(page);
    const session = await page.context().newCDPSession(page);
    const shot = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
    await writeFile(file, Buffer.from(shot.data, 'base64'));
  } finally {
    await browser.close();
    await opened.close();
  }
}

/** A customer is answered by the AI; a rep takes over, and from then on the AI is silent. */
async function play(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'A new customer writes' }).fill('Where is my order?');
  await page.keyboard.press('Enter');
  const log = page.getByRole('log');
  await log.getByText('AI', { exact: true }).waitFor();
  await page.getByRole('combobox', { name: 'Owner' }).selectOption('A-7002');
  await page.getByRole('textbox', { name: 'Message' }).fill('Are you there?');
  await page.getByRole('button', { name: 'Send' }).last().click();
  const skipped = log.getByRole('link', { name: /owner-not-ai-user/ });
  await skipped.click();
  await page.getByRole('article').getByText('To turn it').waitFor();
}

await takePicture(argv[2] ?? PICTURE);
