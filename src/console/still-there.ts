/** A journal's file that is moved, removed or replaced while the console reads it. */
import { type Stats, statSync } from 'node:fs';
import type { JournalReads } from '../engine/journal/journal.ts';
import { unreadable } from '../files/text-file.ts';
import { UsageError } from '../files/usage-error.ts';

/**
 * The journal whose lists are refused while its file is elsewhere: SQLite goes on answering from what it has opened, as if
 * nothing new had come.
 *
 * @param file an absolute path
 * @throws UsageError where the file is not there to begin with
 */
export function whileThere(journal: JournalReads, file: string): JournalReads {
  const opened = statOf(file);
  return {
    ...journal,
    async list(filter) {
      const { dev, ino } = statOf(file);
      if (dev !== opened.dev || ino !== opened.ino) throw replaced(file);
      return journal.list(filter);
    },
  };
}

function statOf(file: string): Stats {
  try {
    return statSync(file);
  } catch (error) {
    throw unreadable(file, 'journal', error);
  }
}

function replaced(file: string): UsageError {
  return new UsageError(`Another file stands in the place of the journal ${file}.`, {
    hint: 'Start the console again to read that one.',
  });
}
