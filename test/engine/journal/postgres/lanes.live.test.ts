import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { HeldLane, WorkedJournal } from '../../../../src/engine/journal/lane-queue.ts';
import { openPostgresJournal } from '../../../../src/engine/journal/postgres/journal.ts';
import { ask, WITHOUT_QUEUE, withDatabase } from '../../../support/postgres.ts';
import { arrival, DONE, message, propertyChange, T0 } from '../builders.ts';

/** As if whoever has lanes had not been heard of for a minute. */
const UNHEARD_OF = "UPDATE opencx_hubspot_queue.job SET heartbeat_on = now() - interval '1 minute'";

const LONGEST_TAKEOVER = { timeout: 15_000, interval: 100 };

const SESSION = {
  threadId: '501',
  sessionId: '00000000-0000-0000-0000-000000000000',
  status: 'open',
  ticketId: '900',
  customData: {},
  leftAiUser: false,
} as const;

/** Journals of engines that share a database, looked after as engines do. */
function shared(
  count: number,
  run: (journals: WorkedJournal[], address: string) => Promise<void>,
): () => Promise<void> {
  return () =>
    withDatabase(async (address) => {
      const journals = await Promise.all(
        Array.from({ length: count }, () => openPostgresJournal(address, { shared: true })),
      );
      try {
        for (const { queue } of journals) await queue?.open({ onChance: () => {}, onFault: () => {} });
        await run(journals, address);
      } finally {
        for (const journal of journals) await journal.close();
      }
    });
}

async function take(journal: WorkedJournal | undefined, now = T0): Promise<HeldLane[]> {
  return (await journal?.queue?.take(10, now)) ?? [];
}

/** The one lane that there is to be taken. */
async function taken(journal: WorkedJournal | undefined, now = T0): Promise<HeldLane> {
  const [lane, ...more] = await take(journal, now);
  expect(more).toEqual([]);
  if (!lane) throw new Error('There is nothing to take.');
  return lane;
}

/** Until nothing waits in the lane. */
async function workOff({ next, journal }: HeldLane): Promise<void> {
  for (let ids = await next(); ids !== undefined && ids.length > 0; ids = await next()) {
    for (const id of ids) {
      await journal.begin(id, T0);
      await journal.finish(id, T0, DONE);
    }
  }
}

function threads(...ids: readonly string[]) {
  return ids.map((objectId) => arrival(message({ objectId })));
}

describe.skipIf(WITHOUT_QUEUE !== undefined)('lanes of a journal that engines share', () => {
  test(
    'are in one hand each, until nothing waits in them',
    shared(2, async ([one, other]) => {
      await one?.accept(threads('501', '502', '501'), T0);
      const [first] = (await one?.queue?.take(1, T0)) ?? [];
      const second = await taken(other);
      expect([first?.lane, second.lane]).toEqual(['thread:501', 'thread:502']);
      expect(await take(one)).toEqual([]);
      // What comes meanwhile is for whoever has the lane.
      await other?.accept(threads('501'), T0 + 1);
      expect(await take(other)).toEqual([]);
      expect(await first?.next()).toEqual([1, 3]);
      expect(await first?.release(T0)).toBe('more');
      expect(await first?.next()).toEqual([4]);
      expect(await first?.next()).toEqual([]);
      expect(await first?.release(T0)).toBe('released');
      await one?.accept(threads('501'), T0 + 2);
      expect((await taken(other)).lane).toBe('thread:501');
    }),
  );

  test(
    'are given back with what waits in them; what was broken off is marked',
    shared(2, async ([one, other]) => {
      await one?.accept(threads('501', '501'), T0);
      const first = await taken(one);
      const [begun = 0, waiting] = (await first.next()) ?? [];
      await first.journal.begin(begun, T0);
      await first.giveBack();
      await expect(first.journal.finish(begun, T0, DONE)).rejects.toThrow(
        'Another engine works thread:501 now.',
      );
      expect(await first.next()).toBeUndefined();
      expect(await other?.list({ status: 'interrupted' })).toMatchObject([{ id: begun }]);
      expect(await (await taken(other)).next()).toEqual([waiting]);
    }),
  );

  test(
    'go to another when somebody empties the tables of the queue; what was broken off is marked',
    shared(2, async ([one, other], address) => {
      await one?.accept(threads('501', '501'), T0);
      const late = await taken(one);
      const [begun = 0] = (await late.next()) ?? [];
      await late.journal.begin(begun, T0);
      await ask(address, 'TRUNCATE opencx_hubspot_queue.job CASCADE');
      await other?.accept(threads('501'), T0 + 1);
      await taken(other);
      expect(await other?.list({ status: 'interrupted' })).toMatchObject([{ id: begun }]);
      await expect(late.journal.finish(begun, T0, DONE)).rejects.toThrow(
        'Another engine works thread:501 now.',
      );
    }),
  );

  test(
    'of an engine that is not heard of go to another; whoever wakes up late writes nothing more',
    shared(2, async ([one, other], address) => {
      await one?.accept(threads('501', '501'), T0);
      const late = await taken(one);
      const [begun = 0, waiting = 0] = (await late.next()) ?? [];
      await late.journal.begin(begun, T0);
      await late.journal.record({ eventId: begun, at: T0, kind: 'effect-begun', data: {} });
      let next: HeldLane | undefined;
      await vi.waitFor(async () => {
        await ask(address, UNHEARD_OF);
        next = await taken(other);
      }, LONGEST_TAKEOVER);
      expect(await other?.list({ status: 'interrupted' })).toMatchObject([{ id: begun }]);
      const { journal } = late;
      const entry = { eventId: begun, at: T0, kind: 'effect-begun', data: {} } as const;
      for (const write of [
        () => journal.record(entry),
        () => journal.begin(waiting, T0),
        () => journal.finish(begun, T0, DONE),
        () => journal.saveSession(SESSION),
        () => journal.scheduleClose({ threadId: '501', dueAt: T0 }),
        () => journal.cancelClose('501'),
        () => late.release(T0),
        () => late.giveBack(),
      ])
        await expect(write()).rejects.toThrow('Another engine works thread:501 now.');
      expect(await one?.entries(begun)).toHaveLength(1);
      expect(await one?.session('501')).toBeNull();
      expect(await next?.next()).toEqual([waiting]);
      await next?.journal.begin(waiting, T0);
      await next?.journal.finish(waiting, T0, DONE);
      expect(await next?.next()).toEqual([]);
      expect(await next?.release(T0)).toBe('released');
    }),
    30_000,
  );

  test(
    'of an engine that says so stay in its hand, however long it has them',
    shared(2, async ([one, other], address) => {
      await one?.accept(threads('501'), T0);
      const lane = await taken(one);
      // Taken away from it by the clock alone, and given back to it by its word, before anybody looks.
      await ask(address, "UPDATE opencx_hubspot_queue.job SET heartbeat_on = now() - interval '5 seconds'");
      await new Promise((resolve) => setTimeout(resolve, 8_000));
      expect(await take(other)).toEqual([]);
      expect(await lane.next()).toEqual([1]);
    }),
    30_000,
  );

  test(
    'of a ticket are worked with their conversation as soon as it is known whose it is',
    shared(2, async ([one, other]) => {
      await one?.accept([arrival(propertyChange())], T0);
      const early = await taken(one);
      expect(early.lane).toBe('ticket:900');
      await one?.accept(threads('501'), T0 + 1);
      const thread = await taken(other);
      await thread.journal.saveSession(SESSION);
      // The ticket is in another hand, which finds out, and gives it up.
      expect(await thread.next()).toEqual([2]);
      expect(await early.next()).toBeUndefined();
      expect(await take(one)).toEqual([]);
      expect(await thread.next()).toEqual([1]);
      await one?.accept([arrival(propertyChange())], T0 + 2);
      expect(await take(one)).toEqual([]);
      expect(await thread.next()).toEqual([3]);
      expect(await thread.next()).toEqual([]);
      expect(await thread.release(T0)).toBe('released');
      await one?.accept([arrival(propertyChange())], T0 + 3);
      expect((await taken(one)).lane).toBe('thread:501');
    }),
  );

  test(
    'of tickets that are to be closed are taken when their time has come, by whoever looks',
    shared(2, async ([one, other]) => {
      await one?.accept(threads('501'), T0);
      const lane = await taken(one);
      expect(await lane.next()).toEqual([1]);
      await lane.journal.begin(1, T0);
      await lane.journal.finish(1, T0, DONE);
      const close = { threadId: '501', dueAt: T0 + 15_000, eventId: 1 };
      await lane.journal.scheduleClose(close);
      expect(await lane.release(T0 + 14_999)).toBe('released');
      expect(await take(other, T0 + 14_999)).toEqual([]);
      const due = await taken(other, T0 + 15_000);
      expect(await due.next()).toEqual([]);
      expect(await due.release(T0 + 15_000)).toEqual(close);
      await due.journal.cancelClose('501');
      expect(await due.release(T0 + 15_000)).toBe('released');
    }),
  );

  // Both reach the database in one transaction, as all does that came while the one before was under way.
  test.each([
    { name: 'thread:501', events: () => threads('501') },
    { name: 'ticket:900', events: () => [arrival(propertyChange())] },
  ])('are not given up over what comes in the same moment: $name', ({ name, events }) =>
    shared(2, async ([one, other]) => {
      await one?.accept(events(), T0);
      let lane = await taken(one);
      expect(lane.lane).toBe(name);
      for (const order of ['released first', 'accepted first']) {
        await workOff(lane);
        const releasing = order === 'released first' ? lane.release(T0) : undefined;
        const accepting = one?.accept(events(), T0 + 1);
        const left = await (releasing ?? lane.release(T0));
        await accepting;
        if (left === 'released') lane = await taken(other);
      }
      expect(await lane.next()).toEqual([3]);
    })(),
  );

  test(
    'are called again where nobody was ever told of what waits in them',
    shared(2, async ([one, other], address) => {
      await one?.accept(threads('501'), T0);
      await ask(address, 'DELETE FROM opencx_hubspot_queue.job');
      expect(await take(other)).toEqual([]);
      const lane = await vi.waitFor(() => taken(other), LONGEST_TAKEOVER);
      expect(await lane.next()).toEqual([1]);
    }),
  );

  test('are called anew where an engine accepted events that had the journal for itself', () =>
    withDatabase(async (address) => {
      const alone = await openPostgresJournal(address);
      await alone.accept(threads('501', '502'), T0);
      await alone.close();
      const journal = await openPostgresJournal(address, { shared: true });
      onTestFinished(() => journal.close());
      expect(await take(journal)).toEqual([]);
      await journal.queue?.open({ onChance: () => {}, onFault: () => {} });
      expect((await take(journal)).map(({ lane }) => lane).sort()).toEqual(['thread:501', 'thread:502']);
      await journal.close();
    }));

  test('are nobody else’s while an engine has the journal for itself, and the other way round', () =>
    withDatabase(async (address) => {
      const alone = await openPostgresJournal(address);
      await expect(openPostgresJournal(address, { shared: true })).rejects.toThrow('for itself');
      await alone.close();
      const one = await openPostgresJournal(address, { shared: true });
      await expect(openPostgresJournal(address)).rejects.toThrow('Engines that let others in have');
      await one.close();
      await (await openPostgresJournal(address)).close();
    }));
});
