import { expect, test } from 'vitest';
import { PROBES } from '../../../checks/index.ts';
import { logsProbes } from '../../../checks/logs/probes.ts';
import type { World } from '../../../checks/shared/probe.ts';
import { EvidenceNotGiven } from '../../../src/core/evidence.ts';
import type { Given } from '../../../src/core/given.ts';
import type { LogRefusals } from '../../../src/core/log-refusals.ts';

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
  const apiLog = { files: ['monday.csv', 'tuesday.har'], refusals: REFUSALS };
  expect(refusals.key).toBe('logs.refusals');
  expect(await refusals.obtain(worldOf({ apiLog }), {})).toEqual({
    value: REFUSALS,
    source: 'file',
    origin: 'monday.csv, tuesday.har',
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
