/** How many conversations of a period are hit, over real sockets. */
import { mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { loadPortal, type Portal } from '../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { runHere } from '../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'since-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

type Stream = Portal['state']['traffic'][string];

const stream = (over: Partial<Stream>): Stream => ({
  conversations: 6,
  from: '2026-11-15T00:00:00.000Z',
  everySeconds: 60,
  channelAccountId: '148662',
  assignedTo: 'A-7001',
  session: 'open',
  ticket: false,
  reply: 'none',
  ...over,
});

/** A healthy portal with these streams, and a look at it. */
async function look(
  traffic: Readonly<Record<string, Stream>>,
  env: Record<string, string> = {},
  ...flags: string[]
) {
  const portal = await loadPortal('healthy-email');
  portal.state.traffic = { ...traffic };
  const sandbox = await startSandbox(portal);
  onTestFinished(() => sandbox.close());
  const run = await runHere(
    ['doctor', '--no-input', '--only', 'impact', '--since', '2026-11-14', '--format', 'json', ...flags],
    {
      env: {
        HUBSPOT_API_URL: sandbox.url,
        OPENCX_API_URL: sandbox.openCxUrl,
        HUBSPOT_ACCESS_TOKEN: portal.given.token ?? '',
        OPENCX_API_KEY: portal.given.openCxKey ?? '',
        OPENCX_DEFAULT_USER_ID: portal.given.defaultUserId ?? '',
        ...env,
      },
    },
  );
  return { ...run, report: JSON.parse(run.out), sandbox };
}

describe('doctor --since', () => {
  it('counts what each claim does not hold of', async () => {
    const { report, code } = await look({
      unseen: stream({ session: 'none', conversations: 2 }),
      silent: stream({ session: 'handed-off', reply: 'internal', ticket: true }),
      answered: stream({ session: 'handed-off', reply: 'public' }),
      taken: stream({ assignedTo: 'A-7002', conversations: 1 }),
    });
    const { checks, causes } = report;
    expect(checks['impact/sessions-made']).toMatchObject({
      status: 'warn',
      measured: expect.stringContaining('2 of 16'),
    });
    expect(checks['impact/replies-public'].measured).toContain('6 of 13');
    expect(checks['impact/tickets-made'].measured).toContain('6 of 13');
    expect(checks['impact/owners-held'].measured).toContain('1 of 1');
    expect(causes.map(({ id }: { id: string }) => id).sort()).toEqual([
      'owner-not-ai-user',
      'reply-internal',
      'session-missing',
      'ticket-missing',
    ]);
    expect(code).toBe(0);
  });

  it('tells of OpenCX nothing without its key, and of replies all the same', async () => {
    const { report } = await look(
      { silent: stream({ assignedTo: 'A-7002', reply: 'internal' }) },
      { OPENCX_API_KEY: '' },
    );
    expect(report.checks['impact/sessions-made']).toMatchObject({
      status: 'na',
      summary: expect.stringContaining('OPENCX_API_KEY'),
    });
    expect(report.checks['impact/replies-public'].status).toBe('warn');
  });

  it('lists 5,000 conversations in at most 60 calls to HubSpot, and saves no id of any', async () => {
    const bundle = join(folder, 'bundle.json');
    const { report, sandbox } = await look(
      {
        before: stream({ conversations: 3000 }),
        since: stream({ conversations: 2000, session: 'none', from: '2026-11-18T00:00:00.000Z' }),
      },
      {},
      '--save',
      bundle,
    );
    expect(report.checks['impact/sessions-made'].measured).toContain('2000 of 5001 (40 %)');
    const toHubSpot = sandbox.requests.filter(({ path }) => path.startsWith('/conversations'));
    expect(toHubSpot.length).toBeLessThanOrEqual(60);
    const saved = await readFile(bundle, 'utf8');
    expect(saved).toContain('"listed": 5001');
    expect(saved).not.toMatch(/700\d{7}/);
    const again = await runHere(['doctor', '--from', bundle, '--format', 'json']);
    expect(JSON.parse(again.out).checks['impact/sessions-made']).toMatchObject({
      status: 'warn',
      summary: report.checks['impact/sessions-made'].summary,
    });
  });
});
