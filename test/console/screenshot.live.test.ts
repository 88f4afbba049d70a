/** The picture of the console in the README: small, and taken anew by one command. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { folderWith } from '../config/folder.ts';
import { findChromium } from '../support/browser.ts';
import { ROOT } from '../support/cli.ts';
import { PROOF } from '../support/proof.ts';

const PICTURE = 'fixtures/pictures/console.webp';

/** A picture that whoever reads on a telephone does not wait for. */
const MOST_BYTES = 60_000;

it('is shown in the README', async () => {
  expect(await readFile(join(ROOT, 'README.md'), 'utf8')).toContain(`](${PICTURE})`);
  expectPicture(await readFile(join(ROOT, PICTURE)));
});

it.runIf(PROOF && findChromium(process.env) !== undefined)(
  'is taken by the command that renews it',
  async () => {
    const file = join(await folderWith(), 'console.webp');
    await promisify(execFile)('npm', ['run', 'screenshot', '--', file], { cwd: ROOT });
    expectPicture(await readFile(file));
  },
);

/** A RIFF container of the form WEBP (RFC 9649) that holds more than an empty page. */
function expectPicture(bytes: Buffer): void {
  expect([bytes.toString('latin1', 0, 4), bytes.toString('latin1', 8, 12)]).toEqual(['RIFF', 'WEBP']);
  expect(bytes.length).toBeLessThanOrEqual(MOST_BYTES);
  expect(bytes.length).toBeGreaterThan(MOST_BYTES / 3);
}
