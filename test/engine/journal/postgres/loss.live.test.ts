import { describe, expect, test } from 'vitest';
import type { Journal } from '../../../../src/engine/journal/journal.ts';
import { openPostgresJournal } from '../../../../src/engine/journal/postgres/journal.ts';
import {
  ask,
  startServer,
  stopServer,
  WITHOUT_POSTGRES,
  withDatabase,
  withServer,
} from '../../../support/postgres.ts';
import { arrival, DONE, T0 } from '../builders.ts';

const END_SESSIONS =
  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'opencx-hubspot' AND datname = current_database()";

/** Keeps an event and works it to its end, again and again, until it is told to stop; says how many it was. */
async function workOn(journal: Journal, isOver: () => boolean): Promise<number> {
  let worked = 0;
  for (; !isOver(); worked += 1) {
    const [event] = await journal.accept([arrival()], T0);
    const id = event?.id ?? 0;
    await journal.begin(id, T0);
    await journal.record({ eventId: id, at: T0, kind: 'note', data: {} });
    await journal.finish(id, T0, DONE);
  }
  return worked;
}

describe.skipIf(WITHOUT_POSTGRES !== undefined)('a journal whose database goes away', () => {
  test('keeps each write once, however often its session is ended', () =>
    withDatabase(async (address) => {
      const journal = await openPostgresJournal(address);
      let isOver = false;
      const working = [1, 2, 3].map(() => workOn(journal, () => isOver));
      for (let times = 0; times < 5; times += 1) {
        await ask(address, 'SELECT pg_sleep(0.1)', END_SESSIONS);
      }
      isOver = true;
      const worked = (await Promise.all(working)).reduce((sum, each) => sum + each, 0);
      expect(await journal.counters()).toMatchObject({ received: worked, done: worked, open: 0 });
      for (const { id } of await journal.list({})) expect(await journal.entries(id)).toHaveLength(1);
      await journal.close();
    }));

  test('waits where it lets nobody in for a while', () =>
    withDatabase(async (address) => {
      const url = new URL(address);
      const name = url.pathname.slice(1);
      await ask(address, `CREATE ROLE ${name} LOGIN`, `ALTER DATABASE ${name} OWNER TO ${name}`);
      url.username = name;
      const journal = await openPostgresJournal(url.href);
      const [event] = await journal.accept([arrival()], T0);
      await ask(address, `ALTER DATABASE ${name} CONNECTION LIMIT 0`, END_SESSIONS);
      const begun = journal.begin(event?.id ?? 0, T0);
      const read = journal.list({ ids: [event?.id ?? 0] });
      await ask(address, 'SELECT pg_sleep(0.6)', `ALTER DATABASE ${name} CONNECTION LIMIT -1`);
      await begun;
      expect(await read).toMatchObject([{ id: event?.id }]);
      await journal.close();
    }));

  test('that is stopped as by a crash, and comes back', () =>
    withServer(async (address, server) => {
      const journal = await openPostgresJournal(address);
      let isOver = false;
      const working = workOn(journal, () => isOver);
      stopServer(server);
      startServer(server);
      await journal.refuse({ at: T0, status: 400, reason: 'x', bytes: 1 });
      isOver = true;
      const worked = await working;
      expect(await journal.counters()).toMatchObject({ received: worked, done: worked, refused: 1 });
      await journal.close();
    }));

  test('is given up where another engine has it since', () =>
    withDatabase(async (address) => {
      const first = await openPostgresJournal(address);
      const [event] = await first.accept([arrival()], T0);
      await first.begin(event?.id ?? 0, T0);
      await ask(address, END_SESSIONS);
      const second = await openPostgresJournal(address);
      expect(await second.interrupt(T0)).toHaveLength(1);
      const late = first.record({ eventId: event?.id ?? 0, at: T0, kind: 'effect-begun', data: {} });
      await expect(late).rejects.toThrow('Another engine has taken over the journal');
      expect(await second.entries(event?.id ?? 0)).toEqual([]);
      // Also when that one has ended.
      await second.close();
      await expect(first.finish(event?.id ?? 0, T0, DONE)).rejects.toThrow('Another engine has taken over');
      await first.close();
    }));
});
