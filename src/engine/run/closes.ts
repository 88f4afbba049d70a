import type { Journal, PendingClose } from '../journal/journal.ts';
import type { Timers } from './timers.ts';

/** Tickets that are to be closed when their time comes; the journal keeps them over a restart. */
export interface Closes {
  /**
   * Replaces an earlier time of the same thread.
   *
   * @param journal that it is kept in
   * @param eventId event that resolved the conversation, where the journal holds it
   */
  schedule(
    journal: Journal,
    threadId: string,
    milliseconds: number,
    eventId: number | undefined,
  ): Promise<void>;
  cancel(journal: Journal, threadId: string): Promise<void>;
  /** The thread's close, where it is still wanted and its time has come. */
  due(threadId: string): PendingClose | undefined;
  /** Moves nothing for this thread any more: whoever shares the journal looks there what is to be closed. */
  forget(threadId: string): void;
  /** Is due once more after so many milliseconds. */
  again(close: PendingClose, milliseconds: number): void;
  /** Takes up what an earlier run left; what is overdue is due at once. */
  resume(journal: Journal): Promise<void>;
  /** Moves nothing any more in this run. */
  stop(): void;
}

/** @param onDue called when a thread's time has come */
export function createCloses(timers: Timers, onDue: (threadId: string) => void): Closes {
  const wanted = new Map<string, { close: PendingClose; callOff: () => void }>();

  function arm(close: PendingClose, at = close.dueAt): void {
    const { threadId } = close;
    disarm(threadId);
    wanted.set(threadId, { close, callOff: timers.at(at, () => onDue(threadId)) });
  }

  function disarm(threadId: string): void {
    wanted.get(threadId)?.callOff();
    wanted.delete(threadId);
  }

  return {
    async schedule(journal, threadId, milliseconds, eventId) {
      const dueAt = timers.now() + milliseconds;
      const close = { threadId, dueAt, ...(eventId !== undefined && { eventId }) };
      await journal.scheduleClose(close);
      arm(close);
    },
    async cancel(journal, threadId) {
      await journal.cancelClose(threadId);
      disarm(threadId);
    },
    due(threadId) {
      const close = wanted.get(threadId)?.close;
      if (!close || close.dueAt <= timers.now()) return close;
      // Put off while it stood in line, or the clock was set back since its time had come.
      arm(close);
      return undefined;
    },
    forget: disarm,
    again: (close, milliseconds) => arm(close, timers.now() + milliseconds),
    async resume(journal) {
      for (const close of await journal.pendingCloses()) arm(close);
    },
    stop() {
      for (const threadId of [...wanted.keys()]) disarm(threadId);
    },
  };
}
