import type { Journal, JournalReads } from '../journal/journal.ts';

/** What is read of a journal in the middle of a work. */
const READS: readonly (keyof JournalReads)[] = ['list', 'entries', 'earlier', 'session', 'sessionOfTicket'];

/**
 * A journal whose reads are made again where they fail: what was begun is not broken off for them, since reading twice does
 * no harm. Its writes are its own.
 *
 * @param again resolves when the journal may be readable again; rejects where that is not waited for
 */
export function readingPatiently(journal: Journal, again: (error: unknown) => Promise<void>): Journal {
  async function patiently<T>(read: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await read();
      } catch (error) {
        await again(error);
      }
    }
  }

  const reads = READS.map((name) => {
    const read = journal[name] as (...given: unknown[]) => Promise<unknown>;
    return [name, (...given: unknown[]) => patiently(() => read(...given))];
  });
  return { ...journal, ...Object.fromEntries(reads) };
}
