import { expect, test, vi } from 'vitest';
import type { Connection } from '../../../../src/engine/journal/postgres/connection.ts';
import { ConnectionLost } from '../../../../src/engine/journal/postgres/faults.ts';
import { createGroupCommit } from '../../../../src/engine/journal/postgres/group-commit.ts';
import { Line } from '../../../../src/engine/journal/postgres/line.ts';
import type { Ask } from '../../../../src/engine/journal/postgres/reads.ts';

/** A session that does nothing, and what it was asked. */
function session(answer: (sql: string) => Promise<void> = async () => {}) {
  const asked: string[] = [];
  const ask: Ask = async (sql) => {
    asked.push(sql);
    await answer(sql);
    return [{ number: 1 }];
  };
  const connection: Connection = {
    ask,
    query: async () => ({ rows: [], rowCount: 0 }),
    isLost: () => false,
    cut() {},
    async end() {},
  };
  return { asked, commits: createGroupCommit(new Line(connection, async () => connection)) };
}

/** Asks one statement after the other. */
function statements(...texts: readonly string[]) {
  return async (ask: Ask) => {
    for (const text of texts) await ask(text);
    return texts.length;
  };
}

test('of those that share a transaction, who has the last turn sees all that the others wrote', async () => {
  const { asked, commits } = session();
  const outcomes = [
    commits.write(statements('look', 'let go'), 0, 'last'),
    commits.write(statements('add', 'call'), 0),
    commits.write(statements('note', 'note more', 'note the rest'), 0),
  ];
  expect(await Promise.all(outcomes)).toEqual([2, 2, 3]);
  // Before the first, the writer is introduced.
  expect(asked[1]).toBe('BEGIN');
  expect(asked.slice(3)).toEqual([
    'add',
    'note',
    'call',
    'note more',
    'note the rest',
    'look',
    'let go',
    'COMMIT',
  ]);
});

test('while it is not known whether a transaction came through, whoever comes later is sent away in time', async () => {
  const lost = new ConnectionLost('Nothing answers.');
  let isLost = false;
  let isBack = false;
  const connection: Connection = {
    async ask(sql) {
      if (sql !== 'COMMIT') return [{ number: 1 }];
      isLost = true;
      throw lost;
    },
    query: async () => ({ rows: [], rowCount: 0 }),
    isLost: () => isLost,
    cut() {},
    async end() {},
  };
  const next: Connection = { ...connection, ask: async () => [{ last_commit: 1 }], isLost: () => false };
  const open = async () => {
    if (!isBack) throw lost;
    return next;
  };
  const commits = createGroupCommit(new Line(connection, open));
  const inDoubt = commits.write(statements('add'), 0);
  await vi.waitFor(() => expect(isLost).toBe(true));
  await expect(commits.write(statements('come later'), 0)).rejects.toBe(lost);
  isBack = true;
  expect(await inDoubt).toBe(1);
});

test('whoever waits behind a transaction that the database does not answer is sent away in time', async () => {
  let isSilent = true;
  const answer = Promise.withResolvers<void>();
  const { commits } = session(async (sql) => {
    if (sql === 'COMMIT' && isSilent) await answer.promise;
  });
  const underWay = commits.write(statements('add'), 0);
  await new Promise((begun) => setImmediate(begun));
  await expect(commits.write(statements('come later'), 0)).rejects.toThrow('timeout');
  isSilent = false;
  answer.resolve();
  expect(await underWay).toBe(1);
  expect(await commits.write(statements('come last'), 0)).toBe(1);
});
