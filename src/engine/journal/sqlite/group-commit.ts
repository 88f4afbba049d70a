import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers';

/**
 * Runs its statements and returns what they made of it. It may run a second time after a rollback, so it changes
 * nothing but the database.
 */
export type Write<T> = () => T;

export interface GroupCommit {
  /** Resolves when the write is durable; rejects, and has written nothing, when it could not be made. */
  write<T>(write: Write<T>): Promise<T>;
  /** Commits at once what is waiting. */
  flush(): void;
  /** Opens the next transaction anew where it is open, to go by what has become of the file meanwhile. */
  reopen(): void;
}

interface Waiting {
  write: Write<unknown>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/**
 * Gathers the writes of an event-loop turn and of the next one into one transaction: the price of reaching the disk
 * is paid once, however many deliveries came meanwhile. The second turn is for those that were on their way while the
 * commit before it kept the loop busy; where none are, it takes microseconds.
 *
 * The next transaction is opened with each commit: it is the engine's claim on the file, see `claim.ts`.
 */
export function createGroupCommit(database: DatabaseSync): GroupCommit {
  let waiting: Waiting[] = [];
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');

  function flush(): void {
    const group = waiting;
    waiting = [];
    if (group.length > 0) settle(group);
  }

  /** When a shared transaction fails, each write gets its own, so that one cannot spoil the others. */
  function settle(group: readonly Waiting[]): void {
    let results: unknown[];
    try {
      results = inTransaction(group);
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else for (const one of group) settle([one]);
      return;
    }
    for (const [index, { resolve }] of group.entries()) resolve(results[index]);
  }

  function inTransaction(group: readonly Waiting[]): unknown[] {
    if (!database.isTransaction) begin.run();
    try {
      const results = group.map(({ write }) => write());
      commit.run();
      return results;
    } catch (error) {
      // SQLite has rolled back by itself after some failures, such as a full disk.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    } finally {
      keepClaim();
    }
  }

  /** Where it fails, the next write tries it again and is told why. */
  function keepClaim(): void {
    try {
      begin.run();
    } catch {}
  }

  return {
    write<T>(write: Write<T>) {
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      if (waiting.length === 0) setImmediate(() => setImmediate(flush));
      waiting.push({ write, resolve: (result) => resolve(result as T), reject });
      return promise;
    },
    flush,
    reopen() {
      if (!database.isTransaction) return;
      commit.run();
      keepClaim();
    },
  };
}
