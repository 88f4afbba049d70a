import { describe, expect } from 'vitest';
import { KEYS_KEPT_AT_LEAST } from '../../../../src/engine/decide/keys.ts';

import { MOST_REFUSALS } from '../../../../src/engine/journal/journal.ts';
import type { EngineSession } from '../../../../src/engine/session.ts';
import { arrival, DONE, HOUR, message, T0 } from '../builders.ts';
import { inJournalOf, type WithJournal } from './held.ts';

const SESSION: EngineSession = {
  threadId: '501',
  sessionId: '00000000-0000-5000-8000-000000000501',
  status: 'open',
  ticketId: '900',
  contactEmail: 'jane@example.test',
  customData: { plan: 'gold' },
  leftAiUser: false,
};

/** What outlasts a redelivery, a restart and a pruning. */
export function describeRemembering(name: string, withJournal: WithJournal): void {
  const inJournal = inJournalOf(withJournal);

  describe(`${name}: redeliveries`, () => {
    inJournal('are known by the first event with their key', async ({ journal }) => {
      const given = arrival();
      await journal.accept([given], T0);
      await journal.accept([given, arrival()], T0 + HOUR);
      await journal.accept([given], T0 + 2 * HOUR);
      expect(await journal.earlier(given.key, 4)).toBe(1);
      expect(await journal.earlier(given.key, 1)).toBeUndefined();
      expect(await journal.earlier('never seen', 99)).toBeUndefined();
    });
  });

  describe(`${name}: restart`, () => {
    inJournal('picks up what was accepted and marks what was begun, once', async ({ journal, restart }) => {
      await journal.accept([arrival(), arrival(), arrival(), arrival()], T0);
      await journal.begin(1, T0);
      await journal.begin(3, T0);
      await journal.begin(4, T0);
      await journal.finish(4, T0, DONE);
      const next = await restart();
      const interrupted = await next.interrupt(T0 + HOUR);
      expect(interrupted).toMatchObject([
        { id: 1, status: 'interrupted', endedAt: T0 + HOUR, begunAt: T0 },
        { id: 3, status: 'interrupted' },
      ]);
      expect(await next.list({ status: 'interrupted' })).toEqual(interrupted);
      expect(await next.waiting(0, 9)).toEqual([{ id: 2, lane: 'thread:501' }]);
      expect(await next.next('thread:501', 0)).toEqual([2]);
      expect(await next.next('thread:501', 2)).toEqual([]);
      expect(await next.interrupt(T0 + HOUR)).toEqual([]);
      await expect(next.finish(1, T0, DONE)).rejects.toThrow('it is interrupted');
      expect((await next.accept([arrival()], T0 + HOUR))[0]?.id).toBe(5);
    });

    inJournal(
      'hands a lane its deliveries one after another, each in its order',
      async ({ journal, restart }) => {
        const made = { messageId: 'made', occurredAt: T0 + 9, type: 'conversation.creation' };
        await journal.accept(
          [arrival(message({ occurredAt: T0 + 2 })), arrival(message({ occurredAt: T0 + 1 }))],
          T0,
        );
        await journal.accept(
          [arrival(message({ objectId: '502' })), arrival(message()), arrival(message(made))],
          T0 + 1,
        );
        const next = await restart();
        expect(await next.waiting(1, 3)).toEqual([
          { id: 2, lane: 'thread:501' },
          { id: 3, lane: 'thread:502' },
          { id: 4, lane: 'thread:501' },
        ]);
        expect(await next.next('thread:501', 0)).toEqual([2, 1]);
        expect(await next.next('thread:501', 1)).toEqual([2]);
        expect(await next.next('thread:501', 2)).toEqual([5, 4]);
        expect(await next.next('thread:502', 2)).toEqual([3]);
        expect(await next.next('thread:503', 0)).toEqual([]);
      },
    );

    inJournal('counts as refused what was not taken, and not what was taken in part', async ({ journal }) => {
      await journal.refuse({ at: T0, status: 400, reason: 'no JSON', bytes: 3 });
      await journal.refuse({ at: T0, status: 200, reason: '1 of 2 elements was left out', bytes: 3 });
      expect([(await journal.counters()).refused, (await journal.refusals(0)).length]).toEqual([1, 2]);
    });

    inJournal('keeps so many of the newest refusals', async ({ journal }) => {
      const ats = Array.from({ length: MOST_REFUSALS + 3 }, (_, index) => T0 + index);
      await Promise.all(ats.map((at) => journal.refuse({ at, status: 400, reason: 'no JSON', bytes: 3 })));
      const kept = await journal.refusals(0);
      expect([kept.length, kept[0]?.at, kept.at(-1)?.at]).toEqual([MOST_REFUSALS, ats[3], ats.at(-1)]);
      expect((await journal.counters()).refused).toBe(MOST_REFUSALS);
    });

    inJournal('keeps stories, refusals, sessions and closes', async ({ journal, restart }) => {
      await journal.accept([arrival()], T0);
      await journal.record({ eventId: 1, at: T0, kind: 'note', data: { kept: true } });
      await journal.refuse({ at: T0, status: 400, reason: 'no JSON', bytes: 3 });
      await journal.saveSession(SESSION);
      await journal.scheduleClose({ threadId: '501', dueAt: T0 + 15_000 });
      const next = await restart();
      expect(await next.entries(1)).toMatchObject([{ line: 1, data: { kept: true } }]);
      expect(await next.refusals(0)).toHaveLength(1);
      expect(await next.session('501')).toEqual(SESSION);
      expect(await next.pendingCloses()).toEqual([{ threadId: '501', dueAt: T0 + 15_000 }]);
    });
  });

  describe(`${name}: sessions and closes`, () => {
    inJournal('a session is found by its thread and by its ticket', async ({ journal }) => {
      expect(await journal.session('501')).toBeNull();
      await journal.saveSession(SESSION);
      expect(await journal.session('501')).toEqual(SESSION);
      expect(await journal.sessionOfTicket('900')).toEqual(SESSION);
      expect(await journal.sessionOfTicket('901')).toBeNull();
    });

    inJournal('saving again replaces it, and its ticket with it', async ({ journal }) => {
      await journal.saveSession(SESSION);
      const moved: EngineSession = { ...SESSION, ticketId: '901', status: 'handed-off' };
      await journal.saveSession(moved);
      expect(await journal.session('501')).toEqual(moved);
      expect(await journal.sessionOfTicket('900')).toBeNull();
      const { ticketId: _gone, ...without } = moved;
      await journal.saveSession(without);
      expect(await journal.sessionOfTicket('901')).toBeNull();
    });

    inJournal('of two threads on one ticket the later session answers', async ({ journal }) => {
      await journal.saveSession(SESSION);
      await journal.saveSession({ ...SESSION, threadId: '502' });
      await journal.saveSession({ ...SESSION, leftAiUser: true });
      expect((await journal.sessionOfTicket('900'))?.threadId).toBe('502');
    });

    inJournal('a close is scheduled anew or cancelled, and listed soonest first', async ({ journal }) => {
      await journal.scheduleClose({ threadId: '501', dueAt: T0 + 1 });
      await journal.scheduleClose({ threadId: '502', dueAt: T0 + 2 });
      await journal.scheduleClose({ threadId: '503', dueAt: T0 + 2 });
      await journal.scheduleClose({ threadId: '501', dueAt: T0 + 3 });
      await journal.cancelClose('503');
      await journal.cancelClose('599');
      expect(await journal.pendingCloses()).toEqual([
        { threadId: '502', dueAt: T0 + 2 },
        { threadId: '501', dueAt: T0 + 3 },
      ]);
    });
  });

  describe(`${name}: pruning`, () => {
    inJournal('forgets what ended, with its story, and older refusals', async ({ journal }) => {
      await journal.accept([arrival(), arrival(), arrival()], T0);
      await journal.accept([arrival()], T0 + HOUR);
      await journal.record({ eventId: 1, at: T0, kind: 'note', data: {} });
      await journal.record({ eventId: 4, at: T0, kind: 'note', data: {} });
      await journal.begin(2, T0);
      await journal.finish(1, T0, DONE);
      await journal.finish(4, T0 + HOUR, DONE);
      await journal.refuse({ at: T0, status: 400, reason: 'no JSON', bytes: 3 });
      await journal.refuse({ at: T0 + HOUR, status: 400, reason: 'no JSON', bytes: 3 });
      await journal.saveSession(SESSION);
      expect(await journal.prune(T0 + HOUR)).toBe(1);
      expect((await journal.list({})).map(({ id }) => id)).toEqual([2, 3, 4]);
      expect(await journal.entries(1)).toEqual([]);
      expect(await journal.entries(4)).toHaveLength(1);
      expect(await journal.refusals(0)).toHaveLength(1);
      expect(await journal.session('501')).toEqual(SESSION);
      expect(await journal.counters()).toMatchObject({ received: 3, open: 2, done: 1 });
    });

    inJournal('never gives a number out again', async ({ journal, restart }) => {
      await journal.accept([arrival()], T0);
      await journal.finish(1, T0, DONE);
      await journal.prune(T0 + 1);
      const next = await restart();
      expect((await next.accept([arrival()], T0))[0]?.id).toBe(2);
    });

    inJournal(
      'remembers the keys of the last 25 hours and of the last ten thousand',
      async ({ journal, restart }) => {
        const [old, young] = [arrival(), arrival()];
        await journal.accept([old], T0);
        await journal.accept([young], T0 + 2);
        await journal.accept([arrival()], T0 + 25 * HOUR + 1);
        for (const id of [1, 2, 3]) await journal.finish(id, T0, DONE);
        expect(await journal.prune(T0 + 48 * HOUR)).toBe(3);
        // The clock may have been set forward: the last ones count as young whatever it says.
        expect(await journal.earlier(old.key, 99)).toBe(1);
        await journal.accept(
          Array.from({ length: KEYS_KEPT_AT_LEAST - 2 }, () => arrival()),
          T0 + 25 * HOUR + 1,
        );
        await journal.prune(T0);
        const next = await restart();
        expect(await next.earlier(old.key, 99)).toBeUndefined();
        expect(await next.earlier(young.key, 99)).toBe(2);
        await next.accept([young, arrival()], T0 + 60 * HOUR);
        expect(await next.earlier(young.key, 4)).toBe(2);
        await next.prune(T0);
        expect(await next.earlier(young.key, 4)).toBeUndefined();
      },
    );
  });
}
