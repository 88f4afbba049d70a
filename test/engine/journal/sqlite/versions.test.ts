/** Journals of other versions, and files that are none or were damaged: migrated or refused by name. */
import { copyFile, open, readdir, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { openSqliteJournal } from '../../../../src/engine/journal/sqlite/journal.ts';
import { SCHEMA_VERSION } from '../../../../src/engine/journal/sqlite/schema.ts';
import { UsageError } from '../../../../src/files/usage-error.ts';
import { arrival, DONE, message, T0, withFile } from '../builders.ts';
import { DECISION, keyOf, SESSION, storedEvent, writeVersion1 } from './version-1.ts';

function inDatabase<T>(file: string, work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** Tables with their columns and indexes, however they came about. */
function shapeOf(file: string) {
  return inDatabase(file, (database) => {
    const all = (sql: string) => database.prepare(sql).all();
    const tables = all("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    const [version] = all('PRAGMA user_version');
    return {
      version,
      tables: tables.map(({ name }) => ({
        name,
        how: all(`SELECT wr, strict FROM pragma_table_list('${name}')`),
        columns: all(`PRAGMA table_xinfo(${name})`),
        indexes: all(`SELECT name, "unique", origin FROM pragma_index_list('${name}') ORDER BY name`),
      })),
    };
  });
}

/** Every open, writing and reading, is refused with this sentence and changes nothing. */
async function expectRefused(file: string, sentence: string | RegExp, hint?: RegExp): Promise<void> {
  const before = await readFile(file);
  for (const options of [{}, { mustExist: true }, { readOnly: true }]) {
    const refusal = await openSqliteJournal(file, options).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UsageError);
    expect((refusal as UsageError).message).toMatch(sentence);
    expect((refusal as UsageError).message).toContain(file);
    if (hint) expect((refusal as UsageError).hint).toMatch(hint);
  }
  expect(await readFile(file)).toEqual(before);
  // A reader leaves a log behind, which holds nothing.
  expect(await readFile(`${file}-wal`).catch(() => Buffer.of())).toEqual(Buffer.of());
}

describe('a journal of version 1', () => {
  test('opened for writing has the tables of a new one', () =>
    withFile(async (file) => {
      writeVersion1(file);
      await (await openSqliteJournal(file)).close();
      const fresh = `${file}-fresh`;
      await (await openSqliteJournal(fresh)).close();
      expect(shapeOf(file)).toEqual(shapeOf(fresh));
    }));

  test('keeps all that it held', () =>
    withFile(async (file) => {
      writeVersion1(file);
      const journal = await openSqliteJournal(file);
      expect(await journal.counters()).toEqual({
        received: 5,
        open: 2,
        done: 2,
        interrupted: 0,
        skipped: { 'sender-bot': 1 },
        failed: {},
        refused: 1,
      });
      expect(await journal.list({ ids: [1] })).toEqual([
        {
          id: 1,
          event: storedEvent('m1'),
          key: keyOf('m1'),
          lane: 'thread:501',
          status: 'done',
          reason: null,
          summary: 'It ended done.',
          receivedAt: T0,
          begunAt: T0 + 1,
          endedAt: T0 + 2,
          replayOf: null,
        },
      ]);
      expect(await journal.entries(1)).toEqual([
        { eventId: 1, line: 1, at: T0 + 1, kind: 'decision', data: DECISION },
        {
          eventId: 1,
          line: 2,
          at: T0 + 2,
          kind: 'effect-begun',
          effect: 'schedule-close',
          data: { threadId: '501', milliseconds: 15_000 },
        },
        { eventId: 1, line: 3, at: T0 + 3, kind: 'effect-done', effect: 'schedule-close', data: null },
      ]);
      expect(await journal.earlier(keyOf('m0'), 1_000)).toBe(77);
      expect(await journal.refusals(0)).toEqual([
        { at: T0, status: 401, reason: 'The v3 signature does not fit.', bytes: 12 },
      ]);
      expect(await journal.sessionOfTicket('900')).toEqual(SESSION);
      await journal.close();
    }));

  test('knows of each close which event resolved the conversation, where it still holds that', () =>
    withFile(async (file) => {
      writeVersion1(file);
      const journal = await openSqliteJournal(file);
      expect(await journal.pendingCloses()).toEqual([
        { threadId: '501', dueAt: T0 + 17_000, eventId: 3 },
        { threadId: '502', dueAt: T0 + 18_000, eventId: 4 },
        { threadId: '503', dueAt: T0 + 19_000 },
      ]);
      await journal.close();
    }));

  test('goes on where it stood', () =>
    withFile(async (file) => {
      writeVersion1(file);
      const journal = await openSqliteJournal(file);
      expect((await journal.interrupt(T0)).map(({ id }) => id)).toEqual([4]);
      expect((await journal.waiting(0, 9)).map(({ id }) => id)).toEqual([5]);
      await journal.begin(5, T0);
      await journal.record({ eventId: 1, at: T0, kind: 'note', data: { note: 'Ticket 900 was closed.' } });
      await journal.finish(5, T0, DONE);
      const [accepted] = await journal.accept([arrival(message({ messageId: 'm6' }))], T0);
      expect(accepted?.id).toBe(6);
      await journal.close();
      const reader = await openSqliteJournal(file, { readOnly: true });
      expect((await reader.entries(1)).map(({ line, kind }) => `${line} ${kind}`)).toContain('4 note');
      expect(await reader.counters()).toMatchObject({ received: 6, open: 1, done: 3, interrupted: 1 });
      await reader.close();
    }));

  test('that was killed in the middle loses nothing of what was durable', () =>
    withFile(async (file) => {
      const killed = `${file}-killed`;
      const other = new DatabaseSync(killed);
      other.exec('PRAGMA journal_mode = WAL');
      other.prepare('SELECT * FROM sqlite_schema').all();
      // The other connection keeps the log from being carried over, as a kill does.
      writeVersion1(killed);
      for (const suffix of ['', '-wal']) await copyFile(killed + suffix, file + suffix);
      other.close();
      expect((await readFile(`${file}-wal`)).length).toBeGreaterThan(0);
      const journal = await openSqliteJournal(file);
      expect(await journal.counters()).toMatchObject({ received: 5, refused: 1 });
      expect(await journal.entries(3)).toHaveLength(2);
      await journal.close();
    }));

  test('is refused by name where it is only to be read, and left as it was', () =>
    withFile(async (file) => {
      writeVersion1(file);
      const before = await readFile(file);
      await expect(openSqliteJournal(file, { readOnly: true })).rejects.toMatchObject({
        name: 'UsageError',
        message: `The journal ${file} is of version 1, written by an older version of opencx-hubspot; this one reads version ${SCHEMA_VERSION}.`,
        hint: expect.stringContaining('`engine start`'),
      });
      expect(await readFile(file)).toEqual(before);
    }));

  test('is not touched while another engine has it', () =>
    withFile(async (file) => {
      writeVersion1(file);
      const engine = new DatabaseSync(file);
      engine.exec('BEGIN IMMEDIATE');
      const before = await readFile(file);
      await expect(openSqliteJournal(file)).rejects.toThrow(
        `The journal ${file} is in use by another engine.`,
      );
      expect(await readFile(file)).toEqual(before);
      engine.close();
    }));

  test.each([
    ['at its first step', 'CREATE TABLE entry (mine TEXT)'],
    ['at its second step', 'ALTER TABLE pending_close ADD COLUMN event_id INTEGER'],
    ['at its last step', 'ALTER TABLE event RENAME COLUMN lane TO way'],
  ])('whose migration fails %s is left as it was, and so named', (_when, sql) =>
    withFile(async (file) => {
      writeVersion1(file);
      inDatabase(file, (database) => database.exec(sql));
      const before = await readFile(file);
      for (const options of [{}, { mustExist: true }]) {
        await expect(openSqliteJournal(file, options)).rejects.toMatchObject({
          name: 'UsageError',
          message: expect.stringMatching(
            new RegExp(
              `^The journal ${file} of version 1 could not be brought up to version ${SCHEMA_VERSION} and was left as it was: SQLite says ".+"\\.$`,
            ),
          ),
          hint: expect.stringContaining('Name another file'),
        });
      }
      expect(await readFile(file)).toEqual(before);
      expect(await readdir(dirname(file))).toEqual(['journal.sqlite']);
    }),
  );
});

describe('a version that no release wrote', () => {
  test.each([0, -1])('is refused by name: %d', (version) =>
    withFile(async (file) => {
      writeVersion1(file);
      inDatabase(file, (database) => database.exec(`PRAGMA user_version = ${version}`));
      await expectRefused(
        file,
        `of version ${version}, which no opencx-hubspot has written; it was left as it was`,
        /Name another file/,
      );
    }),
  );

  test('such as a later one is refused by name, with the version that can be read', () =>
    withFile(async (file) => {
      await (await openSqliteJournal(file)).close();
      inDatabase(file, (database) => database.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`));
      await expectRefused(
        file,
        `is of version ${SCHEMA_VERSION + 1}, written by a newer version of opencx-hubspot; this one reads version ${SCHEMA_VERSION}.`,
        /Update opencx-hubspot/,
      );
    }));
});

describe('a file that is something else', () => {
  test('is refused, also where its tables are called like ours', () =>
    withFile(async (file) => {
      writeVersion1(file);
      inDatabase(file, (database) => database.exec('PRAGMA application_id = 0'));
      await expectRefused(file, 'is not a journal of opencx-hubspot; it was left as it was');
    }));

  test.each([
    [SCHEMA_VERSION, /cannot be used: SQLite says "no such table: \w+"/],
    [SCHEMA_VERSION - 1, /was left as it was: SQLite says "no such table: \w+"/],
  ])('is refused where it carries our mark, of version %d, and none of our tables', (version, sentence) =>
    withFile(async (file) => {
      inDatabase(file, (database) =>
        database.exec(`
          PRAGMA journal_mode = WAL;
          PRAGMA application_id = ${0x4f43_484a};
          PRAGMA user_version = ${version};
          CREATE TABLE customer (name TEXT);`),
      );
      const before = await readFile(file);
      for (const options of [{}, { mustExist: true }])
        await expect(openSqliteJournal(file, options)).rejects.toThrow(sentence);
      expect(await readFile(file)).toEqual(before);
    }),
  );
});

describe('a damaged journal', () => {
  async function filled(file: string): Promise<number> {
    const journal = await openSqliteJournal(file);
    await Promise.all(Array.from({ length: 200 }, () => journal.accept([arrival()], T0)));
    await journal.close();
    return (await readFile(file)).length;
  }

  test.each([
    ['in the middle', (size: number) => Math.floor(size / 2)],
    ['by its last byte', (size: number) => size - 1],
    ['after its first page', () => 4_096],
    ['within its first page', () => 2_000],
    ['within its header', () => 60],
  ])('cut %s is refused by name', (_where, lengthOf) =>
    withFile(async (file) => {
      await truncate(file, lengthOf(await filled(file)));
      await expectRefused(file, /cannot be used, it is damaged: |is not a journal of/);
    }),
  );

  test('is named where the damage shows only when it is read', () =>
    withFile(async (file) => {
      const size = await filled(file);
      const handle = await open(file, 'r+');
      await handle.write(Buffer.alloc(size - 3 * 4_096, 0xff), 0, undefined, 3 * 4_096);
      await handle.close();
      const reader = await openSqliteJournal(file, { readOnly: true });
      await expect(reader.list({})).rejects.toThrow(UsageError);
      await expect(reader.list({})).rejects.toThrow(`The journal ${file} cannot be used, it is damaged`);
      await reader.close();
    }));
});
