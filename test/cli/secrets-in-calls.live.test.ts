/** Secrets that are sent: they come back in no report, however the other end answers. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { REPORT_FORMATS } from '../../src/core/formats.ts';
import { FAULTS } from '../../src/sandbox/faults/faults.ts';
import { loadPortal } from '../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';
import { inTurn, some } from '../support/proof.ts';
import { CANARIES, encodingsOf, expectNoTrace } from './canaries.ts';
import { deadHost, hostThat, TOKEN } from './hosts.ts';
import { stainedPortal } from './stained-portal.ts';

const HASTE = ['--timeout', '0.5', '--deadline', '0.5'];
const LOOK_AT = ['--thread', '8243595013', '--session', '00000000-0000-4000-8000-0000000000c1'];

/** Everything that can be sent to one host, and where it is. */
function environmentFor(hubspot: string, openCx = hubspot): Record<string, string> {
  return {
    ...CANARIES,
    HUBSPOT_API_URL: hubspot,
    OPENCX_API_URL: openCx,
    HUBSPOT_ACCESS_TOKEN: TOKEN,
    OPENCX_WEBHOOK_URL: `${openCx}/backend/hubspot/canary-path-0123456789?sig=canary-query-0123`,
  };
}

/** Runs the doctor with all that it may send. */
async function expectNoTraceOf(
  env: Record<string, string>,
  format: readonly string[] = ['--format', 'json'],
): Promise<void> {
  const args = ['doctor', '--no-input', '--probe-webhook', ...LOOK_AT, ...HASTE, ...format];
  const outcome = await runHere(args, { env });
  expect([0, 1, 3]).toContain(outcome.code);
  await expectNoTrace(outcome);
}

/** A host that repeats in every answer what it was sent, where HubSpot writes why it refuses something. */
async function echoingHost(status: number): Promise<{ url: string; heard: string[] }> {
  const heard: string[] = [];
  const url = await hostThat((request, response) => {
    const sent = `${request.url} ${request.headers.authorization} ${request.headers['x-api-key']}`;
    heard.push(sent);
    response.writeHead(status, { 'Content-Type': 'application/json', 'X-HubSpot-Correlation-Id': sent });
    const context = { requiredGranularScopes: [sent], requiredScopes: [sent], policyName: ['DAILY'] };
    response.end(
      JSON.stringify({
        status: 'error',
        message: `What was sent is ${sent}`,
        correlationId: sent,
        category: status === 403 ? 'MISSING_SCOPES' : sent,
        errors: [{ message: sent, context }],
        context,
        uiDomain: sent,
        results: [sent],
      }),
    );
  });
  return { url, heard };
}

describe('a host that repeats what it was sent', () => {
  const STATUSES = [200, 400, 401, 403, 404, 429, 500];
  const FORMS = [['--format', 'json'], ['--full']];

  test.each(STATUSES.map((status, number) => ({ status, number })))(
    'with status $status',
    async ({ status, number }) => {
      const { url, heard } = await echoingHost(status);
      for (const form of inTurn(FORMS, number)) await expectNoTraceOf(environmentFor(url), form);
      expect(heard.join('\n')).toContain(TOKEN);
      expect(heard.join('\n')).toContain(CANARIES.OPENCX_API_KEY);
      expect(heard.join('\n')).toContain('canary-path');
    },
  );
});

describe('a portal that reflects the token in every encoding', () => {
  const REFLECTED = [...encodingsOf(TOKEN), `Bearer ${TOKEN}`].join(' ');
  const LOOK = ['--no-input', '--thread', '8243595013'];
  const RUNS = [
    ...REPORT_FORMATS.map((format) => ['doctor', ...LOOK, '--full', '--verbose', '--format', format]),
    ['retest', '--verbose'],
    ['explain', '--thread', '8243595013'],
    ['explain', '--thread', '8243595013', '--format', 'json'],
  ];

  test.each(RUNS.map((args) => ({ args })))('$args', async ({ args }) => {
    const url = await stainedPortal('message-failed', REFLECTED);
    const cwd = await folderWith({});
    const env = { HUBSPOT_API_URL: url, HUBSPOT_ACCESS_TOKEN: TOKEN };
    const outcome = await runHere(args, { cwd, env, width: 40 });
    await expectNoTrace(outcome, cwd);
    expect(outcome.code).not.toBe(2);
    if (args.includes('doctor')) expect(outcome.out).toMatch(/\[secret\\?\]/);
  });

  test('is kept in no file', async () => {
    const url = await stainedPortal('message-failed', REFLECTED);
    const cwd = await folderWith({});
    const env = { HUBSPOT_API_URL: url, HUBSPOT_ACCESS_TOKEN: TOKEN };
    const outcome = await runHere(['doctor', ...LOOK, '--quiet', '--save', 'saved.json'], { cwd, env });
    await expectNoTrace(outcome, cwd);
  });

  test('says which calls were made, and no correlation id that is none', async () => {
    const env = {
      HUBSPOT_API_URL: await stainedPortal('healthy-email', REFLECTED),
      HUBSPOT_ACCESS_TOKEN: TOKEN,
    };
    const { err } = await runHere(['retest', '--verbose'], { env });
    expect(err).toContain('-> 200');
    expect(err).not.toContain('correlation id');
  });
});

describe('a portal with a fault', () => {
  test.each(some(FAULTS.map(({ name }) => name)))('%s', async (name) => {
    const sandbox = await startSandbox(await loadPortal('healthy-email'), { faults: [name] });
    onTestFinished(() => sandbox.close());
    expect(sandbox.given.token).toBe(TOKEN);
    await expectNoTraceOf(environmentFor(sandbox.url, sandbox.openCxUrl));
  });
});

describe('a host that cannot be reached', () => {
  test('directly', async () => {
    await expectNoTraceOf(environmentFor(await deadHost()));
  });

  test('through a proxy that wants a password', async () => {
    const proxy = (await deadHost()).replace('://', '://canary-user:canary-password-0123@');
    const env = environmentFor(await deadHost());
    await expectNoTraceOf({ ...env, HTTP_PROXY: proxy, HTTPS_PROXY: proxy });
  });
});
