import type { WebhookEvent } from '../../../core/event.ts';
import type { EngineSession } from '../../session.ts';
import type { Tally } from '../counters.ts';
import type { JournalEntry, JournalledEvent, PendingClose, Refusal, Waiting } from '../journal.ts';
import type { Row } from './driver.ts';

export const EVENT_COLUMNS =
  'id, type, received_at, key, lane, status, reason, summary, begun_at, ended_at, replay_of, body';

/** Postgres keeps every character but NUL, which stands there as this one, a noncharacter, with a digit behind it. */
const ESCAPE = '\uFFFE';

/** A text as the store keeps it; the same text always in the same form, so that it is found again. */
export function kept(text: string): string {
  if (!text.includes('\0') && !text.includes(ESCAPE)) return text;
  return text.replaceAll(ESCAPE, `${ESCAPE}1`).replaceAll('\0', `${ESCAPE}0`);
}

/** The text that was kept. */
export function given(value: unknown): string {
  const text = String(value);
  if (!text.includes(ESCAPE)) return text;
  return text.replaceAll(`${ESCAPE}0`, '\0').replaceAll(`${ESCAPE}1`, ESCAPE);
}

function givenOrNull(value: unknown): string | null {
  return value === null ? null : given(value);
}

/** An event whose body cannot be read is handed out as such, so that it hides nothing beside it. */
export function toEvent(row: Row): JournalledEvent {
  const event = bodyOf(row);
  const lane = given(row['lane']);
  return {
    id: row['id'] as number,
    event: event ?? unreadable(given(row['type']), lane),
    ...(!event && { damaged: true }),
    key: given(row['key']),
    lane,
    status: row['status'] as JournalledEvent['status'],
    reason: givenOrNull(row['reason']),
    summary: givenOrNull(row['summary']),
    receivedAt: row['received_at'] as number,
    begunAt: row['begun_at'] as number | null,
    endedAt: row['ended_at'] as number | null,
    replayOf: row['replay_of'] as number | null,
  };
}

export function toWaiting(row: Row): Waiting {
  return { id: row['id'] as number, lane: given(row['lane']) };
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
    reason: given(row['reason']),
    bytes: row['bytes'] as number,
  };
}

export function toTally(row: Row): Tally {
  return {
    status: row['status'] as Tally['status'],
    reason: givenOrNull(row['reason']),
    count: row['count'] as number,
  };
}

export function toSession(row: Row | undefined): EngineSession | null {
  return row === undefined ? null : JSON.parse(row['body'] as string);
}

export function toPendingClose(row: Row): PendingClose {
  const eventId = row['event_id'] as number | null;
  return {
    threadId: given(row['thread_id']),
    dueAt: row['due_at'] as number,
    ...(eventId !== null && { eventId }),
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

function unreadable(type: string, lane: string): WebhookEvent {
  const objectId = lane.slice(lane.indexOf(':') + 1);
  return { type, objectId, portalId: 0, eventId: 0, occurredAt: 0, attempt: 0 };
}
