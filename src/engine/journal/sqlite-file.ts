import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  foreignFile,
  lockedFile,
  newerFile,
  oldSqlite,
  unreadableFile,
  unusableDatabase,
} from './file-faults.ts';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './sqlite-schema.ts';

/** Before it, a write-ahead log could be reset under a reader's hands and damage the file. */
const OLDEST_SQLITE = '3.51.3';

/** Milliseconds to wait for a lock that another program holds for the moment of one write. */
const BUSY_TIMEOUT = 5_000;

/** Pages of the write-ahead log before it is carried over: 16 MB, so that a burst seldom has to wait for it. */
const CHECKPOINT_PAGES = 4_000;

/** Keeps the index of the dedupe keys at hand, which every event is looked up in. */
const CACHE_KIB = 32 * 1024;

export interface JournalFile {
  database: DatabaseSync;
  /** Gives the file back to the next engine. */
  close(): void;
}

/** @throws {UsageError} */
export async function openForReading(file: string): Promise<JournalFile> {
  await touch(file, 'r');
  const database = new DatabaseSync(resolve(file), { readOnly: true, timeout: BUSY_TIMEOUT });
  try {
    requireSqlite(sqliteVersion(database));
    if (!holdsJournal(database, file)) throw foreignFile(file);
    return { database, close: () => database.close() };
  } catch (error) {
    database.close();
    throw unusableDatabase(file, error);
  }
}

/**
 * Opens the file for the one engine that writes to it, and makes it where there is none and need not be one,
 * readable by its owner alone.
 *
 * @throws {UsageError}
 */
export async function openForWriting(
  file: string,
  { mustExist }: { mustExist: boolean },
): Promise<JournalFile> {
  await touch(file, mustExist ? 'r+' : 'a');
  const database = new DatabaseSync(resolve(file), { timeout: BUSY_TIMEOUT });
  let claim: DatabaseSync | undefined;
  try {
    requireSqlite(sqliteVersion(database));
    // Judged before anything is written: a file that is no journal is left as it was.
    holdsJournal(database, file);
    claim = await claimFile(file);
    prepare(database, file);
  } catch (error) {
    database.close();
    claim?.close();
    throw unusableDatabase(file, error);
  }
  const held = claim;
  return {
    database,
    close() {
      database.close();
      held.close();
    },
  };
}

/** @throws {UsageError} unless the version is 3.51.3 or later */
export function requireSqlite(version: string): void {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0, oldestPatch = 0] = OLDEST_SQLITE.split('.').map(Number);
  const difference = major - oldestMajor || minor - oldestMinor || patch - oldestPatch;
  if (difference < 0) throw oldSqlite(version, OLDEST_SQLITE);
}

/** With the file's folder, so that a missing file or a closed door is told in words and not as a number. */
async function touch(file: string, flags: 'r' | 'r+' | 'a'): Promise<void> {
  try {
    const handle = await open(file, flags, 0o600);
    await handle.close();
  } catch (error) {
    throw unreadableFile(file, error);
  }
}

/**
 * The engine's claim on the file: a lock on a file beside it, which the system drops when the process ends in
 * whatever way. A lock on the journal itself would keep readers out too.
 */
async function claimFile(file: string): Promise<DatabaseSync> {
  const lockFile = `${file}-lock`;
  await touch(lockFile, 'a');
  const claim = new DatabaseSync(resolve(lockFile), { timeout: 0 });
  try {
    claim.exec('BEGIN EXCLUSIVE');
    return claim;
  } catch (error) {
    claim.close();
    throw lockedFile(file, error);
  }
}

function prepare(database: DatabaseSync, file: string): void {
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
    PRAGMA cache_size = -${CACHE_KIB};
  `);
  database.exec('BEGIN IMMEDIATE');
  if (!holdsJournal(database, file)) database.exec(SCHEMA);
  database.exec('COMMIT');
}

/**
 * false: the file is still empty.
 *
 * @throws {UsageError} where it holds something else, or a journal that this version cannot read
 */
function holdsJournal(database: DatabaseSync, file: string): boolean {
  const applicationId = numberFrom(database, 'PRAGMA application_id');
  const version = numberFrom(database, 'PRAGMA user_version');
  if (applicationId === APPLICATION_ID) {
    if (version > SCHEMA_VERSION) throw newerFile(file);
    return true;
  }
  const tables = numberFrom(database, 'SELECT count(*) FROM sqlite_schema');
  if (applicationId === 0 && version === 0 && tables === 0) return false;
  throw foreignFile(file);
}

function numberFrom(database: DatabaseSync, sql: string): number {
  return Number(Object.values(database.prepare(sql).get() ?? {})[0]);
}

function sqliteVersion(database: DatabaseSync): string {
  return String(database.prepare('SELECT sqlite_version() AS version').get()?.['version']);
}
