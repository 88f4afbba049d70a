/** Names and messages in HubSpot that hold what a terminal obeys: no command hands any of it on. */
import { expect, test } from 'vitest';
import { REPORT_FORMATS } from '../../src/core/formats.ts';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';
import { expectNothingObeyed, OBEYED, withoutBreaks, withoutOurColours } from '../support/obeyed.ts';
import { inTurn } from '../support/proof.ts';
import { TOKEN } from './hosts.ts';
import { stainedPortal } from './stained-portal.ts';

const STAIN = `seen${OBEYED.join('x')}`;
const THREAD = ['--thread', '8243595013'];
const LOOK = ['doctor', '--no-input', ...THREAD, '--full', '--verbose'];
const RUNS = [
  ...REPORT_FORMATS.map((format) => [...LOOK, '--format', format]),
  [...LOOK, '--output', 'report.txt'],
  [...LOOK, '--quiet', '--save', 'saved.json'],
  ['explain', ...THREAD],
  ['explain', ...THREAD, '--format', 'json'],
];

test.each(RUNS.map((args, number) => ({ args, number })))('$args', async ({ args, number }) => {
  const env = { HUBSPOT_API_URL: await stainedPortal('message-failed', STAIN), HUBSPOT_ACCESS_TOKEN: TOKEN };
  for (const color of inTurn([true, false], number)) {
    const cwd = await folderWith({});
    const { code, out, err } = await runHere(args, { cwd, env, color });
    expect(code).not.toBe(2);
    if (args.includes('--format') && args[0] === 'doctor') expect(out).toContain('seen');
    const page = args.includes('markdown') ? withoutBreaks(out) : out;
    expectNothingObeyed(color ? withoutOurColours(page) : page, 'standard output');
    expectNothingObeyed(err, 'standard error');
  }
});
