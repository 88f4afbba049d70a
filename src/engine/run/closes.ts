import type { Journal } from '../journal/journal.ts';
import type { Timers } from './timers.ts';

/** Tickets that are to be closed when their time comes; the journal keeps them over a restart. */
export interface Closes {
  /** Replaces an earlier time of the same thread. */
  schedule(threadId: string, milliseconds: number): Promise<void>;
  cancel(threadId: string): Promise<void>;
  /** Whether the thread's close is still wanted and its time has come. */
  isDue(threadId: string): boolean;
  /** Takes up what an earlier run left; what is overdue is due at once. */
  resume(): void;
  /** Moves nothing any more in this run. */
  stop(): void;
}

/** @param due called when a thread's time has come */
export function createCloses(journal: Journal, timers: Timers, due: (threadId: string) => void): Closes {
  const alarms = new Map<string, () => void>();

  function arm(threadId: string, dueAt: number): void {
    disarm(threadId);
    const alarm = timers.at(dueAt, () => {
      alarms.delete(threadId);
      due(threadId);
    });
    alarms.set(threadId, alarm);
  }

  function disarm(threadId: string): void {
    alarms.get(threadId)?.();
    alarms.delete(threadId);
  }

  return {
    async schedule(threadId, milliseconds) {
      const dueAt = timers.now() + milliseconds;
      await journal.scheduleClose({ threadId, dueAt });
      arm(threadId, dueAt);
    },
    async cancel(threadId) {
      disarm(threadId);
      await journal.cancelClose(threadId);
    },
    isDue: (threadId) =>
      journal
        .pendingCloses()
        .some((pending) => pending.threadId === threadId && pending.dueAt <= timers.now()),
    resume() {
      for (const { threadId, dueAt } of journal.pendingCloses()) arm(threadId, dueAt);
    },
    stop() {
      for (const threadId of [...alarms.keys()]) disarm(threadId);
    },
  };
}
