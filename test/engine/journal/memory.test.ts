import { expect, test } from 'vitest';
import { createMemoryJournal, ENDED_KEPT } from '../../../src/engine/journal/memory.ts';
import { arrival, DONE, SKIPPED, T0 } from './builders.ts';
import { describeJournal } from './conformance.ts';

describeJournal('memory', async (run, options) => {
  const journal = createMemoryJournal(options);
  await run({ journal, restart: async () => journal });
});

test('of many ended events the oldest only count, and what is open stays', async () => {
  const journal = createMemoryJournal();
  const first = arrival();
  await journal.accept([arrival(), first, ...Array.from({ length: ENDED_KEPT + 1 }, () => arrival())], T0);
  await journal.record({ eventId: 2, at: T0, kind: 'note', data: {} });
  for (let id = 2; id <= ENDED_KEPT + 3; id += 1) await journal.finish(id, T0, id % 2 === 0 ? SKIPPED : DONE);
  expect(await journal.list({})).toHaveLength(ENDED_KEPT + 1);
  expect((await journal.list({ limit: ENDED_KEPT + 1 }))[0]).toMatchObject({ id: 1, status: 'accepted' });
  expect(await journal.entries(2)).toEqual([]);
  expect(await journal.counters()).toMatchObject({
    received: ENDED_KEPT + 3,
    open: 1,
    done: ENDED_KEPT / 2 + 1,
    skipped: { 'sender-bot': ENDED_KEPT / 2 + 1 },
  });
  expect(await journal.earlier(first.key, 99)).toBe(2);
});
