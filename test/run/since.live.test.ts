/** How many conversations of a period are hit, over real sockets. */
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadPortal, type Portal } from '../../src/sandbox/portal/portals.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { listening, runHere, startProcess } from '../support/cli.ts';
import { PROOF } from '../support/proof.ts';

const folder = mkdtempSync(join(tmpdir(), 'since-'));
const open: Sandbox[] = [];
afterAll(async () => {
  await Promise.all(open.map((sandbox) => sandbox.close()));
  await rm(folder, { recursive: true, force: true });
});

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

const COUNT = ['doctor', '--no-input', '--only', 'impact', '--since', '2026-11-14', '--format', 'json'];

/** A healthy portal with these streams, and what it takes to look at it. */
async function served(traffic: Readonly<Record<string, Stream>>) {
  const portal = await loadPortal('healthy-email');
  portal.state.traffic = { ...traffic };
  const sandbox = await startSandbox(portal);
  open.push(sandbox);
  const env: Record<string, string> = {
    HUBSPOT_API_URL: sandbox.url,
    OPENCX_API_URL: sandbox.openCxUrl,
    HUBSPOT_ACCESS_TOKEN: portal.given.token ?? '',
    OPENCX_API_KEY: portal.given.openCxKey ?? '',
    OPENCX_DEFAULT_USER_ID: portal.given.defaultUserId ?? '',
  };
  return { sandbox, env };
}

async function look(
  traffic: Readonly<Record<string, Stream>>,
  over: Record<string, string> = {},
  ...flags: string[]
) {
  const { sandbox, env } = await served(traffic);
  const run = await runHere([...COUNT, ...flags], { env: { ...env, ...over } });
  return { ...run, report: JSON.parse(run.out), sandbox };
}

// Most of the time goes by between two calls, which are kept apart for the sake of the portal's limit.
describe.concurrent('doctor --since', () => {
  it('counts what each claim does not hold of', async () => {
    const { report, code } = await look({
      unseen: stream({ session: 'none', conversations: 2 }),
      silent: stream({ session: 'handed-off', reply: 'internal', ticket: true, conversations: 2 }),
      answered: stream({ session: 'handed-off', reply: 'public', conversations: 1 }),
      taken: stream({ assignedTo: 'A-7002', conversations: 1 }),
    });
    const { checks, causes } = report;
    expect(checks['impact/sessions-made']).toMatchObject({
      status: 'warn',
      measured: expect.stringContaining('2 of 7'),
    });
    expect(checks['impact/replies-public'].measured).toContain('2 of 4');
    expect(checks['impact/tickets-made'].measured).toContain('1 of 4');
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
      { silent: stream({ assignedTo: 'A-7002', reply: 'internal', conversations: 1 }) },
      { OPENCX_API_KEY: '' },
    );
    expect(report.checks['impact/sessions-made']).toMatchObject({
      status: 'na',
      summary: expect.stringContaining('OPENCX_API_KEY'),
    });
    expect(report.checks['impact/replies-public'].status).toBe('warn');
  });

  it('lists thousands of conversations in few calls to HubSpot, and saves no id of any', async () => {
    const [well, hit] = PROOF ? [3000, 2000] : [600, 400];
    const bundle = join(folder, 'bundle.json');
    const { report, sandbox } = await look(
      {
        before: stream({ conversations: well }),
        since: stream({ conversations: hit, session: 'none', from: '2026-11-18T00:00:00.000Z' }),
      },
      {},
      '--save',
      bundle,
    );
    const of = well + hit + 1;
    expect(report.checks['impact/sessions-made'].measured).toContain(`${hit} of ${of} (40 %)`);
    const toHubSpot = sandbox.requests.filter(({ path }) => path.startsWith('/conversations'));
    // 60 for 5,000.
    expect(toHubSpot.length).toBeLessThanOrEqual(Math.ceil((60 * of) / 5001));
    const saved = await readFile(bundle, 'utf8');
    expect(saved).toContain(`"listed": ${of}`);
    expect(saved).not.toMatch(/700\d{7}/);
    const again = await runHere(['doctor', '--from', bundle, '--format', 'json']);
    expect(JSON.parse(again.out).checks['impact/sessions-made']).toMatchObject({
      status: 'warn',
      summary: report.checks['impact/sessions-made'].summary,
    });
  });

  it("counts a span back by the portal's own clock", async () => {
    const { out } = await runHere([
      ...COUNT.slice(0, 4),
      '--since',
      '1d',
      '--format',
      'json',
      '--sandbox',
      'session-missing',
    ]);
    // The portal's clock stands at 20 November, whatever day it is.
    expect(JSON.parse(out).checks['impact/sessions-made'].summary).toContain('since 2026-11-19');
  });
});

describe.concurrent('Ctrl-C', () => {
  const inHand = stream({ assignedTo: 'A-7002', reply: 'internal', conversations: 60 });

  async function begun() {
    const { env } = await served({ inHand });
    const child = startProcess(COUNT, { env });
    const printed = listening(child);
    while (!printed.err.includes('samples') && child.exitCode === null)
      await once(child.stderr ?? child, 'data');
    child.kill('SIGINT');
    return { child, printed };
  }

  it('ends the reading, and what was read so far is told as a sample', async () => {
    const { child, printed } = await begun();
    expect(await once(child, 'close')).toEqual([0, null]);
    const { measured, summary } = JSON.parse(printed.out).checks['impact/replies-public'];
    const [, read, of] = /A sample: (\d+) of (\d+) were looked at/.exec(summary) ?? [];
    expect(Number(read)).toBeGreaterThan(0);
    expect(Number(read)).toBeLessThan(Number(of));
    expect(measured).toMatch(/of all, between \d+ and 100 % with 95 % confidence/);
    expect(printed.err).toMatch(/still reading: 61 conversations, \d+ of 61 samples/);
    expect(printed.err).toContain('Ending: what was read so far is judged.');
  });

  it('pressed twice ends at once', async () => {
    const { child, printed } = await begun();
    while (!printed.err.includes('Ending:')) await once(child.stderr ?? child, 'data');
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([130, null]);
    expect(printed.out).toBe('');
  });
});
