/** Opens a journal wherever it is: a file, or a Postgres database. */
import { resolve } from 'node:path';
import { isStoreAddress, shownAddress } from '../../core/store-address.ts';
import { UsageError } from '../../files/usage-error.ts';
import type { WorkedJournal } from './lane-queue.ts';
import { openSqliteJournal, type SqliteJournalOptions } from './sqlite/journal.ts';
import { SCHEMA_VERSION } from './sqlite/schema.ts';

export interface JournalOptions extends SqliteJournalOptions {
  /**
   * Other engines may work what it holds at the same time, which a file cannot do. `as found`: where engines share it, beside
   * them. Off by default.
   */
  shared?: boolean | 'as found';
}

/**
 * Where the journal of a run is.
 *
 * @param named a file or an address
 * @param cwd where a relative path begins
 * @returns a whole path or an address
 */
export function journalPlace(named: string, cwd: string): string {
  return isStoreAddress(named) ? named : resolve(cwd, named);
}

/** The place as it may be shown: an address without its password. */
export function shownPlace(place: string): string {
  return isStoreAddress(place) ? shownAddress(place) : place;
}

/** Version of the tables of a journal there that this tool can read. */
export async function tablesVersion(place: string): Promise<number> {
  if (!isStoreAddress(place)) return SCHEMA_VERSION;
  return (await import('./postgres/schema.ts')).SCHEMA_VERSION;
}

/** @throws UsageError where it cannot be opened so */
export async function openJournal(place: string, options: JournalOptions = {}): Promise<WorkedJournal> {
  if (!isStoreAddress(place)) {
    if (options.shared === true) throw notShared(place);
    return openSqliteJournal(place, options);
  }
  const { openPostgresJournal } = await import('./postgres/journal.ts');
  return openPostgresJournal(place, options);
}

/**
 * Opens a journal, works with it, and closes it however the work ends.
 *
 * @throws {UsageError} as `openJournal` does
 */
export async function withJournal<T>(
  place: string,
  options: JournalOptions,
  work: (journal: WorkedJournal) => Promise<T>,
): Promise<T> {
  const journal = await openJournal(place, options);
  try {
    return await work(journal);
  } finally {
    await journal.close();
  }
}

function notShared(place: string): UsageError {
  return new UsageError(`One engine at a time writes to a journal file, and ${place} is one.`, {
    hint: 'Name a Postgres database with --store or OPENCX_HUBSPOT_STORE, or leave out --shared.',
  });
}
