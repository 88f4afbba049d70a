import { expect, test } from 'vitest';
import { processingProbes } from '../../../checks/processing/probes.ts';
import type { World } from '../../../checks/shared/probe.ts';
import { EvidenceNotGiven } from '../../../src/core/evidence.ts';
import type { Given } from '../../../src/core/given.ts';
import type { JournalSummary } from '../../../src/core/journal-summary.ts';

const [events] = processingProbes;
if (!events) throw new Error('The area has no probe.');

const SUMMARY: JournalSummary = {
  received: 1,
  done: 1,
  skipped: [],
  failed: [],
  events: [],
  threadIds: ['1'],
};

function nothing(): never {
  throw new Error('A journal is read before anything is probed.');
}

function worldOf(given: Partial<Given>): World {
  return {
    given: { webhookFiles: [], answers: {}, probeWebhook: false, offline: true, ...given },
    hubspot: nothing,
    opencx: nothing,
    pingWebhook: nothing,
    clock: { now: () => 0 },
  };
}

test('it is evidence of the journal, and says which file', async () => {
  const found = await events.obtain(worldOf({ journal: { file: '/tmp/a.journal', summary: SUMMARY } }), {});
  expect(events.key).toBe('journal.events');
  expect(found).toEqual({ value: SUMMARY, origin: '/tmp/a.journal' });
});

test('without a journal it is not given, and says with which flag it would be', async () => {
  const missing = events.obtain(worldOf({}), {});
  await expect(missing).rejects.toThrow(EvidenceNotGiven);
  await expect(missing).rejects.toThrow('--journal FILE');
});
