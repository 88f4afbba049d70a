import { constants } from 'node:fs';
import { access, open, realpath, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { unwritable } from '../../../files/text-file.ts';
import { UsageError } from '../../../files/usage-error.ts';
import { claim } from './claim.ts';
import {
  cutFile,
  foreignFile,
  isBusy,
  JournalInUse,
  lockedFile,
  namedTwice,
  newerFile,
  notMigrated,
  olderFile,
  oldSqlite,
  unknownVersion,
  unread,
  unusableDatabase,
} from './faults.ts';
import { APPLICATION_ID, MIGRATIONS, SCHEMA, SCHEMA_VERSION, TRIAL } from './schema.ts';

/** Before it, a write-ahead log could be reset under a reader's hands and damage the file. */
const OLDEST_SQLITE = '3.51.3';

/** Milliseconds to wait for a lock that another program holds for the moment of one write. */
const BUSY_TIMEOUT = 5_000;

/** The same while an engine starts, which is to fail soon or not at all. */
const BUSY_TIMEOUT_AT_START = 300;

/** Keeps the index of the dedupe keys at hand, which every event is looked up in. */
const CACHE_KIB = 8 * 1024;

const READ_AND_WRITE = constants.R_OK | constants.W_OK;

export interface JournalFile {
  database: DatabaseSync;
  /** Another connection to a file that is written to, without a transaction of its own: see `carry-over.ts`. */
  beside?: DatabaseSync;
  /** Gives the file back to the next engine. */
  close(): void;
  /** As `close`; a file that was made by this opening goes again where nothing has come into it. */
  abandon(): Promise<void>;
}

/** @throws {UsageError} */
export async function openForReading(file: string): Promise<JournalFile> {
  const size = await sizeOf(file, constants.R_OK);
  const database = new DatabaseSync(resolve(file), { readOnly: true, timeout: BUSY_TIMEOUT });
  try {
    const version = versionOf(database, file);
    if (version === null) throw foreignFile(file);
    requireWhole(database, file, size);
    if (version < SCHEMA_VERSION) throw olderFile(file, version);
    const close = () => database.close();
    return { database, close, abandon: async () => close() };
  } catch (error) {
    database.close();
    throw unusableDatabase(file, error);
  }
}

/**
 * Opens the file for the one engine that writes to it, and makes it where there is none and need not be one,
 * readable by its owner alone. A journal of an older version is brought up to date first. A write transaction is open
 * in it from then on, which keeps other engines out (`claim.ts`).
 *
 * @throws {UsageError}
 */
export async function openForWriting(
  file: string,
  { mustExist }: { mustExist: boolean },
): Promise<JournalFile> {
  requireSqlite(sqliteVersion());
  const isNew = !mustExist && (await isMade(file));
  try {
    return await openAndClaim(file, { isNew, fault: mustExist ? unread : unwritable });
  } catch (error) {
    // Another engine may have claimed the file as soon as it was there: then it is that one's.
    if (isNew && !(error instanceof JournalInUse)) await remove(file);
    throw error;
  }
}

/** @param fault puts in words why the file cannot be used, where SQLite has not been asked yet */
async function openAndClaim(
  file: string,
  { isNew, fault }: { isNew: boolean; fault: typeof unread },
): Promise<JournalFile> {
  const size = await sizeOf(file, READ_AND_WRITE, fault);
  await expectPlaceBeside(file);
  const database = new DatabaseSync(resolve(file), { timeout: BUSY_TIMEOUT_AT_START });
  try {
    // Judged before anything is written: a file that is no journal is left as it was.
    versionOf(database, file);
    requireWhole(database, file, size);
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA wal_autocheckpoint = 0;
      PRAGMA cache_size = -${CACHE_KIB};
    `);
    database.exec('PRAGMA busy_timeout = 0');
    if (!(await claim(database))) throw lockedFile(file);
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
    migrate(database, file);
    const beside = new DatabaseSync(resolve(file));
    const close = () => {
      beside.close();
      database.close();
    };
    const abandon = async () => {
      const leavesNothing = isNew && !holdsAnything(database);
      close();
      if (leavesNothing) await remove(file);
    };
    return { database, beside, close, abandon };
  } catch (error) {
    database.close();
    throw isBusy(error) ? lockedFile(file) : unusableDatabase(file, error);
  }
}

/** @throws {UsageError} unless the version is 3.51.3 or later */
export function requireSqlite(version: string): void {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0, oldestPatch = 0] = OLDEST_SQLITE.split('.').map(Number);
  const difference = major - oldestMajor || minor - oldestMinor || patch - oldestPatch;
  if (difference < 0) throw oldSqlite(version, OLDEST_SQLITE);
}

function sqliteVersion(): string {
  const database = new DatabaseSync(':memory:');
  const version = database.prepare('SELECT sqlite_version() AS version').get()?.['version'];
  database.close();
  return String(version);
}

/**
 * Bytes of a file that may be used so, as it is asked without opening it: closing it again would take away the locks
 * that SQLite holds on it in this process (SQLite docs, "How To Corrupt An SQLite Database File").
 */
async function sizeOf(file: string, mode: number, fault = unread): Promise<number> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    if (!found.isFile()) throw foreignFile(file);
    // SQLite calls its log after the file, so under another name it would not see what is still in the log.
    if (mode & constants.W_OK && found.nlink > 1) throw namedTwice(file);
    await access(file, mode);
    return found.size;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw fault(file, 'journal', error);
  }
}

/** Whether there was no such file, and an empty one was made. */
async function isMade(file: string): Promise<boolean> {
  try {
    await (await open(file, 'ax', 0o600)).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw unwritable(file, 'journal', error);
  }
}

/** With what SQLite keeps beside it. */
async function remove(file: string): Promise<void> {
  for (const name of [file, `${file}-wal`, `${file}-shm`]) await rm(name, { force: true });
}

function holdsAnything(database: DatabaseSync): boolean {
  return numberFrom(database, 'SELECT EXISTS (SELECT 1 FROM event UNION ALL SELECT 1 FROM refusal)') === 1;
}

/** SQLite keeps its log beside the file, so that the folder has to be writable too. */
async function expectPlaceBeside(file: string): Promise<void> {
  const folder = dirname(await realpath(file));
  await access(folder, constants.W_OK).catch((error: unknown) => {
    throw unwritable(folder, 'folder of the journal', error);
  });
}

/** Where a file ends within its last page, SQLite takes what is missing for zeros. */
function requireWhole(database: DatabaseSync, file: string, size: number): void {
  if (size % numberFrom(database, 'PRAGMA page_size') !== 0) throw cutFile(file);
}

/**
 * Makes the tables, or brings those of an older journal up to date, in the transaction that is open: a failure or a
 * crash on the way leaves the file as it was.
 */
function migrate(database: DatabaseSync, file: string): void {
  const version = versionOf(database, file);
  const isOld = version !== null && version < SCHEMA_VERSION;
  try {
    if (version === null) database.exec(SCHEMA);
    if (isOld) bringUpToDate(database, version);
    expectWritable(database);
    if (version === SCHEMA_VERSION) return;
    database.exec('COMMIT');
  } catch (error) {
    throw isOld ? notMigrated(file, version, error) : error;
  }
  database.exec('BEGIN IMMEDIATE');
}

function bringUpToDate(database: DatabaseSync, version: number): void {
  for (let from = version; from < SCHEMA_VERSION; from += 1) database.exec(MIGRATIONS.get(from) ?? '');
  database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
}

/** Each table is written to and nothing of it kept: damage at its end would otherwise show with the first delivery. */
function expectWritable(database: DatabaseSync): void {
  database.exec(`SAVEPOINT trial; ${TRIAL} ROLLBACK TO trial; RELEASE trial;`);
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
