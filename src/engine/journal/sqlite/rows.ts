import type { SQLOutputValue } from 'node:sqlite';
import type { WebhookEvent } from '../../../core/event.ts';
import type { EngineSession } from '../../session.ts';
import type { Tally } from '../counters.ts';
import type { JournalEntry, JournalledEvent, PendingClose, Refusal } from '../journal.ts';

/** A row as SQLite returns it. The tables are strict and written by this tool alone, so their types are known. */
export type Row = Record<string, SQLOutputValue>;

export const EVENT_COLUMNS =
  'id, type, received_at, key, lane, status, reason, summary, begun_at, ended_at, replay_of, body';

/** A long body stands on pages of its own, which may be damaged where the rest is not. */
export const EVENT_COLUMNS_WITHOUT_BODY = EVENT_COLUMNS.replace(', body', ', NULL AS body');

/** Which pending closes can be read: times that there are, and numbers that are counted in whole. */
export const READABLE_CLOSE = `(abs(due_at) <= 8640000000000000 AND coalesce(event_id, 1) BETWEEN 1 AND ${Number.MAX_SAFE_INTEGER})`;

/** An event that nothing has been done with. */
export const UNTOUCHED = {
  status: 'accepted',
  reason: null,
  summary: null,
  begunAt: null,
  endedAt: null,
} as const;

/** An event whose body was damaged is handed out as such, so that it hides nothing beside it. */
export function toEvent(row: Row): JournalledEvent {
  const event = bodyOf(row);
  return {
    id: row['id'] as number,
    event: event ?? unreadable(String(row['type']), String(row['lane'])),
    ...(!event && { damaged: true }),
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

/** What is left of an event whose row cannot be read: what the indexes know. */
export function damagedEvent(id: number, lane: string, { status, reason }: Row): JournalledEvent {
  const nothing = { received_at: 0, key: '', summary: null, begun_at: null, ended_at: null, replay_of: null };
  return toEvent({
    ...nothing,
    id,
    lane,
    type: 'unknown',
    status: status ?? 'accepted',
    reason: reason ?? null,
    body: null,
  });
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
