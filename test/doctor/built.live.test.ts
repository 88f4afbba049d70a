/**
 * The bundle holds only the parts of HubSpot's library that are called (rolldown.config.js). Every call of the doctor
 * is made here by the built program, because a part that is missing shows nowhere else.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { loadPortal } from '../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { runProcess } from '../support/cli.ts';
import { doctorCommand } from './command.ts';

async function reportOfBuilt(faults: readonly string[], env: Record<string, string> = {}): Promise<Report> {
  const sandbox = await startSandbox(await loadPortal('healthy-email'), { faults });
  const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-'));
  onTestFinished(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true });
  });
  const command = await doctorCommand(sandbox, folder);
  const { out } = await runProcess(command.args, { env: { ...command.env, ...env } });
  return JSON.parse(out) as Report;
}

function errorsOf({ evidence }: Report): Record<string, string> {
  return Object.fromEntries(
    Object.entries(evidence).flatMap(([key, { error }]) =>
      error ? [[key, `${error.kind} ${error.status}`]] : [],
    ),
  );
}

test('the small reads that stand in for introspection, and all reads of a conversation', async () => {
  const report = await reportOfBuilt(['no-introspection']);
  expect(errorsOf(report)).toEqual({
    'token.introspection': 'http 404',
    'webhooks.api': 'http 404',
    'webhooks.activity': 'http 404',
  });
});

test('the webhook settings with a developer key, which this portal does not know', async () => {
  const report = await reportOfBuilt([], {
    HUBSPOT_DEVELOPER_API_KEY: '00000000-0000-0000-0000-000000000000',
  });
  expect(errorsOf(report)).toEqual({ 'webhooks.api': 'http 401' });
});
