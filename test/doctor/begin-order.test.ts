import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVIDENCE_KEYS, type EvidenceKey } from '../../checks/facts.ts';
import { PROBES } from '../../checks/index.ts';
import type { Given } from '../../src/core/given.ts';
import { beginInTurns, mostBuiltOnFirst, withWhatTheyBuildOn } from '../../src/doctor/begin-order.ts';
import { runs } from '../support/proof.ts';

const GIVEN: Given = { webhookFiles: [], answers: {}, probeWebhook: false, offline: false };

const buildsOn = (key: EvidenceKey) => PROBES.find((probe) => probe.key === key)?.after?.(GIVEN) ?? [];

const someKeys = fc.shuffledSubarray(EVIDENCE_KEYS);

test('what facts build on is added, and stands before them', () => {
  const property = fc.property(someKeys, (keys) => {
    const all = withWhatTheyBuildOn(keys, buildsOn);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual(expect.arrayContaining(keys));
    for (const [place, key] of all.entries())
      expect(all.slice(0, place)).toEqual(expect.arrayContaining([...buildsOn(key)]));
  });
  fc.assert(property, { numRuns: runs(200) });
});

test('the more build on a fact, the sooner it is begun', () => {
  const property = fc.property(someKeys, (keys) => {
    const all = withWhatTheyBuildOn(keys, buildsOn);
    const inOrder = mostBuiltOnFirst(all, buildsOn);
    expect(inOrder.toSorted()).toEqual(all.toSorted());
    const builders = inOrder.map((key) => all.filter((other) => buildsOn(other).includes(key)).length);
    expect(builders).toEqual(builders.toSorted((one, other) => other - one));
  });
  fc.assert(property, { numRuns: runs(200) });
});

test('whom the token belongs to and the conversation are asked for before what nothing builds on', () => {
  const [first, second] = mostBuiltOnFirst(EVIDENCE_KEYS, buildsOn).filter((key) =>
    ['token.introspection', 'conversation.thread', 'account.details', 'account.usage'].includes(key),
  );
  expect([first, second]).toEqual(expect.arrayContaining(['token.introspection', 'conversation.thread']));
});

test('each is begun in a turn of its own, and a failure is told at once', async () => {
  const begun: number[] = [];
  const all = beginInTurns([1, 2, 3], async (item) => void begun.push(item));
  expect(begun).toEqual([1]);
  await all;
  expect(begun).toEqual([1, 2, 3]);
  const failing = beginInTurns([1, 2], (item) =>
    item === 1 ? Promise.reject(new Error('broken')) : new Promise(() => {}),
  );
  await expect(failing).rejects.toThrow('broken');
});
