import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createGroupCommit, type GroupCommit } from '../../../../src/engine/journal/sqlite/group-commit.ts';

let database: DatabaseSync;
let commits: GroupCommit;

beforeEach(() => {
  database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE word (text TEXT NOT NULL UNIQUE)');
  commits = createGroupCommit(database);
});
afterEach(() => database.close());

function write(...texts: string[]): Promise<number> {
  const insert = database.prepare('INSERT INTO word VALUES (?)');
  return commits.write(() => {
    for (const text of texts) insert.run(text);
    return texts.length;
  });
}

function words(): unknown[] {
  const rows = database.prepare('SELECT text FROM word ORDER BY rowid').all();
  return rows.map(({ text }) => text);
}

test('writes wait for the end of the turn, keep their order and hand back their results', async () => {
  const all = Promise.all([write('one'), write('two', 'three')]);
  expect(words()).toEqual([]);
  expect(await all).toEqual([1, 2]);
  expect(words()).toEqual(['one', 'two', 'three']);
  expect(database.isTransaction, 'the next transaction is open').toBe(true);
});

test('flush commits at once', () => {
  void write('one');
  commits.flush();
  expect(words()).toEqual(['one']);
});

test('what waits is not lost where the transaction is opened anew', async () => {
  await write('one');
  const two = write('two');
  commits.reopen();
  expect(database.isTransaction, 'the next transaction is open').toBe(true);
  expect(await two).toBe(1);
  expect(words()).toEqual(['one', 'two']);
});

test('one write that fails leaves nothing behind and spoils no other', async () => {
  const results = await Promise.allSettled([write('one'), write('new', 'one'), write('two')]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(words()).toEqual(['one', 'two']);
});

test('a full disk is told to those who cannot be served, and later writes go on', async () => {
  const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count']);
  database.exec(`PRAGMA max_page_count = ${pages + 2}`);
  const long = 'x'.repeat(100_000);
  const results = await Promise.allSettled([write('one'), write(long), write('two')]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  await expect(write(long)).rejects.toThrow('database or disk is full');
  database.exec('PRAGMA max_page_count = 1000');
  await write(long);
  expect(words()).toEqual(['one', 'two', long]);
});
