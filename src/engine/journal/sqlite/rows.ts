import type { SQLOutputValue } from 'node:sqlite';
import type { EngineSession } from '../../session.ts';
import type { Tally } from '../counters.ts';
import type { JournalEntry, JournalledEvent, PendingClose, Refusal } from '../journal.ts';

/** A row as SQLite returns it. The tables are strict and written by this tool alone, so their types are known. */
export type Row = Record<string, SQLOutputValue>;

export const EVENT_COLUMNS =
  'id, received_at, key, lane, status, reason, summary, begun_at, ended_at, replay_of, body';

export function toEvent(row: Row): JournalledEvent {
  return {
    id: row['id'] as number,
    event: JSON.parse(row['body'] as string),
    key: row['key'] as string,
    lane: row['lane'] as string,
    status: row['status'] as JournalledEvent['status'],
    reason: row['reason'] as string | null,
    summary: row['summary'] as string | null,
    receivedAt: row['received_at'] as number,
    begunAt: row['begun_at'] as number | null,
    endedAt: row['ended_at'] as number | null,
    replayOf: row['replay_of'] as number | null,
  };
}

export function toEntry(row: Row): JournalEntry {
  const effect = row['effect'] as NonNullable<JournalEntry['effect']> | null;
  return {
    eventId: row['event_id'] as number,
    line: row['line'] as number,
    at: row['at'] as number,
    kind: row['kind'] as JournalEntry['kind'],
    ...(effect === null ? {} : { effect }),
    data: JSON.parse(row['data'] as string),
  };
}

export function toRefusal(row: Row): Refusal {
  return {
    at: row['at'] as number,
    status: row['status'] as number,
    reason: row['reason'] as string,
    bytes: row['bytes'] as number,
  };
}

export function toTally(row: Row): Tally {
  return {
    status: row['status'] as Tally['status'],
    reason: row['reason'] as string | null,
    count: row['count'] as number,
  };
}

export function toSession(row: Row | undefined): EngineSession | null {
  return row === undefined ? null : JSON.parse(row['body'] as string);
}

export function toPendingClose(row: Row): PendingClose {
  const eventId = row['event_id'] as number | null;
  return {
    threadId: row['thread_id'] as string,
    dueAt: row['due_at'] as number,
    ...(eventId !== null && { eventId }),
  };
}
