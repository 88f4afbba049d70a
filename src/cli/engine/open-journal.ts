import { UsageError } from '../../config/index.ts';
import {
  type Journal,
  JournalUnusable,
  openSqliteJournal,
  type SqliteJournalOptions,
} from '../../engine/journal/index.ts';

/** Where the engine keeps its journal when nothing else is said. */
export const DEFAULT_JOURNAL = 'opencx-hubspot.journal';

/** @throws UsageError for a file that is no journal, is newer than this tool, or is held by another engine */
export async function openJournal(file: string, options: SqliteJournalOptions = {}): Promise<Journal> {
  try {
    return await openSqliteJournal(file, options);
  } catch (error) {
    if (error instanceof JournalUnusable)
      throw new UsageError(error.message, error.hint === undefined ? {} : { hint: error.hint });
    throw error;
  }
}

/**
 * For work on what a journal holds already: opened for writing, one that is missing would be made.
 *
 * @throws UsageError for a file that is missing or no journal
 */
export async function requireJournal(file: string): Promise<void> {
  await withJournal(file, { readOnly: true }, async () => {});
}

/** Opens a journal, works with it, and closes it however the work ends. */
export async function withJournal<T>(
  file: string,
  options: SqliteJournalOptions,
  work: (journal: Journal) => Promise<T>,
): Promise<T> {
  const journal = await openJournal(file, options);
  try {
    return await work(journal);
  } finally {
    await journal.close();
  }
}
