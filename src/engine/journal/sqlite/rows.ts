import type { JournalledEvent } from '../journal.ts';
import { EVENT_COLUMNS, type Row, type Rows, rowsOf } from '../rows.ts';

export const ROWS: Rows = rowsOf((text) => text as string);

/** A long body stands on pages of its own, which may be damaged where the rest is not. */
export const EVENT_COLUMNS_WITHOUT_BODY = EVENT_COLUMNS.replace(', body', ', NULL AS body');

/** Which pending closes can be read: times that there are, and numbers that are counted in whole. */
export const READABLE_CLOSE = `(abs(due_at) <= 8640000000000000 AND coalesce(event_id, 1) BETWEEN 1 AND ${Number.MAX_SAFE_INTEGER})`;

/** What is left of an event whose row cannot be read: what the indexes know. */
export function damagedEvent(id: number, lane: string, { status, reason }: Row): JournalledEvent {
  const nothing = { received_at: 0, key: '', summary: null, begun_at: null, ended_at: null, replay_of: null };
  return ROWS.toEvent({
    ...nothing,
    id,
    lane,
    type: 'unknown',
    status: status ?? 'accepted',
    reason: reason ?? null,
    body: null,
  });
}
