import { describe, expect, test } from 'vitest';
import { summaryOfPortal } from '../../../src/core/journal-summary.ts';
import { createMemoryJournal } from '../../../src/engine/journal/memory.ts';
import { journalSummaries, journalSummary } from '../../../src/engine/journal/summary.ts';
import { arrival, DONE, FAILED, HOUR, message, propertyChange, SKIPPED, T0 } from './builders.ts';

const iso = (at: number) => new Date(at).toISOString();

describe('journalSummary', () => {
  test('of an empty journal says nothing of times', async () => {
    expect(await journalSummary(createMemoryJournal())).toEqual({
      received: 0,
      done: 0,
      skipped: [],
      failed: [],
      events: [],
      threadIds: [],
    });
  });

  test('counts by outcome and reason, the most frequent first', async () => {
    const journal = createMemoryJournal();
    await journal.accept(
      Array.from({ length: 8 }, () => arrival()),
      T0,
    );
    await journal.finish(1, T0, DONE);
    await journal.finish(2, T0, { ...SKIPPED, reason: 'outgoing' });
    await journal.finish(3, T0, SKIPPED);
    await journal.finish(4, T0, SKIPPED);
    await journal.finish(5, T0, FAILED);
    await journal.begin(6, T0);
    await journal.interrupt(T0);
    await journal.begin(7, T0);
    expect(await journalSummary(journal)).toMatchObject({
      received: 8,
      done: 1,
      skipped: [
        { reason: 'sender-bot', count: 2 },
        { reason: 'outgoing', count: 1 },
      ],
      failed: [
        { reason: 'timeout', count: 1 },
        { reason: 'interrupted', count: 1 },
      ],
    });
  });

  test('lists event names and threads, those heard of last at the end', async () => {
    const journal = createMemoryJournal();
    await journal.accept([arrival(message({ objectId: '502' })), arrival()], T0);
    await journal.accept([arrival(propertyChange())], T0 + HOUR);
    await journal.accept([arrival(message({ objectId: '502' }))], T0 + 2 * HOUR);
    expect(await journalSummary(journal)).toMatchObject({
      events: [
        { event: 'ticket.propertyChange', count: 1, lastAt: iso(T0 + HOUR) },
        { event: 'conversation.newMessage', count: 3, lastAt: iso(T0 + 2 * HOUR) },
      ],
      threadIds: ['501', '502'],
      firstAt: iso(T0),
      lastAt: iso(T0 + 2 * HOUR),
    });
  });

  test('leaves out what was received before a time', async () => {
    const journal = createMemoryJournal();
    await journal.accept([arrival()], T0);
    await journal.accept([arrival(message({ objectId: '502' }))], T0 + HOUR);
    const summary = await journalSummary(journal, { since: T0 + 1 });
    expect(summary).toMatchObject({ received: 1, threadIds: ['502'], firstAt: iso(T0 + HOUR) });
  });

  test('an event that was run again counts once, by its last run, and is no new delivery', async () => {
    const journal = createMemoryJournal();
    await journal.accept([arrival()], T0);
    await journal.finish(1, T0, FAILED);
    await journal.accept([arrival(message(), { replayOf: 1 })], T0 + HOUR);
    await journal.finish(2, T0 + HOUR, FAILED);
    await journal.accept([arrival(message(), { replayOf: 2 })], T0 + 2 * HOUR);
    await journal.finish(3, T0 + 2 * HOUR, DONE);
    expect(await journalSummary(journal)).toMatchObject({
      received: 1,
      done: 1,
      failed: [],
      events: [{ count: 1, lastAt: iso(T0) }],
      lastAt: iso(T0),
    });
  });

  test('is kept portal by portal, and what names none is in each', async () => {
    const { portalId: _, ...unnamed } = message();
    const journal = createMemoryJournal();
    const events = [message(), message({ portalId: 1, objectId: '502' }), message({ portalId: 1 }), unnamed];
    await journal.accept(
      events.map((event) => arrival(event)),
      T0,
    );
    const { whole, byPortal } = await journalSummaries(journal);
    expect(whole.received).toBe(4);
    expect(byPortal.map(({ portalId, summary }) => [portalId, summary.received])).toEqual([
      [null, 1],
      [4_242, 2],
      [1, 3],
    ]);
    expect(summaryOfPortal({ whole, byPortal }, 4_242)).toMatchObject({
      received: 2,
      threadIds: ['501'],
      otherPortals: [{ portalId: 1, count: 2 }],
    });
  });

  test('reads a long journal to its end', async () => {
    const journal = createMemoryJournal();
    await journal.accept(
      Array.from({ length: 2_500 }, () => arrival()),
      T0,
    );
    expect(await journalSummary(journal)).toMatchObject({ received: 2_500, events: [{ count: 2_500 }] });
  });
});
