import { describe, expect, test } from 'vitest';
import { folderWith } from '../config/folder.ts';
import { type Outcome, runHere } from '../support/cli.ts';
import { deadWorld } from './hosts.ts';

const WEBHOOK_URL = 'https://api.open.cx/backend/hubspot/fixture';
const WEBHOOK_CONFIG = {
  config: {
    settings: { targetUrl: WEBHOOK_URL, maxConcurrentRequests: 100 },
    subscriptions: {
      hubEvents: [
        { subscriptionType: 'conversation.newMessage', active: true },
        { subscriptionType: 'conversation.creation', active: true },
      ],
      legacyCrmObjects: [
        { subscriptionType: 'ticket.propertyChange', propertyName: 'hs_pipeline_stage', active: true },
      ],
    },
  },
};

function doctor(args: readonly string[], env: Record<string, string> = {}, cwd?: string): Promise<Outcome> {
  return runHere(['doctor', '--no-input', ...args], { env, ...(cwd !== undefined && { cwd }) });
}

async function codeOf(outcome: Promise<Outcome>): Promise<number> {
  return (await outcome).code;
}

describe('0: nothing at or above the threshold', () => {
  test('a healthy portal, with questions left open', async () => {
    const { code, out } = await doctor(['--sandbox', 'healthy-email', '--mode', 'oauth']);
    expect(code).toBe(0);
    expect(out).toMatch(/^OPEN .*\d+ open question/m);
  });

  test('a warning by itself', async () => {
    const { code, out } = await doctor(['--sandbox', 'ticket-left-open', '--format', 'json']);
    expect(JSON.parse(out).summary).toMatchObject({ warn: 1, fail: 0 });
    expect(code).toBe(0);
  });

  test('what was found does not count with --exit-zero', async () => {
    const broken = await doctor(['--sandbox', 'reply-internal', '--exit-zero']);
    expect(broken.code).toBe(0);
    expect(broken.out).toContain('PROBLEMS');
    const dead = await doctor(['--exit-zero'], await deadWorld());
    expect(dead.code).toBe(0);
    expect(dead.out).toContain('INCOMPLETE');
  });
});

describe('1: problems', () => {
  test('a broken portal', async () => {
    expect(await codeOf(doctor(['--sandbox', 'reply-internal']))).toBe(1);
  });

  test('a warning, where --fail-on warn counts it', async () => {
    expect(await codeOf(doctor(['--sandbox', 'ticket-left-open', '--fail-on', 'warn']))).toBe(1);
    expect(await codeOf(doctor(['--sandbox', 'healthy-email', '--fail-on', 'warn']))).toBe(0);
  });

  test('an open question, where --fail-on manual counts it', async () => {
    const { code, out } = await doctor([
      '--sandbox',
      'healthy-email',
      '--mode',
      'oauth',
      '--fail-on',
      'manual',
    ]);
    expect(code).toBe(1);
    expect(out).toMatch(/^OPEN /m);
  });

  test('problems win over what could not be told', async () => {
    const { code, out } = await doctor(['--format', 'json', '--default-user', ''], await deadWorld());
    expect(JSON.parse(out).summary.unknown).toBeGreaterThan(0);
    expect(code).toBe(1);
  });
});

describe('2: wrong usage', () => {
  test('is not made healthy by --exit-zero', async () => {
    expect(await codeOf(doctor(['no-such-symptom', '--exit-zero']))).toBe(2);
  });
});

describe('3: incomplete', () => {
  test('no token: it is in the way, and accuses nobody', async () => {
    const { code, out } = await doctor(['--format', 'json']);
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ causes: [], nextTest: null, obstacle: { id: 'no-token' } });
  });

  test('neither token nor network: nothing is in the way of what was not to be looked at', async () => {
    const { code, out } = await doctor(['--offline', '--format', 'json']);
    const { causes, obstacle, checks } = JSON.parse(out);
    expect({ code, causes, obstacle }).toEqual({ code: 3, causes: [], obstacle: null });
    expect(checks['token/format'].status).toBe('na');
  });

  test('with OAuth no token is missing', async () => {
    const { code, out } = await doctor(['--mode', 'oauth', '--format', 'json']);
    expect({ code, obstacle: JSON.parse(out).obstacle }).toEqual({ code: 3, obstacle: null });
  });

  test('every host dead: a report without a cause', async () => {
    const { code, out } = await doctor(['--format', 'json'], await deadWorld());
    const report = JSON.parse(out);
    expect(code).toBe(3);
    expect(report.status).toBe('incomplete');
    expect(report.causes).toEqual([]);
    expect(report.evidence['token.introspection']).toMatchObject({
      outcome: 'error',
      error: { kind: 'refused' },
    });
  });

  test('a proxy without a scheme, as curl takes it, that is dead', async () => {
    const world = await deadWorld();
    const HTTP_PROXY = world.HUBSPOT_API_URL.replace('http://', '');
    const args = ['--only', 'token', '--timeout', '1'];
    const { code, out } = await doctor(args, { ...world, HTTP_PROXY, NO_PROXY: '' });
    expect(out).toMatch(/^What HUBSPOT_API_URL/);
    expect(code).toBe(3);
  });

  test.each(['logs', 'webhooks/reachable'])('a run of %s that judged nothing', async (only) => {
    const { code, out } = await doctor(['--sandbox', 'healthy-email', '--only', only]);
    expect(out).toContain('no check could be judged');
    expect(code).toBe(3);
  });

  test('what was not asked because of --offline', async () => {
    const { code, out } = await doctor(['--offline', '--only', 'token'], await deadWorld());
    expect(out).toContain('--offline');
    expect(code).toBe(3);
  });

  test('webhooks without a network and without a file', async () => {
    expect(await codeOf(doctor(['--offline', '--only', 'webhooks']))).toBe(3);
  });
});

describe('webhooks judged from a file alone', () => {
  const args = ['--offline', '--only', 'webhooks', '--webhook-config', 'webhooks-hsmeta.json'];

  test('are healthy, with nothing asked of any host', async () => {
    const cwd = await folderWith({ 'webhooks-hsmeta.json': WEBHOOK_CONFIG });
    const { code, out } = await doctor(
      [...args, '--format', 'json'],
      { OPENCX_WEBHOOK_URL: WEBHOOK_URL },
      cwd,
    );
    const report = JSON.parse(out);
    expect(report.calls).toBe(0);
    expect(report.summary).toMatchObject({ fail: 0, unknown: 0, blocked: 0 });
    expect(report.checks['webhooks/target-url']).toMatchObject({ status: 'pass', source: 'file' });
    expect(code).toBe(0);
  });

  test('are a problem where the target is another one', async () => {
    const cwd = await folderWith({ 'webhooks-hsmeta.json': WEBHOOK_CONFIG });
    const { code, out } = await doctor(args, { OPENCX_WEBHOOK_URL: `${WEBHOOK_URL}-other` }, cwd);
    expect(out).toContain('webhook-url-stale');
    expect(code).toBe(1);
  });
});
