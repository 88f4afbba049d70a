import { expect, test } from 'vitest';
import { expectAboutPortal } from '../../src/doctor/answers-about.ts';
import { usageErrorOf } from '../config/folder.ts';

type Known = Parameters<typeof expectAboutPortal>[1];

const about = (...portals: number[]) =>
  portals.map((portal, place) => ({ from: `answers-${place}.yaml`, portal }));

test.each<[string, Known]>([
  ['nothing is known', []],
  ['neither portal is known', [undefined, undefined]],
  ['it is the one of the token', [1020304, undefined]],
  ['it is the one that is meant', [5060708, 1020304]],
])('answers about a portal are taken where %s', (_where, known) => {
  expect(() => expectAboutPortal(about(1020304), known)).not.toThrow();
});

test.each<[Known, string]>([
  [[5060708, undefined], 'and this run looks at portal 5060708.'],
  [[undefined, 5060708], 'and this run looks at portal 5060708.'],
  [[5060708, 1020304], 'and this run looks at portal 5060708, meant to be 1020304.'],
])('answers about another portal than %j are refused, and both are named', async (known, sentence) => {
  const { message } = await usageErrorOf(() =>
    expectAboutPortal(about(...known.flatMap((one) => one ?? []), 999), known),
  );
  expect(message).toContain(`holds answers about portal 999, ${sentence}`);
});
