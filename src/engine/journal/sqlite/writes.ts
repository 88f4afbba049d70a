import type { DatabaseSync } from 'node:sqlite';
import { keysKept } from '../../decide/keys.ts';
import type { EngineSession } from '../../session.ts';
import { INTERRUPTED_SUMMARY } from '../counters.ts';
import {
  type EventEnd,
  type JournalEntry,
  type JournalledEvent,
  MOST_REFUSALS,
  type PendingClose,
  type Refusal,
  StepRefused,
} from '../journal.ts';
import { forgetsValue } from '../personal-values.ts';
import type { Redaction } from '../redaction.ts';
import { EVENT_COLUMNS } from '../rows.ts';
import type { Write } from './group-commit.ts';
import { READABLE_CLOSE, ROWS } from './rows.ts';

/** Each is handed all it needs at once, so that the caller may change its objects while the write waits. */
export interface Writes {
  refuse(refusal: Refusal): Write<void>;
  begin(id: number, at: number): Write<void>;
  record(entry: Omit<JournalEntry, 'line'>): Write<void>;
  finish(id: number, at: number, end: EventEnd): Write<void>;
  interrupt(at: number): Write<JournalledEvent[]>;
  saveSession(session: EngineSession): Write<void>;
  scheduleClose(close: PendingClose): Write<void>;
  cancelClose(threadId: string): Write<void>;
  dropDamagedCloses(): Write<string[]>;
  prune(before: number): Write<number>;
}

export function createWrites(database: DatabaseSync, redaction: Redaction): Writes {
  const statusOf = database.prepare('SELECT status FROM event WHERE id = ?');
  const beginEvent = database.prepare(
    `UPDATE event SET status = 'begun', begun_at = ? WHERE id = ? AND status = 'accepted'`,
  );
  const endEvent = database.prepare(`
    UPDATE event SET status = ?, reason = ?, summary = ?, ended_at = ?,
      body = CASE WHEN personal AND ? THEN json_remove(body, '$.propertyValue') ELSE body END
    WHERE id = ? AND status IN ('accepted', 'begun')`);
  const interruptEvents = database.prepare(`
    UPDATE event SET status = 'interrupted', summary = ?, ended_at = ?
    WHERE status = 'begun' RETURNING ${EVENT_COLUMNS}`);
  const insertEntry = database.prepare(`
    INSERT INTO entry (event_id, line, at, kind, effect, data)
    SELECT id, 1 + coalesce((SELECT max(line) FROM entry WHERE event_id = event.id), 0), ?, ?, ?, ?
    FROM event WHERE id = ?`);
  const insertRefusal = database.prepare(
    'INSERT INTO refusal (at, status, reason, bytes) VALUES (?, ?, ?, ?)',
  );
  const forgetOldRefusals = database.prepare('DELETE FROM refusal WHERE id <= ?');
  const upsertSession = database.prepare(`
    INSERT INTO session (thread_id, ticket_id, body) VALUES (?, ?, ?)
    ON CONFLICT (thread_id) DO UPDATE SET ticket_id = excluded.ticket_id, body = excluded.body`);
  const upsertClose = database.prepare(
    'INSERT OR REPLACE INTO pending_close (thread_id, due_at, event_id) VALUES (?, ?, ?)',
  );
  const deleteClose = database.prepare('DELETE FROM pending_close WHERE thread_id = ?');
  const dropDamagedCloses = database.prepare(
    `DELETE FROM pending_close WHERE NOT ${READABLE_CLOSE} RETURNING thread_id`,
  );
  const prune = createPrune(database);

  function refuseStep(id: number, step: string): never {
    throw new StepRefused(id, step, statusOf.get(id)?.['status'] as string | undefined);
  }

  return {
    refuse({ at, status, reason, bytes }) {
      return () => {
        const { lastInsertRowid } = insertRefusal.run(at, status, reason, bytes);
        forgetOldRefusals.run(Number(lastInsertRowid) - MOST_REFUSALS);
      };
    },
    begin(id, at) {
      return () => {
        if (beginEvent.run(at, id).changes === 0) refuseStep(id, 'begin');
      };
    },
    record({ eventId, at, kind, effect, data }) {
      const json = redaction.json(data);
      return () => {
        if (insertEntry.run(at, kind, effect ?? null, json, eventId).changes === 0)
          refuseStep(eventId, 'be recorded');
      };
    },
    finish(id, at, end) {
      const { status } = end;
      const reason = 'reason' in end ? end.reason : null;
      const summary = redaction.text(end.summary);
      const forgets = forgetsValue(status) ? 1 : 0;
      return () => {
        if (endEvent.run(status, reason, summary, at, forgets, id).changes === 0) refuseStep(id, 'end');
      };
    },
    interrupt(at) {
      return () =>
        interruptEvents
          .all(INTERRUPTED_SUMMARY, at)
          .map(ROWS.toEvent)
          .sort((a, b) => a.id - b.id);
    },
    saveSession(session) {
      const { threadId, ticketId = null } = session;
      const body = JSON.stringify(session);
      return () => {
        upsertSession.run(threadId, ticketId, body);
      };
    },
    scheduleClose({ threadId, dueAt, eventId = null }) {
      return () => {
        upsertClose.run(threadId, dueAt, eventId);
      };
    },
    cancelClose(threadId) {
      return () => {
        deleteClose.run(threadId);
      };
    },
    dropDamagedCloses: () => () => dropDamagedCloses.all().map((row) => String(row['thread_id'])),
    prune: (before) => () => prune(before),
  };
}

/** The keys of what is forgotten are set aside first, so that a late redelivery is still known as one. */
function createPrune(database: DatabaseSync): (before: number) => number {
  const old = `status NOT IN ('accepted', 'begun') AND received_at < ?`;
  const newest = database.prepare(`
    SELECT max(id) AS id, max(received_at) AS at
    FROM (SELECT id, received_at FROM event UNION ALL SELECT id, received_at FROM forgotten_key)`);
  const keepKeys = database.prepare(`
    INSERT INTO forgotten_key (id, key, received_at)
    SELECT id, key, received_at FROM event WHERE ${old} AND (received_at >= ? OR id > ?)`);
  const forgetKeys = database.prepare('DELETE FROM forgotten_key WHERE received_at < ? AND id <= ?');
  const forgetEntries = database.prepare(
    `DELETE FROM entry WHERE event_id IN (SELECT id FROM event WHERE ${old})`,
  );
  const forgetEvents = database.prepare(`DELETE FROM event WHERE ${old}`);
  const forgetRefusals = database.prepare('DELETE FROM refusal WHERE at < ?');

  return (before) => {
    const { id, at } = newest.get() ?? {};
    const { since, above } = keysKept({ id: Number(id ?? 0), receivedAt: Number(at ?? 0) });
    keepKeys.run(before, since, above);
    forgetKeys.run(since, above);
    forgetEntries.run(before);
    forgetRefusals.run(before);
    return Number(forgetEvents.run(before).changes);
  };
}
