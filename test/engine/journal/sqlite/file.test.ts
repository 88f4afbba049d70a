import { chmod, link, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { requireSqlite } from '../../../../src/engine/journal/sqlite/file.ts';
import { openSqliteJournal } from '../../../../src/engine/journal/sqlite/journal.ts';
import { UsageError } from '../../../../src/files/usage-error.ts';
import { runs } from '../../../support/proof.ts';
import { arrival, DONE, delivery, message, propertyChange, T0, withFile } from '../builders.ts';

/** Makes a database of somebody else. */
function writeDatabase(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

/**
 * Commits in the write-ahead log: frames that say how large the database is with them (SQLite docs, WAL file
 * format: a header of 32 bytes, then frames of 24 bytes and a page).
 */
async function countCommits(file: string): Promise<number> {
  const log = await readFile(`${file}-wal`);
  const frameSize = 24 + log.readUInt32BE(8);
  let commits = 0;
  for (let frame = 32; frame + frameSize <= log.length; frame += frameSize) {
    if (log.readUInt32BE(frame + 4) > 0) commits += 1;
  }
  return commits;
}

async function linked(file: string): Promise<string> {
  await symlink(file, `${file}.link`);
  return `${file}.link`;
}

async function folderLinked(file: string): Promise<string> {
  const folder = `${dirname(file)}/link`;
  await symlink(dirname(file), folder);
  return join(folder, basename(file));
}

async function hardLinked(file: string): Promise<string> {
  await link(file, `${file}.link`);
  return `${file}.link`;
}

async function withoutLocks(file: string): Promise<string> {
  const folder = dirname(file);
  for (const name of await readdir(folder)) if (/lock|pid/.test(name)) await rm(join(folder, name));
  return file;
}

describe('a file that is no journal', () => {
  test.each([
    ['a text', (file: string) => writeFile(file, 'id,name\n1,Jane\n'.repeat(100))],
    [
      'a database of others',
      async (file: string) => writeDatabase(file, 'CREATE TABLE customer (name TEXT)'),
    ],
    [
      'a database with a mark of others',
      async (file: string) => writeDatabase(file, 'PRAGMA user_version = 3'),
    ],
  ])('%s is named and left as it was', (_what, write) =>
    withFile(async (file) => {
      await write(file);
      const before = await readFile(file);
      for (const readOnly of [false, true]) {
        const opened = openSqliteJournal(file, { readOnly });
        await expect(opened).rejects.toThrow(`The file ${file} is not a journal of opencx-hubspot`);
        await expect(opened).rejects.toBeInstanceOf(UsageError);
      }
      expect(await readFile(file)).toEqual(before);
      expect(await readdir(dirname(file))).toEqual(['journal.sqlite']);
    }),
  );

  test('a journal of a newer version is not touched', () =>
    withFile(async (file) => {
      await (await openSqliteJournal(file)).close();
      writeDatabase(file, 'PRAGMA user_version = 99');
      await expect(openSqliteJournal(file)).rejects.toThrow(/written by a newer version of opencx-hubspot/);
      await expect(openSqliteJournal(file, { readOnly: true })).rejects.toThrow(/newer version/);
    }));

  test('a folder, a missing folder and a file that may not be written are told in words', () =>
    withFile(async (file) => {
      const folder = dirname(file);
      await expect(openSqliteJournal(folder)).rejects.toThrow('cannot be written: it is a folder.');
      await expect(openSqliteJournal(join(folder, 'no', 'such.sqlite'))).rejects.toThrow(
        'cannot be written: it lies in a folder that does not exist.',
      );
      await expect(openSqliteJournal(file, { readOnly: true })).rejects.toThrow('does not exist.');
      expect(await readdir(folder)).toEqual([]);
    }));

  test('an empty file becomes a journal, but cannot be read as one', () =>
    withFile(async (file) => {
      await writeFile(file, '');
      await expect(openSqliteJournal(file, { readOnly: true })).rejects.toThrow('is not a journal');
      await (await openSqliteJournal(file)).close();
      await (await openSqliteJournal(file, { readOnly: true })).close();
    }));

  test.each(['/dev/null', '/dev/stdin'])('%s is named as what it is', async (device) => {
    const opened = openSqliteJournal(device);
    await expect(opened).rejects.toThrow(/is not a journal of opencx-hubspot|cannot be written/);
    await expect(opened).rejects.toBeInstanceOf(UsageError);
  });
});

describe('one engine at a time', () => {
  test('a second engine is turned away until the first has closed', () =>
    withFile(async (file) => {
      const first = await openSqliteJournal(file);
      await first.accept([arrival()], T0);
      await expect(openSqliteJournal(file)).rejects.toMatchObject({
        message: `The journal ${file} is in use by another engine.`,
        hint: expect.stringContaining('Stop that engine'),
      });
      await first.close();
      const second = await openSqliteJournal(file);
      expect(await second.waiting(0, 9)).toHaveLength(1);
      await second.close();
    }));

  const ways: [string, (file: string) => Promise<string>, RegExp][] = [
    ['by a symbolic link', linked, /is in use by another engine\.$/],
    ['by a symbolic link to its folder', folderLinked, /is in use by another engine\.$/],
    ['by a hard link', hardLinked, /has a second name \(a hard link\)/],
    ['when all that may look like a lock was removed', withoutLocks, /is in use by another engine\.$/],
  ];
  test.each(ways)('a second engine is turned away that comes %s', (_how, way, refusal) =>
    withFile(async (file) => {
      const first = await openSqliteJournal(file);
      await first.accept([arrival()], T0);
      const opened = openSqliteJournal(await way(file));
      await expect(opened).rejects.toThrow(refusal);
      await expect(opened).rejects.toBeInstanceOf(UsageError);
      await first.begin(1, T0);
      await first.close();
    }),
  );

  test('a hard link is refused whether or not an engine runs, since the log goes by the name', () =>
    withFile(async (file) => {
      await (await openSqliteJournal(file)).close();
      const other = await hardLinked(file);
      await expect(openSqliteJournal(other)).rejects.toThrow('has a second name');
      expect(await (await openSqliteJournal(other, { readOnly: true })).list({})).toEqual([]);
    }));

  test('of several that start at once on one file at most one gets it, and it is left usable', () =>
    withFile(async (file) => {
      for (const _round of Array.from({ length: runs(30) })) {
        const starts = await Promise.allSettled(Array.from({ length: 3 }, () => openSqliteJournal(file)));
        const engines = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
        expect(engines.length).toBeLessThanOrEqual(1);
        for (const start of starts)
          if (start.status === 'rejected') expect(start.reason).toBeInstanceOf(UsageError);
        for (const engine of engines) await engine.close();
      }
      await (await openSqliteJournal(file)).close();
    }));

  test('of several that start at once without a file, the one that gets it keeps it', async () => {
    for (const _round of Array.from({ length: runs(100) })) {
      await withFile(async (file) => {
        const starts = await Promise.allSettled(Array.from({ length: 4 }, () => openSqliteJournal(file)));
        const engines = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
        expect(engines.length).toBeLessThanOrEqual(1);
        for (const engine of engines) {
          await engine.accept([arrival()], T0);
          await engine.close();
          const reader = await openSqliteJournal(file, { readOnly: true });
          expect(await reader.list({})).toHaveLength(1);
          await reader.close();
        }
      });
    }
  });

  test('a reader that has it open does not keep an engine out, nor hide one', () =>
    withFile(async (file) => {
      const first = await openSqliteJournal(file);
      await first.accept([arrival()], T0);
      const reader = await openSqliteJournal(file, { readOnly: true });
      expect(await reader.list({})).toHaveLength(1);
      await expect(openSqliteJournal(file)).rejects.toThrow('is in use by another engine.');
      await first.close();
      const second = await openSqliteJournal(file);
      await second.accept([arrival()], T0);
      expect(await reader.list({})).toHaveLength(2);
      await expect(openSqliteJournal(file)).rejects.toThrow('is in use by another engine.');
      await reader.close();
      await second.close();
    }));

  test('a reader reads beside it and writes nothing', () =>
    withFile(async (file) => {
      const engine = await openSqliteJournal(file);
      const reader = await openSqliteJournal(file, { readOnly: true });
      await engine.accept([arrival()], T0);
      expect(await reader.list({})).toHaveLength(1);
      await expect(reader.accept([arrival()], T0)).rejects.toThrow('was opened for reading only');
      await expect(reader.prune(T0 + 1)).rejects.toThrow(UsageError);
      await reader.close();
      await engine.close();
    }));

  test('a reader sees what was taken and is not taken apart yet', () =>
    withFile(async (file) => {
      const engine = await openSqliteJournal(file);
      const reader = await openSqliteJournal(file, { readOnly: true });
      await engine.take(delivery([message(), message({ objectId: '502' })]), T0);
      const told = async () => [await reader.waiting(0, 9), (await reader.list({})).map(({ id }) => id)];
      const expected = [
        [
          { id: 1, lane: 'thread:501' },
          { id: 2, lane: 'thread:502' },
        ],
        [1, 2],
      ];
      expect(await told()).toEqual(expected);
      expect(await reader.waiting(1, 1)).toEqual([{ id: 2, lane: 'thread:502' }]);
      await engine.waiting(0, 9);
      expect(await told()).toEqual(expected);
      await reader.close();
      await engine.close();
    }));

  test('a journal that may only be read can be read', () =>
    withFile(async (file) => {
      const engine = await openSqliteJournal(file);
      await engine.accept([arrival()], T0);
      await engine.close();
      await chmod(file, 0o400);
      const reader = await openSqliteJournal(file, { readOnly: true });
      expect(await reader.list({})).toHaveLength(1);
      await reader.close();
    }));
});

describe('closing', () => {
  test('comes after the writes that were asked for before it', () =>
    withFile(async (file) => {
      const journal = await openSqliteJournal(file);
      const [accepted] = await Promise.all([journal.accept([arrival()], T0), journal.close()]);
      expect(accepted).toHaveLength(1);
      await expect(journal.accept([arrival()], T0)).rejects.toThrow(`The journal ${file} is closed.`);
      const next = await openSqliteJournal(file);
      expect(await next.list({})).toEqual(accepted);
      await next.close();
    }));
});

describe('what stays on the disk', () => {
  test('the files are for their owner alone', () =>
    withFile(async (file) => {
      const journal = await openSqliteJournal(file);
      await journal.accept([arrival()], T0);
      for (const name of await readdir(dirname(file))) {
        const { mode } = await stat(join(dirname(file), name));
        expect([name, (mode & 0o077).toString(8)]).toEqual([name, '0']);
      }
      await journal.close();
    }));

  test('the writes of one turn share one commit, and each turn has its own', () =>
    withFile(async (file) => {
      const journal = await openSqliteJournal(file);
      const before = await countCommits(file);
      await Promise.all(Array.from({ length: 50 }, () => journal.accept([arrival(), arrival()], T0)));
      expect(await countCommits(file)).toBe(before + 1);
      await journal.begin(1, T0);
      await journal.begin(2, T0);
      expect(await countCommits(file)).toBe(before + 3);
      await journal.close();
    }));

  test('no text of an entry and no value of an ended event is left in the journal', () =>
    withFile(async (file) => {
      const journal = await openSqliteJournal(file);
      await journal.take(delivery([propertyChange({ propertyValue: 'a secret sorrow' })]), T0);
      await journal.record({ eventId: 1, at: T0, kind: 'note', data: { text: 'a secret sorrow' } });
      await journal.finish(1, T0, DONE);
      await journal.close();
      const database = new DatabaseSync(file, { readOnly: true });
      const rows = ['delivery', 'event', 'entry'].map((table) =>
        database.prepare(`SELECT * FROM ${table}`).all(),
      );
      database.close();
      expect(JSON.stringify(rows)).not.toContain('sorrow');
    }));
});

test.each([
  ['3.51.3', true],
  ['3.53.0', true],
  ['4.0.0', true],
  ['3.51.2', false],
  ['3.9.9', false],
  ['2.99.99', false],
])('SQLite %s is good enough: %s', (version, isEnough) => {
  if (isEnough) expect(() => requireSqlite(version)).not.toThrow();
  else
    expect(() => requireSqlite(version)).toThrow(
      `has SQLite ${version}, which can damage a journal; 3.51.3 or later is needed to write one.`,
    );
});
