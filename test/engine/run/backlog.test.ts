/** What waits, waits in the journal. */
import { readFile, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { createMemoryJournal } from '../../../src/engine/journal/memory.ts';
import { openSqliteJournal } from '../../../src/engine/journal/sqlite/journal.ts';
import { engineWorld, newMessage, ticketChange } from '../engine-world.ts';
import { delivery, withFile } from '../journal/builders.ts';

/** A journal in whose lanes is only what was asked for as waiting, as where a delivery waits as it came. */
function takingApartWhenAsked() {
  const journal = createMemoryJournal();
  const { waiting, next } = journal;
  let upTo = 0;
  return Object.assign(journal, {
    async waiting(after: number, limit: number) {
      const page = await waiting(after, limit);
      upTo = Math.max(upTo, ...page.map(({ id }) => id));
      return page;
    },
    next: async (lane: string, after: number) => (await next(lane, after)).filter((id) => id <= upTo),
  });
}

describe('a backlog of many conversations', () => {
  it('is worked to its end, each in order, with few of them in memory at once', async () => {
    const journal = createMemoryJournal();
    const read: string[] = [];
    const { next } = journal;
    const world = await engineWorld({
      journal: Object.assign(journal, {
        next(lane: string, after: number) {
          read.push(lane);
          return next(lane, after);
        },
      }),
      lanes: 3,
      respond: async (_conversation, signal) => {
        await world.time.wait(1_000, signal);
        return { kind: 'silent' };
      },
    });
    const { portal, time } = world;
    const threads = Array.from({ length: 10 }, (_, index) => `${index + 1}`);
    for (const thread of threads) portal.addThread(thread);
    const events = await world.receive(
      ...[...threads, ...threads].map((thread) => newMessage(thread, portal.customerWrites(thread, 'Hi').id)),
    );
    await time.settle();
    expect(new Set(read)).toEqual(new Set(['thread:1', 'thread:2', 'thread:3']));
    expect((await journal.counters()).open).toBe(20);
    await world.finish();
    expect(await Promise.all(events.map(world.endOf))).toEqual(events.map(() => 'done'));
    const begun = (await journal.list({})).toSorted(
      (a, b) => (a.begunAt ?? 0) - (b.begunAt ?? 0) || a.id - b.id,
    );
    for (const thread of threads) {
      const ids = begun.filter(({ lane }) => lane === `thread:${thread}`).map(({ id }) => id);
      expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    }
  });

  it('of one conversation holds up no other', async () => {
    const world = await engineWorld({
      lanes: 2,
      respond: async ({ threadId }, signal) => {
        if (threadId === '1') await world.time.wait(1_000, signal);
        return { kind: 'silent' };
      },
    });
    const { portal, time } = world;
    portal.addThread('1');
    portal.addThread('2');
    const flood = Array.from({ length: 600 }, () => newMessage('1', portal.customerWrites('1', 'Hi').id));
    await world.receive(...flood);
    const [other] = await world.receive(newMessage('2', portal.customerWrites('2', 'Hi').id));
    await time.settle();
    expect(await world.endOf(other)).toBe('done');
    expect((await world.journal.counters()).open).toBe(600);
    world.engine.stop();
  });

  it('a close waits for what came in its conversation before it, also where that was not read yet', async () => {
    const world = await engineWorld({
      journal: takingApartWhenAsked(),
      lanes: 1,
      respond: async ({ threadId }, signal) => {
        if (threadId === '2') await world.time.wait(30_000, signal);
        return { kind: 'resolve' };
      },
    });
    const { portal, time } = world;
    const stageNow = () => portal.tickets.get(ticketId)?.stageId;
    const ticketId = await portal.hubspot.createTicket({ properties: { hs_pipeline_stage: '2' } });
    portal.addThread('1', { ticketId });
    portal.addThread('2');
    await world.receive(newMessage('1', portal.customerWrites('1', 'Thanks').id));
    await world.finish();
    // The one lane is busy when the close is due, and behind it waits what calls the close off.
    await world.receive(newMessage('2', portal.customerWrites('2', 'Hi').id));
    await time.advance(10_000);
    const [late] = await world.receive(newMessage('1', portal.customerWrites('1', 'One more thing').id));
    await time.advance(10_000);
    expect([await world.endOf(late), stageNow()]).toEqual(['accepted', '2']);
    await time.advance(20_000);
    expect([await world.endOf(late), stageNow()]).toEqual(['done', '2']);
    await time.advance(15_000);
    expect(stageNow()).toBe('4');
  });

  it('that cannot be read is looked at again, and told of once', async () => {
    const journal = createMemoryJournal();
    const { waiting } = journal;
    let isFull = true;
    const faults: string[] = [];
    const world = await engineWorld({
      journal: Object.assign(journal, {
        async waiting(after: number, limit: number) {
          if (isFull && (await waiting(after, limit)).length > 0) throw new Error('The disk is full.');
          return waiting(after, limit);
        },
      }),
      onFault: ({ event }) => faults.push(event),
    });
    world.portal.addThread('1');
    const [event] = await world.receive(newMessage('1', world.portal.customerWrites('1', 'Hi').id));
    await world.time.advance(20_000);
    expect([await world.endOf(event), faults]).toEqual(['accepted', ['waits']]);
    isFull = false;
    await world.time.advance(2_000);
    await world.finish();
    expect([await world.endOf(event), faults]).toEqual(['done', ['waits']]);
  });

  it.each(['next', 'list', 'earlier', 'session', 'sessionOfTicket'] as const)(
    'and of which one look fails, `%s`, is worked in its order when that is over',
    async (name) => {
      const journal = createMemoryJournal({ keepTexts: true });
      const read = journal[name] as (...given: unknown[]) => Promise<never>;
      let fails = false;
      journal[name] = async (...given: unknown[]) => {
        // The world itself looks with a limit.
        if (fails && !Object.hasOwn(Object(given[0]), 'limit')) throw new Error('The way to it is cut.');
        return read(...given);
      };
      const faults: string[] = [];
      const world = await engineWorld({ journal, onFault: ({ event }) => faults.push(event) });
      const { portal, time } = world;
      const ticketId = await portal.hubspot.createTicket({ properties: { hs_pipeline_stage: '1' } });
      portal.addThread('1', { ticketId });
      const written = (text: string) => newMessage('1', portal.customerWrites('1', text).id);
      await world.receive(written('A'));
      await world.finish();
      fails = true;
      const later = [written('B'), ticketChange(ticketId, 'subject', 'Order 7'), written('C')];
      const events = (await Promise.all(later.map((event) => world.receive(event)))).flat();
      await time.advance(20_000);
      expect(faults).toEqual(['waits']);
      fails = false;
      await time.advance(2_000);
      await world.finish();
      expect(await Promise.all(events.map(world.endOf))).toEqual(['done', 'done', 'done']);
      const texts = world.asked.map(({ turns }) => turns.at(-1)?.text);
      expect(texts).toEqual(['A', 'B', 'C']);
    },
  );
});

describe('a damaged journal', () => {
  /** Three messages that wait, in conversations of their own. */
  async function waiting(file: string) {
    const before = await engineWorld({ journal: await openSqliteJournal(file) });
    before.engine.stop();
    const { portal, journal } = before;
    for (const thread of ['1', '2', '3']) portal.addThread(thread);
    const texts = ['1', '2', '3'].map((thread) => newMessage(thread, portal.customerWrites(thread, 'Hi').id));
    for (const text of texts) await before.receive(text);
    await journal.waiting(0, texts.length);
    await journal.close();
    return portal;
  }

  function inDatabase(file: string, ...statements: string[]): void {
    const database = new DatabaseSync(file);
    for (const sql of statements) database.exec(sql);
    database.close();
  }

  it.each([
    ['no JSON', `UPDATE event SET body = '{"type":' WHERE id = 2`],
    ['no object', `UPDATE event SET body = 'null' WHERE id = 2`],
    ['with a number that is none', 'UPDATE event SET received_at = 9223372036854775807 WHERE id = 2'],
  ])('one row of it, %s, is marked as failed and hides no other', (_how, sql) =>
    withFile(async (file) => {
      await waiting(file);
      inDatabase(file, sql);
      const journal = await openSqliteJournal(file);
      const world = await engineWorld({ journal });
      for (const thread of ['1', '2', '3']) world.portal.addThread(thread);
      await world.engine.idle();
      expect(await journal.counters()).toMatchObject({ open: 0, failed: { 'damaged-in-journal': 1 } });
      await journal.close();
    }),
  );

  it('a delivery that was not taken apart is marked as failed, and hides no other', () =>
    withFile(async (file) => {
      const portal = await waiting(file);
      const sent = await openSqliteJournal(file);
      for (const thread of ['1', '2'])
        await sent.take(
          delivery([1, 2].map(() => newMessage(thread, portal.customerWrites(thread, 'Hi').id))),
          9,
        );
      await sent.close();
      inDatabase(file, `UPDATE delivery SET body = x'5b' WHERE last_id = 5`);
      const journal = await openSqliteJournal(file);
      expect((await journal.list({ after: 3 })).map(({ id, damaged }) => [id, damaged])).toEqual([
        [4, true],
        [5, true],
        [6, undefined],
        [7, undefined],
      ]);
      const world = await engineWorld({ journal });
      await world.engine.idle();
      expect(await journal.counters()).toMatchObject({ open: 0, failed: { 'damaged-in-journal': 2 } });
      await journal.close();
    }));

  it('a page of one row cannot be marked, is told of, and hides no other', () =>
    withFile(async (file) => {
      await waiting(file);
      // A body that stands on pages of its own.
      const long = `json_set(body, '$.sourceId', printf('%.*c', 9000, 'x'))`;
      inDatabase(file, `UPDATE event SET body = ${long} WHERE id = 2`, 'PRAGMA wal_checkpoint(TRUNCATE)');
      const bytes = await readFile(file);
      const page = Math.floor(bytes.indexOf('x'.repeat(4_080)) / 4_096);
      bytes.fill(0xff, page * 4_096, (page + 1) * 4_096);
      await writeFile(file, bytes);
      const journal = await openSqliteJournal(file);
      const faults: string[] = [];
      const world = await engineWorld({ journal, onFault: ({ event }) => faults.push(event) });
      await world.engine.idle();
      expect(faults).toEqual(['passed-over']);
      expect((await journal.list({})).map(({ id, status, damaged }) => [id, status, damaged])).toEqual([
        [1, 'failed', undefined],
        [2, 'accepted', true],
        [3, 'failed', undefined],
      ]);
      await journal.close();
    }));

  it('a close that it cannot tell any more is dropped and told of', () =>
    withFile(async (file) => {
      await waiting(file);
      inDatabase(
        file,
        `INSERT INTO pending_close (thread_id, due_at) VALUES ('7', 9223372036854775807)`,
        `INSERT INTO pending_close (thread_id, due_at, event_id) VALUES ('8', 1, -5)`,
      );
      const journal = await openSqliteJournal(file);
      const told: string[] = [];
      const world = await engineWorld({ journal, onDamage: (threads) => told.push(...threads) });
      expect(told.toSorted()).toEqual(['7', '8']);
      expect(await journal.pendingCloses()).toEqual([]);
      await world.engine.drain();
      await journal.close();
    }));
});
