import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { isBusy } from './faults.ts';

/** How often a lock is looked at before its holder is taken for absent. */
const LOOKS = 4;

/** Between two looks, in milliseconds: an engine is without its lock for the end of one commit at most. */
const BETWEEN_LOOKS = 60;

/**
 * Claims a journal for one engine, by SQLite's own locks on the database, so that it does not matter by which name
 * the file was reached, and the system drops the claim when the process ends in whatever way.
 *
 * An engine keeps a write transaction open, and opens the next one with each commit; readers are free beside it.
 * Whoever can shut everybody out for a moment is alone, and no engine can be between two transactions then. Otherwise
 * somebody has the file open, and the write lock tells a reader, who never has it, from an engine, who always does but
 * for that moment.
 *
 * @param database in write-ahead mode, without a busy timeout
 * @returns whether the journal is this engine's now; a write transaction is open then
 * @throws SQLite's own errors but for a lock that somebody has
 */
export async function claim(database: DatabaseSync): Promise<boolean> {
  if (isAlone(database)) return hold(database);
  for (let look = 1; look < LOOKS; look += 1) {
    if (!hold(database)) return false;
    database.exec('ROLLBACK');
    await delay(BETWEEN_LOOKS);
  }
  return hold(database);
}

function isAlone(database: DatabaseSync): boolean {
  // A connection locks the file from its first read on.
  const read = () => database.prepare('SELECT count(*) FROM sqlite_schema').get();
  read();
  database.exec('PRAGMA locking_mode = EXCLUSIVE');
  const alone = taken(() => database.exec('BEGIN EXCLUSIVE'));
  if (alone) database.exec('ROLLBACK');
  database.exec('PRAGMA locking_mode = NORMAL');
  // The lock is given back with the next read, not before.
  read();
  return alone;
}

/** Opens the write transaction that an engine always has open. */
function hold(database: DatabaseSync): boolean {
  return taken(() => database.exec('BEGIN IMMEDIATE'));
}

function taken(lock: () => void): boolean {
  try {
    lock();
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}
