import type { Journal, PendingClose } from '../journal/journal.ts';
import type { Timers } from './timers.ts';

/** Tickets that are to be closed when their time comes; the journal keeps them over a restart. */
export interface Closes {
  /**
   * Replaces an earlier time of the same thread.
   *
   * @param eventId event that resolved the conversation, where the journal holds it
   */
  schedule(threadId: string, milliseconds: number, eventId: number | undefined): Promise<void>;
  cancel(threadId: string): Promise<void>;
  /** The thread's close, where it is still wanted and its time has come. */
  due(threadId: string): PendingClose | undefined;
  /** Takes up what an earlier run left; what is overdue is due at once. */
  resume(): void;
  /** Moves nothing any more in this run. */
  stop(): void;
}

/** @param onDue called when a thread's time has come */
export function createCloses(journal: Journal, timers: Timers, onDue: (threadId: string) => void): Closes {
  const alarms = new Map<string, () => void>();

  function arm(threadId: string, dueAt: number): void {
    disarm(threadId);
    const alarm = timers.at(dueAt, () => {
      alarms.delete(threadId);
      onDue(threadId);
    });
    alarms.set(threadId, alarm);
  }

  function disarm(threadId: string): void {
    alarms.get(threadId)?.();
    alarms.delete(threadId);
  }

  return {
    async schedule(threadId, milliseconds, eventId) {
      const dueAt = timers.now() + milliseconds;
      await journal.scheduleClose({ threadId, dueAt, ...(eventId !== undefined && { eventId }) });
      arm(threadId, dueAt);
    },
    async cancel(threadId) {
      disarm(threadId);
      await journal.cancelClose(threadId);
    },
    due: (threadId) =>
      journal
        .pendingCloses()
        .find((pending) => pending.threadId === threadId && pending.dueAt <= timers.now()),
    resume() {
      for (const { threadId, dueAt } of journal.pendingCloses()) arm(threadId, dueAt);
    },
    stop() {
      for (const threadId of [...alarms.keys()]) disarm(threadId);
    },
  };
}
