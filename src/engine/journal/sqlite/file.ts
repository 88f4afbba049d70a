import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { unreadable, unwritable } from '../../../files/text-file.ts';
import {
  cutFile,
  foreignFile,
  lockedFile,
  newerFile,
  notMigrated,
  olderFile,
  oldSqlite,
  unknownVersion,
  unusableDatabase,
} from './faults.ts';
import { APPLICATION_ID, MIGRATIONS, SCHEMA, SCHEMA_VERSION } from './schema.ts';

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
  const size = await touch(file, 'r');
  const database = new DatabaseSync(resolve(file), { readOnly: true, timeout: BUSY_TIMEOUT });
  try {
    requireSqlite(sqliteVersion(database));
    const version = versionOf(database, file);
    if (version === null) throw foreignFile(file);
    requireWhole(database, file, size);
    if (version < SCHEMA_VERSION) throw olderFile(file, version);
    return { database, close: () => database.close() };
  } catch (error) {
    database.close();
    throw unusableDatabase(file, error);
  }
}

/**
 * Opens the file for the one engine that writes to it, and makes it where there is none and need not be one,
 * readable by its owner alone. A journal of an older version is brought up to date first.
 *
 * @throws {UsageError}
 */
export async function openForWriting(
  file: string,
  { mustExist }: { mustExist: boolean },
): Promise<JournalFile> {
  const size = await touch(file, mustExist ? 'r+' : 'a');
  const database = new DatabaseSync(resolve(file), { timeout: BUSY_TIMEOUT });
  let claim: DatabaseSync | undefined;
  try {
    requireSqlite(sqliteVersion(database));
    // Judged before anything is written: a file that is no journal is left as it was.
    versionOf(database, file);
    requireWhole(database, file, size);
    claim = await claimFile(file);
    migrate(database, file);
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

/**
 * Opens and closes the file, so that a missing file or a closed door is put in words and not as a number; resolves to
 * its bytes.
 */
async function touch(file: string, flags: 'r' | 'r+' | 'a'): Promise<number> {
  try {
    const handle = await open(file, flags, 0o600);
    try {
      const found = await handle.stat();
      // To be read, a folder is opened without a word.
      if (found.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
      return found.size;
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw flags === 'a' ? unwritable(file, 'journal', error) : unreadable(file, 'journal', error);
  }
}

/** Where a file ends within its last page, SQLite takes what is missing for zeros. */
function requireWhole(database: DatabaseSync, file: string, size: number): void {
  if (size % numberFrom(database, 'PRAGMA page_size') !== 0) throw cutFile(file);
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

/**
 * Makes this version of an older journal, in one transaction, so that a failure or a crash on the way leaves the old
 * one. Nobody else writes to the file meanwhile: the engine has its claim on it.
 */
function migrate(database: DatabaseSync, file: string): void {
  const version = versionOf(database, file);
  if (version === null || version === SCHEMA_VERSION) return;
  try {
    inTransaction(database, () => {
      for (let from = version; from < SCHEMA_VERSION; from += 1) {
        database.exec(MIGRATIONS.get(from) ?? '');
      }
      database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
    });
  } catch (error) {
    throw notMigrated(file, version, error);
  }
}

function prepare(database: DatabaseSync, file: string): void {
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
    PRAGMA cache_size = -${CACHE_KIB};
  `);
  inTransaction(database, () => {
    if (versionOf(database, file) === null) database.exec(SCHEMA);
  });
}

function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    // SQLite has rolled back by itself after some failures, such as a full disk.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/**
 * The version of the journal that the file holds, from 1 to this tool's own; null where the file is still empty.
 *
 * @throws {UsageError} where it holds something else, or a journal of a version that this tool does not know
 */
function versionOf(database: DatabaseSync, file: string): number | null {
  const applicationId = numberFrom(database, 'PRAGMA application_id');
  const version = numberFrom(database, 'PRAGMA user_version');
  if (applicationId === APPLICATION_ID) {
    if (version > SCHEMA_VERSION) throw newerFile(file, version);
    if (version < 1) throw unknownVersion(file, version);
    return version;
  }
  const tables = numberFrom(database, 'SELECT count(*) FROM sqlite_schema');
  if (applicationId === 0 && version === 0 && tables === 0) return null;
  throw foreignFile(file);
}

function numberFrom(database: DatabaseSync, sql: string): number {
  return Number(Object.values(database.prepare(sql).get() ?? {})[0]);
}

function sqliteVersion(database: DatabaseSync): string {
  return String(database.prepare('SELECT sqlite_version() AS version').get()?.['version']);
}
