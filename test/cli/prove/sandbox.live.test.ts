/** `prove --sandbox`: the portal and the engine play the other side; each fault stops the test at its hop. */
import { describe, expect, test } from 'vitest';
import { nextStep } from '../../../checks/proof/next-step.ts';
import type { Report } from '../../../src/core/report.ts';
import { listPortals } from '../../../src/sandbox/portal/portals.ts';
import { runHere } from '../../support/cli.ts';
import { PROOF } from '../../support/proof.ts';

const HOPS = ['seen-in-hubspot', 'session-made', 'reply-delivered', 'property-synced'] as const;
type Hop = (typeof HOPS)[number];

/** Faults of the app's webhooks, and the hop at which each stops a message. */
const STOPS: Readonly<Record<string, Hop>> = {
  'changes-uncommitted': 'session-made',
  'webhook-not-registered': 'session-made',
  'webhook-unreachable': 'session-made',
  'webhook-url-other-org': 'session-made',
  'webhook-url-stale': 'session-made',
  'subscription-missing': 'session-made',
  'subscription-paused': 'session-made',
  'service-key-without-webhooks': 'session-made',
  'ticket-properties-unselected': 'property-synced',
  'expanded-object-events': 'property-synced',
};
/** It passes the first hops and misses the last one. */
const SAMPLE = ['ticket-properties-unselected'];
/** With an emulated portal a whole run ends within a minute. */
const MOST_MS = 60_000;
const HEALTHY = (await listPortals()).map(({ name }) => name).filter((name) => name.startsWith('healthy-'));

async function proved(portal: string): Promise<{ report: Report; code: number; err: string }> {
  const patience = PROOF ? [] : ['--patience', '1'];
  const { out, err, code } = await runHere(['prove', '--sandbox', portal, '--format', 'json', ...patience]);
  return { report: JSON.parse(out), err, code };
}

const statusOf = ({ checks }: Report, hop: Hop) => checks[`proof/${hop}`]?.status;

describe('a portal with a fault of its webhooks', () => {
  test.each(PROOF ? Object.keys(STOPS) : SAMPLE)('%s stops it, and is among what is left', async (portal) => {
    const { report, code } = await proved(portal);
    const stop = HOPS.indexOf(STOPS[portal] ?? 'session-made');
    expect(code).toBe(1);
    for (const hop of HOPS.slice(0, stop)) expect([hop, statusOf(report, hop)]).toEqual([hop, 'pass']);
    expect(['fail', 'blocked']).toContain(statusOf(report, HOPS[stop] ?? 'session-made'));
    for (const hop of HOPS.slice(stop + 1)) expect([hop, statusOf(report, hop)]).toEqual([hop, 'blocked']);

    const ids = report.causes.map(({ id }) => id);
    expect(ids).toContain(portal);
    expect(ids.length).toBeLessThanOrEqual(4);
    // Nothing that passed excludes what is listed: the hops before it are about another event.
    const others = report.causes.flatMap(({ against }) => against).filter((id) => !id.startsWith('proof/'));
    expect(others).toEqual([]);
    // What a hop shows by its absence is a hint; only what somebody else measured is more.
    for (const { confidence, checks } of report.causes)
      if (checks.every((id) => id.startsWith('proof/'))) expect(confidence).not.toBe('confirmed');
    // The next step is one that tells the listed ones apart.
    if (ids.length > 1)
      expect(report.nextTest?.question).toBe(nextStep(ids) ?? 'a question that splits them');
    expect(report.durationMs).toBeLessThan(MOST_MS);
  });

  test.runIf(PROOF)(
    'whose throttle is too low passes with a single message, and the question of it stays',
    async () => {
      const { report } = await proved('throttle-too-low');
      for (const hop of HOPS) expect([hop, statusOf(report, hop)]).toEqual([hop, 'pass']);
      expect(report.checks['webhooks/throttle']?.status).toBe('manual');
    },
  );
});

test.each(PROOF ? HEALTHY : ['healthy-oauth'])('%s passes every hop', async (portal) => {
  const { report, code } = await proved(portal);
  expect(code).toBe(0);
  for (const hop of HOPS) expect([hop, statusOf(report, hop)]).toEqual([hop, 'pass']);
  expect(report.causes).toEqual([]);
  // What arrived settles what is asked otherwise; of the throttle one message says nothing.
  const asked = Object.entries(report.checks).filter(([, { question }]) => question !== null);
  expect(asked.map(([id]) => id).filter((id) => id !== 'webhooks/throttle')).toEqual([]);
  expect(report.evidence['proof.reply']).toMatchObject({ source: 'tested', outcome: 'ok' });
});

test('what shows that a cause is mended goes the way that was typed', async () => {
  const { out } = await runHere([
    'prove',
    '--sandbox',
    'token-rejected',
    '--format',
    'json',
    '--patience',
    '1',
  ]);
  const { causes }: Report = JSON.parse(out);
  expect(causes[0]?.fixes[0]?.verify).toBe(
    'opencx-hubspot doctor connection-test-fails --sandbox token-rejected',
  );
});

test('lines for a program tell what to do and what became of it, before the verdicts', async () => {
  const { out } = await runHere(['prove', '--sandbox', 'healthy-chat', '--format', 'ndjson']);
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const steps = lines.filter(({ type }) => type === 'ask' || type === 'hop');
  expect(steps.map(({ do: what, hop }) => what ?? hop)).toEqual([
    'write-message',
    'message',
    'session',
    'answer',
    'reply-in-public',
    'reply',
    'move-ticket',
    'property',
  ]);
  expect(lines.findIndex(({ type }) => type === 'verdict')).toBeGreaterThan(
    lines.lastIndexOf(steps.at(-1)) - 1,
  );
  expect(lines.at(-1)).toMatchObject({ type: 'report', status: 'open' });
});

test('where nobody can write the message it says what to do', async () => {
  const { code, out, err } = await runHere(['prove'], { env: { HUBSPOT_ACCESS_TOKEN: 'x' } });
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('--format ndjson');
});
