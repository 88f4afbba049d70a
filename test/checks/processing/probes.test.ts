import { expect, test } from 'vitest';
import { processingProbes } from '../../../checks/processing/probes.ts';
import type { World } from '../../../checks/shared/probe.ts';
import { EvidenceNotGiven } from '../../../src/core/evidence.ts';
import type { Given } from '../../../src/core/given.ts';
import type { JournalSummary } from '../../../src/core/journal-summary.ts';
import { ok } from '../conversation/builders.ts';

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
    developer: nothing,
    opencx: nothing,
    pingWebhook: nothing,
    clock: { now: () => 0 },
    mustEnd: () => false,
    tell: () => {},
  };
}

test('it is evidence of the journal, and says which file', async () => {
  const summaries = { whole: SUMMARY, byPortal: [] };
  const found = await events.obtain(worldOf({ journal: { file: '/tmp/a.journal', summaries } }), {});
  expect(events.key).toBe('journal.events');
  expect(found).toEqual({ value: SUMMARY, origin: '/tmp/a.journal' });
});

test('without a journal it is not given, and says with which flag it would be', async () => {
  const missing = events.obtain(worldOf({}), {});
  await expect(missing).rejects.toThrow(EvidenceNotGiven);
  await expect(missing).rejects.toThrow('--journal FILE');
});

test.each([
  [1001, { received: 3, otherPortals: [{ portalId: 2002, count: 4 }] }],
  [2002, { received: 5, otherPortals: [{ portalId: 1001, count: 2 }] }],
  [
    3003,
    {
      received: 1,
      otherPortals: [
        { portalId: 1001, count: 2 },
        { portalId: 2002, count: 4 },
      ],
    },
  ],
  [undefined, { received: 7 }],
])('with a token of portal %s it is of that portal alone, and counts the others', async (hubId, wanted) => {
  const of = (received: number) => ({ ...SUMMARY, received });
  const summaries = {
    whole: of(7),
    byPortal: [
      { portalId: null, summary: of(1) },
      { portalId: 1001, summary: of(3) },
      { portalId: 2002, summary: of(5) },
    ],
  };
  const got = hubId === undefined ? {} : { 'token.introspection': ok({ hubId, scopes: [] }) };
  const found = await events.obtain(worldOf({ journal: { file: 'a.journal', summaries } }), got);
  expect(found.value).toEqual({ ...SUMMARY, ...wanted });
});
