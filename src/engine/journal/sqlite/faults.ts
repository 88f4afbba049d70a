import { unreadable } from '../../../files/text-file.ts';
import { UsageError } from '../../../files/usage-error.ts';
import { DamagedRecord } from '../journal.ts';
import { SCHEMA_VERSION } from './schema.ts';

/** Why a journal's file cannot be used, as sentences that name the file and say what to do about it. */

/** SQLite's result codes that have a sentence of their own; all others are put in SQLite's words. */
const BUSY = 5;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

export function oldSqlite(version: string, oldest: string): UsageError {
  return new UsageError(
    `This Node.js has SQLite ${version}, which can damage a journal; ${oldest} or later is needed to write one.`,
    {
      hint: 'Run the engine with Node.js 22.23 or later, or with the newest 24; everything else works with this one.',
    },
  );
}

export function newerFile(file: string, version: number): UsageError {
  return new UsageError(
    `The journal ${file} is of version ${version}, written by a newer version of opencx-hubspot; this one reads version ${SCHEMA_VERSION}.`,
    { hint: 'Update opencx-hubspot, or name another file.' },
  );
}

/** Of a file that is opened for reading, which leaves it as it is. */
export function olderFile(file: string, version: number): UsageError {
  return new UsageError(
    `The journal ${file} is of version ${version}, written by an older version of opencx-hubspot; this one reads version ${SCHEMA_VERSION}.`,
    {
      hint: 'It is brought up to date as soon as it is opened for writing: by `engine start`, `engine replay --run` or `engine journal --prune`.',
    },
  );
}

export function unknownVersion(file: string, version: number): UsageError {
  return new UsageError(
    `The journal ${file} is of version ${version}, which no opencx-hubspot has written; it was left as it was.`,
    { hint: 'Name another file.' },
  );
}

export function notMigrated(file: string, version: number, cause: unknown): UsageError {
  return new UsageError(
    `The journal ${file} of version ${version} could not be brought up to version ${SCHEMA_VERSION} and was left as it was: SQLite says "${messageOf(cause)}".`,
    { hint: 'Name another file; the version of opencx-hubspot that wrote this one can still read it.' },
  );
}

export function foreignFile(file: string): UsageError {
  return new UsageError(`The file ${file} is not a journal of opencx-hubspot; it was left as it was.`, {
    hint: 'Name another file.',
  });
}

export function cutFile(file: string): UsageError {
  return damagedFile(file, 'its end is missing');
}

function damagedFile(file: string, how: string): UsageError {
  return new DamagedRecord(`The journal ${file} cannot be used, it is damaged: ${how}.`, {
    hint: 'Put back a whole copy of it, or name another file.',
  });
}

/** Another engine has the journal. */
export class JournalInUse extends UsageError {}

export function lockedFile(file: string): JournalInUse {
  return new JournalInUse(`The journal ${file} is in use by another engine.`, {
    hint: 'Stop that engine, or name another file. Reading the journal is possible meanwhile.',
  });
}

/** Of a file with hard links. */
export function namedTwice(file: string): UsageError {
  return new UsageError(
    `The journal ${file} has a second name (a hard link), so that two engines could write to it unseen.`,
    { hint: 'Remove the other name, or make a copy and name that; a symbolic link may stay.' },
  );
}

/** Whether somebody else has the lock that was asked for. */
export function isBusy(error: unknown): boolean {
  return codeOf(error) === BUSY;
}

/** From any error while the database was opened or read; what SQLite has not thrown is passed on. */
export function unusableDatabase(file: string, cause: unknown): unknown {
  switch (codeOf(cause)) {
    case undefined:
      return cause;
    case NOT_A_DATABASE:
      return foreignFile(file);
    case CORRUPT:
      return damagedFile(file, `SQLite says "${messageOf(cause)}"`);
    case BUSY:
      return new UsageError(`The journal ${file} is locked by another program, so it cannot be read now.`, {
        hint: 'Close the tool that has it open for writing, or read a copy of it; an engine locks nobody out.',
      });
    default:
      return new UsageError(`The journal ${file} cannot be used: SQLite says "${messageOf(cause)}".`);
  }
}

/** From an error while something was written. */
export function unwritten(cause: unknown): UsageError {
  const Kind = codeOf(cause) === CORRUPT ? DamagedRecord : UsageError;
  return new Kind(`The journal could not be written: SQLite says "${messageOf(cause)}".`);
}

/** SQLite's primary code; the upper bits only say more about the same failure. */
function codeOf(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown }).errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** With what writes a journal, where there is none. */
export function unread(file: string, label: string, error: unknown): UsageError {
  const { message } = unreadable(file, label, error);
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return new UsageError(
    message,
    isMissing ? { hint: '`opencx-hubspot engine start` writes one; --journal FILE names another.' } : {},
  );
}
