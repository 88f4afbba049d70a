import { describe, expect } from 'vitest';
import { type Journal, StepRefused } from '../../../../src/engine/journal/journal.ts';
import { arrival, DONE, FAILED, message, propertyChange, SKIPPED, T0 } from '../builders.ts';
import { inJournalOf, type WithJournal } from './held.ts';

/** How events are taken, worked and listed. */
export function describeEvents(name: string, withJournal: WithJournal): void {
  const inJournal = inJournalOf(withJournal);

  describe(`${name}: events`, () => {
    inJournal('are numbered from 1 in the order of acceptance', async ({ journal }) => {
      const [first, second] = await Promise.all([
        journal.accept([arrival(), arrival()], T0),
        journal.accept([arrival()], T0 + 5),
      ]);
      expect(first.map(({ id }) => id)).toEqual([1, 2]);
      expect(second.map(({ id, receivedAt }) => [id, receivedAt])).toEqual([[3, T0 + 5]]);
      expect((await journal.list({})).map(({ id }) => id)).toEqual([1, 2, 3]);
    });

    inJournal('are handed out as they were taken', async ({ journal }) => {
      const given = arrival(message({ eventId: 7 }), { replayOf: 1 });
      const [kept] = await journal.accept([given], T0);
      expect(kept).toEqual({
        id: 1,
        ...given,
        status: 'accepted',
        reason: null,
        summary: null,
        receivedAt: T0,
        begunAt: null,
        endedAt: null,
        replayOf: 1,
      });
      expect(await journal.list({})).toEqual([kept]);
    });

    inJournal('do not change when the caller changes what was given or handed out', async ({ journal }) => {
      const given = arrival();
      const accepted = journal.accept([given], T0);
      given.event.objectId = 'changed';
      const [kept] = await accepted;
      expect(kept?.event.objectId).toBe('501');
      if (kept) kept.event.type = 'changed';
      expect((await journal.list({}))[0]?.event).toMatchObject({
        type: 'conversation.newMessage',
        objectId: '501',
      });
    });

    inJournal('an empty delivery is accepted and leaves nothing', async ({ journal }) => {
      expect(await journal.accept([], T0)).toEqual([]);
      expect((await journal.counters()).received).toBe(0);
    });

    inJournal('go from accepted to begun to their end, with the times of each', async ({ journal }) => {
      await journal.accept([arrival(), arrival(), arrival()], T0);
      for (const [index, outcome] of [DONE, SKIPPED, FAILED].entries()) {
        await journal.begin(index + 1, T0 + 1);
        await journal.finish(index + 1, T0 + 2, outcome);
      }
      const ended = { begunAt: T0 + 1, endedAt: T0 + 2 };
      expect(await journal.list({})).toMatchObject([
        { status: 'done', reason: null, summary: 'Replied.', ...ended },
        { status: 'skipped', reason: 'sender-bot', summary: 'A bot wrote it.', ...ended },
        { status: 'failed', reason: 'timeout', summary: 'HubSpot did not answer.', ...ended },
      ]);
    });

    inJournal('take no step twice, and none that skips back', async ({ journal }) => {
      await journal.accept([arrival(), arrival()], T0);
      await journal.begin(1, T0);
      await expect(journal.begin(1, T0)).rejects.toThrow('Event 1 cannot begin: it is begun.');
      await journal.finish(1, T0, DONE);
      await expect(journal.finish(1, T0, FAILED)).rejects.toThrow('Event 1 cannot end: it is done.');
      await expect(journal.begin(1, T0)).rejects.toThrow(StepRefused);
      await expect(journal.begin(9, T0)).rejects.toThrow('the journal does not hold it');
      expect((await journal.list({})).map(({ status }) => status)).toEqual(['done', 'accepted']);
    });

    inJournal('a refused step does not spoil the writes beside it', async ({ journal }) => {
      const writes = [
        journal.accept([arrival()], T0),
        journal.begin(99, T0),
        journal.accept([arrival()], T0),
      ];
      const results = await Promise.allSettled(writes);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect((await journal.list({})).map(({ id }) => id)).toEqual([1, 2]);
    });
  });

  describe(`${name}: lists`, () => {
    const fill = async (journal: Journal) => {
      await journal.accept([arrival(), arrival(message({ objectId: '502' }))], T0);
      await journal.accept([arrival(propertyChange()), arrival()], T0 + 10);
      await journal.finish(1, T0, DONE);
      await journal.finish(2, T0, SKIPPED);
      await journal.finish(3, T0, FAILED);
    };

    inJournal('are narrowed by every filter, and by several at once', async ({ journal }) => {
      await fill(journal);
      const ids = async (filter: Parameters<Journal['list']>[0]) =>
        (await journal.list(filter)).map(({ id }) => id);
      expect(await ids({ thread: '501' })).toEqual([1, 4]);
      expect(await ids({ thread: '900' })).toEqual([]);
      expect(await ids({ status: 'accepted' })).toEqual([4]);
      expect(await ids({ reason: 'timeout' })).toEqual([3]);
      expect(await ids({ type: 'ticket.propertyChange' })).toEqual([3]);
      expect(await ids({ since: T0 + 10 })).toEqual([3, 4]);
      expect(await ids({ ids: [2, 4, 77] })).toEqual([2, 4]);
      expect(await ids({ ids: [] })).toEqual([]);
      expect(await ids({ after: 2 })).toEqual([3, 4]);
      expect(await ids({ thread: '501', status: 'done', since: T0, after: 0 })).toEqual([1]);
      expect(await ids({ thread: '501', reason: 'timeout' })).toEqual([]);
    });

    inJournal('a limit keeps the newest, and after a number the next', async ({ journal }) => {
      await fill(journal);
      const ids = async (filter: Parameters<Journal['list']>[0]) =>
        (await journal.list(filter)).map(({ id }) => id);
      expect(await ids({ limit: 2 })).toEqual([3, 4]);
      expect(await ids({ limit: 9 })).toEqual([1, 2, 3, 4]);
      expect(await ids({ limit: 0 })).toEqual([]);
      expect(await ids({ after: 1, limit: 2 })).toEqual([2, 3]);
    });

    inJournal('refusals are counted and listed since a time', async ({ journal }) => {
      const late = { at: T0 + 1, status: 413, reason: 'too large', bytes: 2_000_000 };
      await journal.refuse({ at: T0, status: 401, reason: 'wrong signature', bytes: 12 });
      await journal.refuse(late);
      expect(await journal.refusals(T0 + 1)).toEqual([late]);
      expect(await journal.counters()).toMatchObject({ received: 0, refused: 2 });
    });
  });
}
