import { expect, test } from 'vitest';
import { PROBES } from '../../../checks/index.ts';
import { logsProbes } from '../../../checks/logs/probes.ts';
import type { World } from '../../../checks/shared/probe.ts';
import { EvidenceNotGiven } from '../../../src/core/evidence.ts';
import type { Given } from '../../../src/core/given.ts';
import type { LogRefusals } from '../../../src/core/log-refusals.ts';
import { ok } from '../conversation/builders.ts';

const [refusals] = logsProbes;
if (!refusals) throw new Error('The area has no probe.');

const REFUSALS: LogRefusals = { missingScopes: [], rateLimits: [], unauthorized: null, calls: 3 };

function nothing(): never {
  throw new Error('A log is read before anything is probed.');
}

function worldOf(given: Partial<Given>): World {
  return {
    given: { webhookFiles: [], answers: {}, probeWebhook: false, offline: true, ...given },
    hubspot: nothing,
    developer: nothing,
    opencx: nothing,
    pingWebhook: nothing,
    clock: { now: () => 0 },
    mustEnd: () => false,
    tell: () => {},
  };
}

test('it is evidence of files, and says which', async () => {
  const apiLog = {
    files: ['monday.csv', 'tuesday.har'],
    refusals: REFUSALS,
    accounts: { portalIds: [], appIds: [] },
  };
  expect(refusals.key).toBe('logs.refusals');
  expect(await refusals.obtain(worldOf({ apiLog }), {})).toEqual({
    value: REFUSALS,
    source: 'file',
    origin: 'monday.csv, tuesday.har',
  });
});

test.each([
  ['another portal', { portalIds: [9], appIds: [] }, 'of portal 9, and portal 1001 is looked at'],
  ['several portals', { portalIds: [1001, 9], appIds: [] }, 'calls of portals 1001, 9'],
  ['another app', { portalIds: [1001], appIds: [9] }, 'of app 9, and app 2002 is looked at'],
])('a log of %s is not judged', async (_what, accounts, said) => {
  const got = { 'token.introspection': ok({ hubId: 1001, appId: 2002, userId: 7001, scopes: [] }) };
  const apiLog = { files: ['calls.json'], refusals: REFUSALS, accounts };
  await expect(refusals.obtain(worldOf({ apiLog }), got)).rejects.toThrow(said);
});

test('of a log of calls the portal that was named is asked for where the token tells none, and no app where it is of any', async () => {
  const apiLog = { files: ['calls.json'], refusals: REFUSALS, accounts: { portalIds: [9], appIds: [3] } };
  await expect(refusals.obtain(worldOf({ apiLog, portalId: 1 }), {})).rejects.toThrow('of portal 9');
  const got = { 'token.introspection': ok({ hubId: 9, appId: 2002, userId: 7001, scopes: [] }) };
  await expect(refusals.obtain(worldOf({ apiLog, mode: 'oauth' }), got)).resolves.toMatchObject({
    source: 'file',
  });
});

test('without a log it is not given, and says with which flag it would be', async () => {
  const missing = refusals.obtain(worldOf({}), {});
  await expect(missing).rejects.toThrow(EvidenceNotGiven);
  await expect(missing).rejects.toThrow('--api-log FILE');
});

test('it is among the probes of a run', () => {
  expect(PROBES).toContain(refusals);
});
