/** `logs` and `doctor --delivery-log`: what HubSpot delivered, as evidence beside everything else. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { loadPortal, type Portal } from '../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { type Outcome, ROOT, runHere } from '../support/cli.ts';
import { expectUsageError } from './expectations.ts';

const delivery = (name: string) => join(ROOT, 'fixtures', 'delivery-logs', name);
const calls = (name: string) => join(ROOT, 'fixtures', 'logs', name);
const OFFLINE = ['doctor', '--offline', '--no-input', '--format', 'json'];
const SHOWN_URL =
  'https://api.open.cx/backend/hubspot/eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJvcmdfaWQiOiIwMDAwMDAwMC0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwYTEiLCJ1c2UiOiJmaXh0dXJlIn0.fixture';

function reportIn({ out }: Outcome): Report {
  return JSON.parse(out) as Report;
}

describe('doctor --delivery-log', () => {
  test('settles what a person was asked for, without an answer', async () => {
    const run = await runHere([
      ...OFFLINE,
      ...['--only', 'webhooks,deliveries', '--webhook-url', SHOWN_URL],
      ...['--delivery-log', delivery('details.cli.txt')],
    ]);
    const { checks, questions = [] } = reportIn(run) as Report & { questions?: { key: string }[] };
    for (const id of [
      'registered',
      'subscriptions',
      'committed',
      'paused',
      'ticket-properties',
      'object-format',
    ]) {
      expect(checks[`webhooks/${id}`], id).toMatchObject({ status: 'pass' });
    }
    expect(checks['webhooks/target-url']).toMatchObject({ status: 'pass', source: 'file' });
    expect(checks['deliveries/arriving']?.status).toBe('pass');
    expect(checks['deliveries/accepted']?.status).toBe('warn');
    expect(Object.values(checks).filter(({ status }) => status === 'manual')).toHaveLength(1);
    expect(questions.map(({ key }) => key)).not.toContain('webhooks.committed');
    expect(run.out).not.toContain('eyJ');
  });

  test('a URL that HubSpot used and OpenCX does not show is stale, and that is measured', async () => {
    const run = await runHere([
      ...OFFLINE,
      ...['--only', 'webhooks/target-url,webhooks/registered,deliveries'],
      ...['--webhook-url', 'https://api.open.cx/backend/hubspot/newer'],
      ...['--delivery-log', delivery('gone.ndjson')],
    ]);
    expect(reportIn(run).causes[0]).toMatchObject({
      id: 'webhook-url-stale',
      confidence: 'confirmed',
      checks: ['webhooks/target-url', 'deliveries/accepted'],
    });
    expect(run.code).toBe(1);
  });

  test.each([
    ['--api-log', delivery('list.cli.json'), 'logs', '--delivery-log'],
    ['--delivery-log', calls('owners-403.csv'), 'deliveries', '--api-log'],
  ])(
    '%s with the other kind of log ends nothing, and names the right flag',
    async (flag, file, area, right) => {
      const run = await runHere([...OFFLINE, '--only', area, flag, file]);
      const verdicts = Object.values(reportIn(run).checks);
      expect(run.code).toBe(3);
      expect(verdicts).toHaveLength(3);
      for (const { status, summary } of verdicts) {
        expect({ status, summary }).toMatchObject({
          status: 'unknown',
          summary: expect.stringContaining(right),
        });
      }
    },
  );

  test('a file that is not there is wrong usage', async () => {
    const run = await runHere([...OFFLINE, '--delivery-log', 'nowhere.json']);
    expectUsageError(run, 'The delivery log nowhere.json does not exist.');
  });
});

describe('with a personal access key', () => {
  const looked = async (change: (portal: Portal) => void = () => {}) => {
    const portal = await loadPortal('receiver-slow');
    change(portal);
    const sandbox = await startSandbox(portal);
    try {
      const run = await runHere(
        ['doctor', '--no-input', '--only', 'webhooks,deliveries', '--format', 'json'],
        {
          env: {
            HUBSPOT_API_URL: sandbox.url,
            HUBSPOT_ACCESS_TOKEN: 'pat-na1-00000000-0000-0000-0000-000000000000',
            HUBSPOT_PERSONAL_ACCESS_KEY: portal.given.personalAccessKey ?? '',
          },
        },
      );
      return { report: reportIn(run), asked: sandbox.requests.map(({ path }) => path) };
    } finally {
      await sandbox.close();
    }
  };
  const keyOf = ({ state }: Portal) => Object.values(state.personalAccessKeys)[0];

  test('the log is read live, and nobody is asked for what it shows', async () => {
    const { report, asked } = await looked();
    expect(report.causes[0]).toMatchObject({ id: 'receiver-slow', confidence: 'likely' });
    expect(report.evidence['deliveries.log']).toMatchObject({ source: 'live', outcome: 'ok' });
    for (const id of ['registered', 'subscriptions', 'committed', 'paused', 'ticket-properties']) {
      expect(report.checks[`webhooks/${id}`], id).toMatchObject({ status: 'pass' });
    }
    expect(asked.filter((path) => path.includes('/developers/logs/details/'))).toHaveLength(5);
  });

  test('what the key may not read is no finding', async () => {
    const { report } = await looked((portal) => {
      const key = keyOf(portal);
      if (key) key.scopeGroups = {};
    });
    expect(report.causes).toEqual([]);
    expect(report.checks['deliveries/accepted']?.status).toBe('na');
    expect(report.checks['webhooks/committed']?.status).toBe('manual');
  });

  test('of a long log no more than 200 rows are read, and the details of twelve', async () => {
    const { report, asked } = await looked(({ state }) => {
      const app = state.apps['2011410'];
      if (!app) return;
      const rows = Array.from({ length: 230 }, (_, index) => [
        `row-${index}`,
        { minutesAgo: index, event: 'ticket.creation', objectId: '7001', ended: 200 },
      ]);
      app.deliveries = Object.fromEntries(rows);
    });
    expect(asked.filter((path) => path.includes('/developers/logs/search/'))).toHaveLength(4);
    expect(asked.filter((path) => path.includes('/developers/logs/details/'))).toHaveLength(12);
    expect(report.checks['deliveries/accepted']?.measured).toContain('200 deliveries');
  });
});

describe('logs', () => {
  test('tells deliveries by event, with a fingerprint in the place of the address', async () => {
    const run = await runHere(['logs', delivery('details.cli.txt')]);
    expect(run.out).toContain('Conversation: New message (conversation.newMessage)');
    expect(run.out).toContain('3 answered, 1 timed out, 1 5xx');
    expect(run.out).toMatch(/api\.open\.cx \(fingerprint [0-9a-f]{8}\)/);
    expect(run.out).not.toContain('eyJ');
  });

  test.each(['text', 'markdown', 'html', 'ndjson', 'json'])(
    'tells of calls and deliveries together as %s',
    async (format) => {
      const run = await runHere(['logs', calls('healthy.csv'), delivery('gone.ndjson'), '--format', format]);
      expect(run.code).toBe(1);
      expect(run.out).toContain('410');
      expect(run.out).toContain('webhook-url-stale');
      expect(run.out).not.toContain('eyJ');
    },
  );

  test('leaves out what the time or the status does not ask for', async () => {
    const json = async (...flags: string[]) =>
      reportIn(await runHere(['logs', delivery('details.cli.txt'), '--format', 'json', ...flags])).deliveries;
    expect(await json('--since', '2026-11-20T09:10Z')).toMatchObject({ deliveries: 4 });
    expect(await json('--status', '5xx')).toMatchObject({ deliveries: 1, failed: 1 });
  });

  test('refuses what speaks of calls beside deliveries alone', async () => {
    const run = await runHere(['logs', delivery('gone.ndjson'), '--route', '/crm/']);
    expectUsageError(run, '--route speaks of calls, and what was named are webhook deliveries alone.');
  });
});
