/**
 * What the rows of a store stand for. The tables of SQLite and Postgres have the same columns, written by this tool
 * alone, so their types are known; how a text is kept is each store's own.
 */
import type { WebhookEvent } from '../../core/event.ts';
import type { EngineSession } from '../session.ts';
import type { Tally } from './counters.ts';
import type { JournalEntry, JournalledEvent, PendingClose, Refusal } from './journal.ts';

/** By column, as the driver returns it. */
export type Row = Record<string, unknown>;

export const EVENT_COLUMNS =
  'id, type, received_at, key, lane, status, reason, summary, begun_at, ended_at, replay_of, body';

export interface Rows {
  /** An event whose body cannot be read is handed out as such, so that it hides nothing beside it. */
  toEvent(row: Row): JournalledEvent;
  toEntry(row: Row): JournalEntry;
  toRefusal(row: Row): Refusal;
  toTally(row: Row): Tally;
  toSession(row: Row | undefined): EngineSession | null;
  toPendingClose(row: Row): PendingClose;
}

/** @param textOf the text that was kept as a value */
export function rowsOf(textOf: (value: unknown) => string): Rows {
  const textOrNull = (value: unknown) => (value === null ? null : textOf(value));
  return {
    toEvent(row) {
      const event = bodyOf(row);
      const lane = textOf(row['lane']);
      return {
        id: row['id'] as number,
        event: event ?? unreadable(textOf(row['type']), lane),
        ...(!event && { damaged: true }),
        key: textOf(row['key']),
        lane,
        status: row['status'] as JournalledEvent['status'],
        reason: textOrNull(row['reason']),
        summary: textOrNull(row['summary']),
        receivedAt: row['received_at'] as number,
        begunAt: row['begun_at'] as number | null,
        endedAt: row['ended_at'] as number | null,
        replayOf: row['replay_of'] as number | null,
      };
    },
    toEntry(row) {
      const effect = row['effect'] as NonNullable<JournalEntry['effect']> | null;
      return {
        eventId: row['event_id'] as number,
        line: row['line'] as number,
        at: row['at'] as number,
        kind: row['kind'] as JournalEntry['kind'],
        ...(effect === null ? {} : { effect }),
        data: JSON.parse(row['data'] as string),
      };
    },
    toRefusal: (row) => ({
      at: row['at'] as number,
      status: row['status'] as number,
      reason: textOf(row['reason']),
      bytes: row['bytes'] as number,
    }),
    toTally: (row) => ({
      status: row['status'] as Tally['status'],
      reason: textOrNull(row['reason']),
      count: row['count'] as number,
    }),
    toSession: (row) => (row === undefined ? null : JSON.parse(row['body'] as string)),
    toPendingClose(row) {
      const eventId = row['event_id'] as number | null;
      return {
        threadId: textOf(row['thread_id']),
        dueAt: row['due_at'] as number,
        ...(eventId !== null && { eventId }),
      };
    },
  };
}

function bodyOf(row: Row): WebhookEvent | undefined {
  try {
    const event: unknown = JSON.parse(row['body'] as string);
    return typeof event === 'object' && event !== null ? (event as WebhookEvent) : undefined;
  } catch {
    return undefined;
  }
}

/** What is left of an event that cannot be read. */
export function unreadable(type: string, lane: string): WebhookEvent {
  const objectId = lane.slice(lane.indexOf(':') + 1);
  return { type, objectId, portalId: 0, eventId: 0, occurredAt: 0, attempt: 0 };
}
