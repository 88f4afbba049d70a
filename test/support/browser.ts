import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Why tests in a browser are skipped, where they are. */
export const NO_BROWSER =
  'no browser is installed: name one in CHROMIUM_PATH, or install chromium so that it is on the PATH';

/**
 * The Chromium that CHROMIUM_PATH names, or else the first that is installed; undefined where there is none. What is
 * named is not looked for: where it is missing, a test has to fail rather than to be skipped unseen.
 */
export function findChromium(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const named = env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return named;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return ['/usr/bin', ...folders]
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A headless browser. Root may not use Chromium's own sandbox, and in a container there is no other user. */
export async function openBrowser(executablePath: string): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  const args = isRoot ? ['--no-sandbox'] : [];
  // How long it takes to open is no matter of these tests; on a busy machine it takes long.
  return await chromium.launch({ executablePath, args, timeout: 0 });
}
