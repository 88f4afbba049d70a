import type { DatabaseSync } from 'node:sqlite';
import type { GroupCommit } from './group-commit.ts';

/** Without a write until the log is carried over, in milliseconds: deliveries of one burst come closer together. */
const STILL_FOR = 50;

/** Fewer stay in the log, 1 MB: SQLite carries them over when the journal is closed. */
const LEAST_PAGES = 250;

/** As many are carried over in the midst of a burst: 64 MB, or 2,000 deliveries of a hundred events. */
const MOST_PAGES = 16_000;

/**
 * Carries what stands in the write-ahead log over into the file once nothing has been written for a moment. It writes
 * every page a second time and waits for the disk, and the event loop with it: among the deliveries of a burst it would
 * hold each of them up.
 *
 * A disk may take seconds for it, and an engine without its transaction would be taken for absent meanwhile
 * (`claim.ts`). So it goes over a connection beside the one that has the transaction open.
 *
 * @returns to be called after each write
 */
export function createCarryOver(beside: DatabaseSync, commits: Pick<GroupCommit, 'reopen'>): () => void {
  const look = beside.prepare('PRAGMA wal_checkpoint(NOOP)');
  const carryOver = beside.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  let writtenAt = 0;
  let isWaiting = false;

  function onceStill(): void {
    isWaiting = false;
    if (!beside.isOpen) return;
    const still = performance.now() - writtenAt;
    if (still < STILL_FOR) lookIn(STILL_FOR - still);
    else carryOverFrom(LEAST_PAGES);
  }

  function lookIn(milliseconds: number): void {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(onceStill, milliseconds).unref();
  }

  function carryOverFrom(least: number): void {
    try {
      const { log, checkpointed } = look.get() as { log: number; checkpointed: number };
      if (log - checkpointed < least) return;
      carryOver.get();
      // Only a transaction that knows of it begins to write at the log's beginning again.
      commits.reopen();
    } catch {
      // What is in the log is durable there. SQLite passes over it as well where its own carrying over fails.
    }
  }

  return () => {
    if (!beside.isOpen) return;
    carryOverFrom(MOST_PAGES);
    writtenAt = performance.now();
    lookIn(STILL_FOR);
  };
}
