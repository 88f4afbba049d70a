import type { DatabaseSync } from 'node:sqlite';
import type { GroupCommit } from './group-commit.ts';

/** Without a write until the log is carried over, in milliseconds: deliveries of one burst come closer together. */
const STILL_FOR = 50;

/** Fewer stay in the log, 1 MB: SQLite carries them over when the journal is closed. */
const LEAST_PAGES = 250;

/**
 * Carries what stands in the write-ahead log over into the file once nothing has been written for a moment. It writes
 * every page a second time and waits for the disk, and the event loop with it: among the deliveries of a burst it would
 * hold each of them up.
 *
 * @returns to be called after each commit
 */
export function createCarryOver(database: DatabaseSync, commits: Pick<GroupCommit, 'between'>): () => void {
  const look = database.prepare('PRAGMA wal_checkpoint(NOOP)');
  const carryOver = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  let writtenAt = 0;
  let isWaiting = false;

  function onceStill(): void {
    isWaiting = false;
    if (!database.isOpen) return;
    const still = performance.now() - writtenAt;
    if (still < STILL_FOR) lookIn(STILL_FOR - still);
    else commits.between(carryOverWhatIsWorthIt);
  }

  function lookIn(milliseconds: number): void {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(onceStill, milliseconds).unref();
  }

  function carryOverWhatIsWorthIt(): void {
    try {
      const { log, checkpointed } = look.get() as { log: number; checkpointed: number };
      if (log - checkpointed >= LEAST_PAGES) carryOver.get();
    } catch {
      // What is in the log is durable there. SQLite passes over it as well where its own carrying over fails.
    }
  }

  return () => {
    writtenAt = performance.now();
    lookIn(STILL_FOR);
  };
}
