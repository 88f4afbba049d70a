import { setTimeout as delay } from 'node:timers/promises';
import type { UsageError } from '../../../files/usage-error.ts';
import type { Connection } from './connection.ts';
import { storeInUse, storeNotShared, storeShared, takenOver } from './faults.ts';

/** Numbers of an advisory lock: 'OCHJ' in ASCII, and what is locked. */
const LOCKS = 0x4f43_484a;
const CLAIM = 1;
const MIGRATION = 2;
const LIBRARY = 3;

/** How often a lock is looked at before its holder is taken for another engine that runs. */
const LOOKS = 4;

/** Between two looks, in milliseconds: so long a server may take to notice that an engine was killed. */
const BETWEEN_LOOKS = 250;

/** Holds the lock under which tables are made and changed, until the transaction ends. */
export async function lockMigration({ ask }: Connection): Promise<void> {
  await ask('SELECT pg_advisory_xact_lock($1, $2)', [LOCKS, MIGRATION]);
}

/** Runs while no other engine makes or changes the tables of the queue's library. */
export async function lockingLibrary<T>({ ask }: Connection, run: () => Promise<T>): Promise<T> {
  await ask('SELECT pg_advisory_lock($1, $2)', [LOCKS, LIBRARY]);
  try {
    return await run();
  } finally {
    await ask('SELECT pg_advisory_unlock($1, $2)', [LOCKS, LIBRARY]);
  }
}

/**
 * An engine's claim on a journal: an advisory lock of the session that it writes with, so that Postgres drops it when
 * the process or the way to it ends, and nothing can be written by whoever has lost it.
 */
export interface Claim {
  /** Claims the journal again after the session was lost. @throws TakenOver where another engine has it for itself since */
  renew(connection: Connection): Promise<void>;
}

/**
 * A claim beside those of other engines: all of them work the journal, and each lane has a hand of its own.
 *
 * @throws UsageError where an engine has it for itself
 */
export async function share(connection: Connection, shown: string): Promise<Claim> {
  await lock(connection, 'pg_try_advisory_lock_shared', () => storeNotShared(shown));
  await connection.ask('UPDATE claim SET term = term + 1');
  return { renew: (next) => lock(next, 'pg_try_advisory_lock_shared', () => takenOver(shown)) };
}

/** Whether engines have the journal that let others in. */
export async function isShared({ ask }: Connection): Promise<boolean> {
  const [row] = await ask(
    `SELECT EXISTS (
      SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = database
      WHERE locktype = 'advisory' AND classid = $1::int8::oid AND objid = $2::int8::oid AND mode = 'ShareLock' AND granted
        AND datname = current_database()
    ) AS shared`,
    [LOCKS, CLAIM],
  );
  return row?.['shared'] === true;
}

/** @throws UsageError where another engine has it */
export async function claim(connection: Connection, shown: string): Promise<Claim> {
  await lock(connection, 'pg_try_advisory_lock', async () =>
    (await isShared(connection)) ? storeShared(shown) : storeInUse(shown),
  );
  const [row] = await connection.ask('UPDATE claim SET term = term + 1 RETURNING term');
  const term = row?.['term'];
  let session = await sessionOf(connection);

  return {
    async renew(next) {
      // The server may not know yet that the session is over, which nobody can use any more.
      await next.ask(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND backend_start::text = $2',
        session,
      );
      await lock(next, 'pg_try_advisory_lock', () => takenOver(shown));
      const [now] = await next.ask('SELECT term FROM claim');
      if (now?.['term'] !== term) throw takenOver(shown);
      session = await sessionOf(next);
    },
  };
}

type Locking = 'pg_try_advisory_lock' | 'pg_try_advisory_lock_shared';

async function lock(
  { ask }: Connection,
  locking: Locking,
  fault: () => UsageError | Promise<UsageError>,
): Promise<void> {
  for (let look = 1; ; look += 1) {
    const [row] = await ask(`SELECT ${locking}($1, $2) AS locked`, [LOCKS, CLAIM]);
    if (row?.['locked'] === true) return;
    if (look === LOOKS) throw await fault();
    await delay(BETWEEN_LOOKS);
  }
}

async function sessionOf({ ask }: Connection): Promise<unknown[]> {
  const [row] = await ask(
    'SELECT pid, backend_start::text AS since FROM pg_stat_activity WHERE pid = pg_backend_pid()',
  );
  return [row?.['pid'], row?.['since']];
}
