// What the page is given of a portal has a bound, however much is in it.
import { expect, it } from 'vitest';
import { threadsOf } from '../../src/console/api/portal.ts';
import type { ThreadView } from '../../src/sandbox/people/thread-view.ts';

function portalWith(threads: number, messages: number) {
  const ids = Array.from({ length: threads }, (_, at) => String(threads - at));
  const thread = (id: string): ThreadView | undefined =>
    ids.includes(id)
      ? {
          id,
          status: 'OPEN',
          channel: 'chat',
          assignedTo: null,
          customer: { actorId: 'V-1', isContact: false },
          ticket: null,
          messages: Array.from({ length: messages }, (_, at) => ({
            id: `m${at}`,
            type: 'MESSAGE',
            from: 'customer',
            author: 'V-1',
            text: `${at}`,
            at: '2026-11-20T10:00:00Z',
          })),
        }
      : undefined;
  return { newestThreads: () => ids, thread };
}

it('lists what was written last, and says how much there is besides', () => {
  const { threads, others } = threadsOf(portalWith(250, 130), null);
  expect(threads.map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, at) => String(250 - at)));
  expect(others).toBe(150);
  expect(threads[0]?.messages.map(({ text }) => Number(text))).toEqual(
    Array.from({ length: 100 }, (_, at) => 30 + at),
  );
  expect(threads[0]?.earlier).toBe(30);
});

it('lists an older conversation that is looked at, and none that is not there', () => {
  const portal = portalWith(250, 1);
  const chosen = threadsOf(portal, '3');
  expect([chosen.threads.length, chosen.threads.at(-1)?.id, chosen.others]).toEqual([101, '3', 149]);
  expect(threadsOf(portal, 'nobody').threads).toHaveLength(100);
  expect(threadsOf(portalWith(2, 1), '1')).toMatchObject({ threads: [{ id: '2' }, { id: '1' }], others: 0 });
});
