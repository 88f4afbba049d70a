/** No secret of a run stands in any file of its case, or in what is told of it later. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadPortal } from '../../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { folderWith } from '../../config/folder.ts';
import { runHere } from '../../support/cli.ts';
import { CANARIES, expectNoTrace } from '../canaries.ts';
import { CASES, daysLater, look } from './days.ts';

const NAME = 'ACME-123';

test('wherever somebody put it', async () => {
  const sandbox = await startSandbox(await loadPortal('healthy-email'));
  onTestFinished(() => sandbox.close());
  const url = CANARIES.OPENCX_WEBHOOK_URL;
  const cwd = await folderWith({
    'answers.json': {
      answers: { 'opencx.webhookUrl': url, 'webhooks.targetUrl': { value: url, by: 'sam' } },
    },
  });
  const env = { ...CANARIES, HUBSPOT_API_URL: sandbox.url, OPENCX_API_URL: sandbox.openCxUrl };
  const folder = join(cwd, CASES, NAME);
  const runs = [
    ['--answers', 'answers.json', '--webhook-url', url],
    // What was meant for another flag.
    [
      '--project',
      CANARIES.HUBSPOT_DEVELOPER_API_KEY,
      '--answer',
      `webhooks.ticketProperties=${CANARIES.OPENCX_API_KEY}`,
    ],
    ['--format', 'json'],
  ];
  for (const args of runs) {
    const outcome = await look(cwd, ['--case', NAME, ...args], { env });
    expect(outcome.code, outcome.err).not.toBe(2);
    await expectNoTrace(outcome, folder);
    await daysLater(cwd, NAME, 1);
  }
  const words = Object.values(CANARIES);
  await expectNoTrace(await runHere(['case', 'note', NAME, ...words], { cwd, env }), folder);
  for (const told of [
    ['case', 'show', NAME, '--full'],
    ['case', 'show', NAME, '--format', 'json'],
    ['case', 'list'],
    ['case', 'export', NAME, join(CASES, NAME, 'page.html')],
  ])
    await expectNoTrace(await runHere(told, { cwd, env }), folder);
});
