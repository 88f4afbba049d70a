import { UsageError } from '../../../files/usage-error.ts';
import { type Journal, type JournalReads, StepRefused } from '../journal.ts';
import { createRedaction, type RedactionOptions } from '../redaction.ts';
import { createAccepting } from './accepting.ts';
import { createCarryOver } from './carry-over.ts';
import { createDeliveries } from './deliveries.ts';
import { unusableDatabase, unwritten } from './faults.ts';
import { type JournalFile, openForReading, openForWriting } from './file.ts';
import { createGroupCommit, type Write } from './group-commit.ts';
import { createReads, type Reads } from './reads.ts';
import { createWrites } from './writes.ts';

export interface SqliteJournalOptions extends RedactionOptions {
  /** Reads beside a running engine; every write is rejected. Off by default. */
  readOnly?: boolean;
  /** For work on what a journal holds already: one that is missing is not made. Off by default. */
  mustExist?: boolean;
}

/** Where the engine keeps its journal when nothing else is said. */
export const DEFAULT_JOURNAL = 'opencx-hubspot.journal';

/**
 * The journal as an SQLite file: write-ahead log, synced at every commit, one commit for all writes of an
 * event-loop turn. One engine writes to it; readers are free at any time.
 *
 * The file is personal: sessions hold the customer's email address and what was copied from ticket properties,
 * since the engine works with both. Entries hold neither texts nor contact data unless `keepTexts` is given, and
 * a property's value goes when its event was done or skipped.
 *
 * @throws {UsageError} when SQLite is older than 3.51.3, the file is foreign, of a version that this tool does
 *   not know, older and opened for reading, in use by another engine, damaged, or cannot be opened
 */
export async function openSqliteJournal(file: string, options: SqliteJournalOptions = {}): Promise<Journal> {
  const { readOnly = false, mustExist = false, ...redaction } = options;
  const opened = readOnly ? await openForReading(file) : await openForWriting(file, { mustExist });
  try {
    return journalIn(opened, file, readOnly, redaction);
  } catch (error) {
    opened.close();
    throw unusableDatabase(file, error);
  }
}

function journalIn(
  { database, beside, close, abandon }: JournalFile,
  file: string,
  readOnly: boolean,
  redaction: RedactionOptions,
): Journal {
  const redact = createRedaction(redaction);
  const deliveries = createDeliveries(database);
  const accepting = createAccepting(database, deliveries, redact);
  const writes = createWrites(database, redact);
  const reads = readable(createReads(database, deliveries), file);
  const commits = createGroupCommit(database);
  const written = beside && createCarryOver(beside, commits);
  let refusal = readOnly ? `The journal ${file} was opened for reading only.` : undefined;

  async function commit<T>(write: Write<T>): Promise<T> {
    if (refusal !== undefined) throw new UsageError(refusal);
    try {
      const result = await commits.write(write);
      written?.();
      return result;
    } catch (error) {
      throw error instanceof StepRefused ? error : unwritten(error);
    }
  }

  function shut(): void {
    commits.flush();
    refusal = `The journal ${file} is closed.`;
  }

  return {
    ...reads,
    async waiting(after, limit) {
      if (readOnly) return reads.waiting(after, limit);
      // To be worked, events need rows of their own; who only reads sees them where they are.
      if (deliveries.takenApartUpTo() < Number.MAX_SAFE_INTEGER) await commit(accepting.takeApart(limit));
      // What came with the same commit is told at the next look: until then `next` does not find it.
      const upTo = deliveries.takenApartUpTo();
      return (await reads.waiting(after, limit)).filter(({ id }) => id <= upTo);
    },
    take: async (delivery, receivedAt) => commit(accepting.take(delivery, receivedAt)),
    accept: async (events, receivedAt) => commit(accepting.accept(events, receivedAt)),
    refuse: async (delivery) => commit(writes.refuse(delivery)),
    begin: async (id, at) => commit(accepting.takenApart(id, writes.begin(id, at))),
    record: async (entry) => commit(accepting.takenApart(entry.eventId, writes.record(entry))),
    finish: async (id, at, end) => commit(accepting.takenApart(id, writes.finish(id, at, end))),
    interrupt: async (at) => commit(writes.interrupt(at)),
    saveSession: async (session) => commit(writes.saveSession(session)),
    scheduleClose: async (close) => commit(writes.scheduleClose(close)),
    cancelClose: async (threadId) => commit(writes.cancelClose(threadId)),
    dropDamagedCloses: async () => commit(writes.dropDamagedCloses()),
    prune: async (before) => commit(writes.prune(before)),
    async close() {
      shut();
      close();
    },
    async abandon() {
      shut();
      await abandon();
    },
  };
}

/** The reads as a journal has them; where SQLite fails, on a damaged page for one, the failure is put in words. */
function readable(reads: Reads, file: string): JournalReads {
  const wrapped = Object.entries<(...given: never[]) => unknown>(reads).map(([name, read]) => [
    name,
    async (...given: never[]) => {
      try {
        return read(...given);
      } catch (error) {
        throw unusableDatabase(file, error);
      }
    },
  ]);
  return Object.fromEntries(wrapped) as JournalReads;
}
