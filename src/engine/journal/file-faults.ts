import { UsageError } from '../../files/usage-error.ts';

/** SQLite's result codes that have a sentence of their own; all others are told in SQLite's words. */
const BUSY = 5;
const NOT_A_DATABASE = 26;

export function oldSqlite(version: string, oldest: string): UsageError {
  return new UsageError(
    `This Node.js has SQLite ${version}, which can damage a journal; ${oldest} or later is needed.`,
    { hint: 'Run the engine with the newest release of Node.js 24.' },
  );
}

export function newerFile(file: string): UsageError {
  return new UsageError(`The journal ${file} was written by a newer version of opencx-hubspot.`, {
    hint: 'Update opencx-hubspot, or name another file.',
  });
}

export function foreignFile(file: string): UsageError {
  return new UsageError(`The file ${file} is not a journal of opencx-hubspot; it was left as it was.`, {
    hint: 'Name another file.',
  });
}

export function lockedFile(file: string, cause: unknown): UsageError {
  if (codeOf(cause) !== BUSY) return unusableDatabase(`${file}-lock`, cause);
  return new UsageError(`The journal ${file} is in use by another engine.`, {
    hint: 'Stop that engine, or name another file. Reading the journal is possible meanwhile.',
  });
}

/** From an error of the file system. */
export function unreadableFile(file: string, cause: unknown): UsageError {
  const code = (cause as { code?: unknown }).code;
  return new UsageError(`The journal ${file} cannot be opened: ${wordsFor(code)}.`);
}

/** From any error while the database was opened; one that has its sentence already is passed on. */
export function unusableDatabase(file: string, cause: unknown): UsageError {
  if (cause instanceof UsageError) return cause;
  if (codeOf(cause) === NOT_A_DATABASE) return foreignFile(file);
  return new UsageError(`The journal ${file} cannot be used: SQLite says "${messageOf(cause)}".`);
}

/** From an error while something was written. */
export function unwritten(cause: unknown): UsageError {
  return new UsageError(`The journal could not be written: SQLite says "${messageOf(cause)}".`);
}

function wordsFor(code: unknown): string {
  switch (code) {
    case 'ENOENT':
      return 'there is no such file or folder';
    case 'EACCES':
    case 'EPERM':
      return 'this user may not';
    case 'EISDIR':
      return 'it is a folder';
    default:
      return String(code ?? 'the system gives no reason');
  }
}

/** The primary code; the upper bits only say more about the same failure. */
function codeOf(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown }).errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
