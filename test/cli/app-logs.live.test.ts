/** With a personal access key HubSpot's own logs are read, and what a portal, an engine and the doctor tell of it agrees. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';
import { PROOF } from '../support/proof.ts';
import { engineHere, portal } from './engine/engine.ts';

const ANOTHER = 'http://127.0.0.1:9/elsewhere';

test.runIf(PROOF)('a refused call of the app is found in the live log, and names its scope', async () => {
  const { sandbox, env } = await portal('project-scopes-outdated');
  await fetch(`${sandbox.url}/crm/owners/v3/A-7001`, {
    headers: { authorization: `Bearer ${env['HUBSPOT_ACCESS_TOKEN']}` },
  });
  // The calls of the last seconds before a run count as its own.
  await new Promise((resolve) => setTimeout(resolve, 4_500));
  const flags = ['--no-input', '--mode', 'project-app', '--only', 'logs', '--format', 'json'];
  const { out } = await runHere(['doctor', ...flags], {
    env: { ...env, HUBSPOT_PERSONAL_ACCESS_KEY: sandbox.given.personalAccessKey ?? '' },
  });
  const { checks, causes } = JSON.parse(out) as Report;
  expect(checks['logs/missing-scopes']).toMatchObject({ status: 'fail', source: 'live' });
  expect(causes).toMatchObject([{ id: 'owners-scope-missing' }]);
});

test('what was delivered, journalled and called is found without a file and without an answer', async () => {
  const cwd = await folderWith({});
  const { sandbox, env: given } = await portal('healthy-project-app');
  const env = { ...given, HUBSPOT_PERSONAL_ACCESS_KEY: sandbox.given.personalAccessKey ?? '' };
  const journal = join(cwd, 'own.journal');
  const engine = await engineHere(
    ['--default-user', 'A-7001', '--journal', journal, '--no-delays', '--signature', 'off'],
    { env, cwd },
  );
  const look = async (...files: string[]) => {
    const flags = ['--no-input', '--mode', 'project-app', '--format', 'json'];
    const { out } = await runHere(['doctor', ...flags, ...files], { env, cwd });
    return JSON.parse(out) as Report;
  };

  sandbox.deliverTo({ url: engine.url, secret: 'x' });
  const { threadId } = await sandbox.customerWrites('new', 'Where is my order?', {
    channel: 'email',
    email: 'test.writer@example.test',
    name: 'Test Writer',
  });
  await sandbox.settled();
  const both = await look('--journal', journal);
  expect(both.evidence['deliveries.log']).toMatchObject({ source: 'live', outcome: 'ok' });
  expect(both.evidence['deliveries.fates']).toMatchObject({ source: 'journal', outcome: 'ok' });
  expect(both.checks['webhooks/delivering']).toMatchObject({
    status: 'pass',
    summary: 'Every event that HubSpot delivered is in the journal.',
  });
  expect(both.checks['webhooks/delivering']?.measured).toMatch(/^[23] events delivered and answered/);
  expect(both.checks['deliveries/accepted']?.status).toBe('pass');

  // The next message goes to another address, where somebody answers it too.
  sandbox.deliverTo({ url: sandbox.webhookTargetUrl, secret: 'x' });
  await sandbox.customerWrites(threadId, 'Is anybody there?');
  await sandbox.settled();
  sandbox.deliverTo({ url: engine.url, secret: 'x' });
  await sandbox.customerWrites(threadId, 'Good, thank you.');
  await sandbox.settled();
  const elsewhere = await look('--journal', journal);
  expect(elsewhere.checks['webhooks/delivering']).toMatchObject({
    status: 'fail',
    measured: expect.stringContaining('1 not in the journal'),
  });
  expect(elsewhere.causes.map(({ id }) => id)).toContain('webhook-url-stale');

  // And the next one to nobody.
  sandbox.deliverTo({ url: ANOTHER, secret: 'x' });
  await sandbox.customerWrites(threadId, 'Hello?');
  await new Promise((resolve) => setTimeout(resolve, 200));
  const unreached = await look();
  expect(unreached.checks['deliveries/accepted']).toMatchObject({ status: 'fail' });
});
