import { keysKept } from '../../decide/keys.ts';
import { takeApart } from '../../intake/take-apart.ts';
import type { EngineSession } from '../../session.ts';
import { INTERRUPTED_SUMMARY } from '../counters.ts';
import {
  type EventEnd,
  type JournalEntry,
  type JournalledEvent,
  MOST_REFUSALS,
  type NewDelivery,
  type NewEvent,
  type PendingClose,
  type Refusal,
  StepRefused,
  UNTOUCHED,
} from '../journal.ts';
import { forgetsValue, holdsPersonalValue, keptKey, withoutValue } from '../personal-values.ts';
import type { Redaction } from '../redaction.ts';
import { EVENT_COLUMNS } from '../rows.ts';
import type { Write } from './group-commit.ts';
import type { Ask } from './reads.ts';
import { kept, ROWS } from './rows.ts';

/** Each is handed all it needs at once, so that the caller may change its objects while the write waits. */
export interface Writes {
  take(delivery: NewDelivery, receivedAt: number): Write<void>;
  accept(events: readonly NewEvent[], receivedAt: number): Write<JournalledEvent[]>;
  refuse(refusal: Refusal): Write<void>;
  /** @param held token of the hand that its lane is in, where several engines share the journal */
  begin(id: number, at: number, held?: number): Write<void>;
  record(entry: Omit<JournalEntry, 'line'>): Write<void>;
  finish(id: number, at: number, end: EventEnd): Write<void>;
  interrupt(at: number): Write<JournalledEvent[]>;
  saveSession(session: EngineSession): Write<void>;
  scheduleClose(close: PendingClose): Write<void>;
  cancelClose(threadId: string): Write<void>;
  prune(before: number): Write<number>;
}

const ACCEPT = `
  INSERT INTO event (id, received_at, type, lane, key, status, replay_of, personal, body)
  SELECT id, $2::bigint, type, lane, key, 'accepted', replay_of, personal, body
  FROM unnest($1::bigint[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::boolean[], $8::text[])
    AS given (id, type, lane, key, replay_of, personal, body)`;

const NOTE = `
  INSERT INTO entry (event_id, line, at, kind, data)
  SELECT event_id, line, $2::bigint, 'note', data
  FROM unnest($1::bigint[], $3::integer[], $4::text[]) AS given (event_id, line, data)`;

const FINISH = `
  UPDATE event SET status = $2, reason = $3, summary = $4, ended_at = $5
  WHERE id = $1 AND status IN ('accepted', 'begun')
  RETURNING CASE WHEN personal AND $6::boolean THEN body END AS personal_body`;

/** What several engines that share a journal have to do more. */
export interface Sharing {
  /** Lets it be known that something waits in these lanes, in the transaction that keeps it. */
  call(ask: Ask, lanes: readonly string[]): Promise<void>;
}

/** All that was begun: the one engine that there is begins anew, and so does what it held together with others. */
const INTERRUPT_ALL = 'TRUE';

/** What was begun in a hand that the lane is not in any more. */
const INTERRUPT_LOST = 'NOT EXISTS (SELECT 1 FROM hold WHERE token = event.held)';

export function createWrites(redaction: Redaction, sharing?: Sharing): Writes {
  function accept(given: readonly NewEvent[], receivedAt: number): Write<JournalledEvent[]> {
    const rows = given.map(({ event, key, lane, replayOf = null }) => ({
      kept: { event: { ...event }, key: keptKey({ event, key }), lane, receivedAt, replayOf, ...UNTOUCHED },
      personal: !redaction.keepsTexts && holdsPersonalValue(event),
      body: JSON.stringify(event),
    }));
    return async (ask) => {
      const [last] = await ask('UPDATE claim SET last_event = last_event + $1 RETURNING last_event', [
        rows.length,
      ]);
      const first = Number(last?.['last_event']) - rows.length + 1;
      const all = rows.map(({ kept: event }, index) => ({ id: first + index, ...event }));
      await ask(ACCEPT, [
        all.map(({ id }) => id),
        receivedAt,
        all.map(({ event }) => kept(event.type)),
        all.map(({ lane }) => kept(lane)),
        all.map(({ key }) => kept(key)),
        all.map(({ replayOf }) => replayOf),
        rows.map(({ personal }) => personal),
        rows.map(({ body }) => body),
      ]);
      await sharing?.call(
        ask,
        given.map(({ lane }) => lane),
      );
      return all;
    };
  }

  return {
    accept,
    take({ body, note }, receivedAt) {
      // One statement keeps all of them, so that nothing is to be won by taking them apart later.
      const noted = takeApart(body, note);
      const accepting = accept(noted, receivedAt);
      const notes = noted.flatMap(({ notes: texts }, index) =>
        texts.map((text, before) => ({ index, line: before + 1, json: redaction.json({ note: text }) })),
      );
      return async (ask) => {
        const events = await accepting(ask);
        if (notes.length === 0) return;
        const ids = notes.map(({ index }) => events[index]?.id);
        await ask(NOTE, [ids, receivedAt, notes.map(({ line }) => line), notes.map(({ json }) => json)]);
      };
    },
    refuse({ at, status, reason, bytes }) {
      return async (ask) => {
        await ask(
          `WITH added AS (
            INSERT INTO refusal (at, status, reason, bytes) VALUES ($1, $2, $3, $4) RETURNING id
          )
          DELETE FROM refusal WHERE id <= (SELECT id FROM added) - ${MOST_REFUSALS}`,
          [at, status, kept(reason), bytes],
        );
      };
    },
    begin(id, at, held) {
      return async (ask) => {
        const rows = await ask(
          `UPDATE event SET status = 'begun', begun_at = $2, held = $3
          WHERE id = $1 AND status = 'accepted' RETURNING 1 AS yes`,
          [id, at, held ?? null],
        );
        if (rows.length === 0) await refuseStep(ask, id, 'begin');
      };
    },
    record({ eventId, at, kind, effect, data }) {
      const json = redaction.json(data);
      return async (ask) => {
        const rows = await ask(
          `INSERT INTO entry (event_id, line, at, kind, effect, data)
          SELECT id, 1 + coalesce((SELECT max(line) FROM entry WHERE event_id = event.id), 0), $2::bigint, $3, $4, $5
          FROM event WHERE id = $1 RETURNING 1 AS yes`,
          [eventId, at, kind, effect ?? null, json],
        );
        if (rows.length === 0) await refuseStep(ask, eventId, 'be recorded');
      };
    },
    finish(id, at, end) {
      const { status } = end;
      const reason = 'reason' in end ? kept(end.reason) : null;
      const summary = kept(redaction.text(end.summary));
      return async (ask) => {
        const [row] = await ask(FINISH, [id, status, reason, summary, at, forgetsValue(status)]);
        if (row === undefined) return refuseStep(ask, id, 'end');
        const body = row['personal_body'];
        // Not done in SQL: the JSON of Postgres does not know every text that JSON has.
        if (typeof body !== 'string') return;
        const forgotten = JSON.stringify(withoutValue(JSON.parse(body)));
        await ask('UPDATE event SET body = $2 WHERE id = $1', [id, forgotten]);
      };
    },
    interrupt: (at) => async (ask) => {
      if (!sharing) await ask('DELETE FROM hold');
      const rows = await ask(
        `UPDATE event SET status = 'interrupted', summary = $1, ended_at = $2
        WHERE status = 'begun' AND ${sharing ? INTERRUPT_LOST : INTERRUPT_ALL} RETURNING ${EVENT_COLUMNS}`,
        [INTERRUPTED_SUMMARY, at],
      );
      return rows.map(ROWS.toEvent).sort((a, b) => a.id - b.id);
    },
    saveSession(session) {
      const { threadId, ticketId = null } = session;
      const values = [kept(threadId), ticketId === null ? null : kept(ticketId), JSON.stringify(session)];
      return async (ask) => {
        await ask(
          `INSERT INTO session (thread_id, ticket_id, body) VALUES ($1, $2, $3)
          ON CONFLICT (thread_id) DO UPDATE SET ticket_id = excluded.ticket_id, body = excluded.body`,
          values,
        );
      };
    },
    scheduleClose({ threadId, dueAt, eventId = null }) {
      return async (ask) => {
        await ask(
          `INSERT INTO pending_close (thread_id, due_at, event_id) VALUES ($1, $2, $3)
          ON CONFLICT (thread_id) DO UPDATE SET due_at = excluded.due_at, event_id = excluded.event_id`,
          [kept(threadId), dueAt, eventId],
        );
      };
    },
    cancelClose: (threadId) => async (ask) => {
      await ask('DELETE FROM pending_close WHERE thread_id = $1', [kept(threadId)]);
    },
    prune: (before) => (ask) => prune(ask, before),
  };
}

async function refuseStep(ask: Ask, id: number, step: string): Promise<never> {
  const [row] = await ask('SELECT status FROM event WHERE id = $1', [id]);
  throw new StepRefused(id, step, row?.['status'] as string | undefined);
}

/** The keys of what is forgotten are set aside first, so that a late redelivery is still known as one. */
async function prune(ask: Ask, before: number): Promise<number> {
  const old = `status NOT IN ('accepted', 'begun') AND received_at < $1`;
  const [newest] = await ask(`
    SELECT max(id) AS id, max(received_at) AS at
    FROM (SELECT id, received_at FROM event UNION ALL SELECT id, received_at FROM forgotten_key) AS known`);
  const { since, above } = keysKept({
    id: Number(newest?.['id'] ?? 0),
    receivedAt: Number(newest?.['at'] ?? 0),
  });
  await ask(
    `INSERT INTO forgotten_key (id, key, received_at)
    SELECT id, key, received_at FROM event WHERE ${old} AND (received_at >= $2 OR id > $3)`,
    [before, since, above],
  );
  await ask('DELETE FROM forgotten_key WHERE received_at < $1 AND id <= $2', [since, above]);
  await ask(`DELETE FROM entry WHERE event_id IN (SELECT id FROM event WHERE ${old})`, [before]);
  await ask('DELETE FROM refusal WHERE at < $1', [before]);
  const [count] = await ask(
    `WITH gone AS (DELETE FROM event WHERE ${old} RETURNING 1) SELECT count(*) AS count FROM gone`,
    [before],
  );
  return Number(count?.['count']);
}
