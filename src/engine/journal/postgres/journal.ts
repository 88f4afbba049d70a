import { UsageError } from '../../../files/usage-error.ts';
import { type Journal, WriteRefused } from '../journal.ts';
import type { WorkedJournal } from '../lane-queue.ts';
import { createRedaction, type RedactionOptions } from '../redaction.ts';
import { type Boss, loadBoss } from './boss.ts';
import { unusableStore } from './faults.ts';
import { createGroupCommit, type Turn, type Write } from './group-commit.ts';
import { callerOf, createLaneQueue, startBoss } from './lane-queue.ts';
import type { Line } from './line.ts';
import { type Ask, createReads } from './reads.ts';
import { openStoreForReading, openStoreForWriting, type Store } from './store.ts';
import { createWrites } from './writes.ts';

export interface PostgresJournalOptions extends RedactionOptions {
  /** Reads beside a running engine; every write is rejected. Off by default. */
  readOnly?: boolean;
  /** For work on what a journal holds already: one that is missing is not made. Off by default. */
  mustExist?: boolean;
  /**
   * Other engines may work what it holds at the same time, each lane in one hand. `as found`: where engines share it, beside
   * them. Off by default.
   */
  shared?: boolean | 'as found';
}

/** HubSpot waits five seconds for the answer to a delivery; one that is refused before comes again. */
const INTAKE_PATIENCE_MS = 3_000;

/** What is under way waits longer: broken off, it would be interrupted. */
const WORK_PATIENCE_MS = 60_000;

/** Of somebody who looks on. */
const READER_PATIENCE_MS = 5_000;

/**
 * The journal in a Postgres database, in a schema of its own. One engine writes to it; readers are free at any time. Where
 * the database is away for a while, what is to be written and read waits until it is back.
 *
 * As a journal file it is personal: sessions hold the customer's email address and what was copied from ticket properties.
 *
 * @param address `postgres://…`
 * @throws {UsageError} where the driver is not installed, or the database cannot be reached, is of something else, of a
 *   version that this tool does not know, in use by another engine, or cannot be used for another reason
 */
export async function openPostgresJournal(
  address: string,
  options: PostgresJournalOptions = {},
): Promise<WorkedJournal> {
  const { readOnly = false, mustExist = false, shared = false, ...redaction } = options;
  if (readOnly) return journalIn(await openStoreForReading(address), redaction);
  // Whether it is installed is told before anything is made.
  if (shared === true) await loadBoss();
  const store = await openStoreForWriting(address, { mustExist, shared });
  const { library } = store;
  if (library === undefined) return journalIn(store, redaction);
  try {
    return journalIn(store, redaction, { line: library, boss: await startBoss(library) });
  } catch (error) {
    await store.abandon();
    throw error;
  }
}

interface Queueing {
  line: Line;
  boss: Boss;
}

function journalIn(
  { shown, reading, writing, close, abandon }: Store,
  redaction: RedactionOptions,
  queueing?: Queueing,
): WorkedJournal {
  const call = queueing && callerOf(queueing.boss);
  const writes = createWrites(createRedaction(redaction), call && { call });
  const commits = writing && createGroupCommit(writing);
  const readingPatience = writing ? WORK_PATIENCE_MS : READER_PATIENCE_MS;
  let isClosed = false;

  async function commit<T>(write: Write<T>, patienceMs = WORK_PATIENCE_MS, turn?: Turn): Promise<T> {
    if (isClosed) throw new UsageError(`The journal in ${shown} is closed.`);
    if (!commits) throw new UsageError(`The journal in ${shown} was opened for reading only.`);
    try {
      return await commits.write(write, patienceMs, turn);
    } catch (error) {
      throw error instanceof WriteRefused ? error : unusableStore(shown, error);
    }
  }

  /** What waits is still written, but not waited for where the database is away. */
  async function shut(): Promise<void> {
    isClosed = true;
    await queue?.close();
    await commits?.flush();
  }

  const ask: Ask = (sql, values) => reading.ask((connection) => connection.ask(sql, values), readingPatience);
  const reads = createReads(ask);
  const journal: Journal = {
    ...reads,
    take: async (delivery, receivedAt) => commit(writes.take(delivery, receivedAt), INTAKE_PATIENCE_MS),
    accept: async (events, receivedAt) => commit(writes.accept(events, receivedAt), INTAKE_PATIENCE_MS),
    refuse: async (delivery) => commit(writes.refuse(delivery), INTAKE_PATIENCE_MS),
    begin: async (id, at) => commit(writes.begin(id, at)),
    record: async (entry) => commit(writes.record(entry)),
    finish: async (id, at, end) => commit(writes.finish(id, at, end)),
    interrupt: async (at) => commit(writes.interrupt(at)),
    saveSession: async (session) => commit(writes.saveSession(session)),
    scheduleClose: async (pending) => commit(writes.scheduleClose(pending)),
    cancelClose: async (threadId) => commit(writes.cancelClose(threadId)),
    // The columns take nothing that could not be read again.
    dropDamagedCloses: async () => [],
    prune: async (before) => commit(writes.prune(before)),
    async close() {
      await shut();
      await close();
    },
    async abandon() {
      await shut();
      await abandon();
    },
  };
  const queue =
    queueing &&
    call &&
    createLaneQueue({
      ...queueing,
      call,
      journal,
      writes,
      ask,
      commit: (write, turn) => commit(write, WORK_PATIENCE_MS, turn),
    });
  return queue ? { ...journal, queue } : journal;
}
