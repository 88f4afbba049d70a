import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { nextDelivery } from '../../decide/keys.ts';
import { countersOf } from '../counters.ts';
import type { EventFilter, JournalledEvent, JournalReads, Waiting } from '../journal.ts';
import { formsOf } from '../personal-values.ts';
import { EVENT_COLUMNS, type Row } from '../rows.ts';
import type { Deliveries } from './deliveries.ts';
import { damagedEvent, EVENT_COLUMNS_WITHOUT_BODY, READABLE_CLOSE, ROWS } from './rows.ts';

/** What a journal answers, as SQLite answers it: at once. */
export type Reads = {
  [Name in keyof JournalReads]: (
    ...given: Parameters<JournalReads[Name]>
  ) => Awaited<ReturnType<JournalReads[Name]>>;
};

/** It sees what is durable and nothing else. */
export function createReads(database: DatabaseSync, deliveries: Deliveries): Reads {
  const earlier = database.prepare(`
    SELECT min(id) AS id FROM (
      SELECT id FROM event WHERE key IN (?1, ?2) AND id < ?3
      UNION ALL
      SELECT id FROM forgotten_key WHERE key IN (?1, ?2) AND id < ?3
    )`);
  const entries = database.prepare('SELECT * FROM entry WHERE event_id = ? ORDER BY line');
  const refusals = database.prepare('SELECT * FROM refusal WHERE at >= ? ORDER BY id');
  const tallies = database.prepare(
    'SELECT status, reason, count(*) AS count FROM event GROUP BY status, reason',
  );
  const refused = database.prepare('SELECT count(*) AS count FROM refusal WHERE status <> 200');
  const session = database.prepare('SELECT body FROM session WHERE thread_id = ?');
  const sessionOfTicket = database.prepare(
    'SELECT body FROM session WHERE ticket_id = ? ORDER BY id DESC LIMIT 1',
  );
  const closes = database.prepare(
    `SELECT * FROM pending_close WHERE ${READABLE_CLOSE} ORDER BY due_at, thread_id`,
  );

  // The indexes know numbers, states and lanes, so that a damaged row cannot hide those beside it.
  const waitingIds = database.prepare(`
    SELECT id FROM event INDEXED BY event_status
    WHERE status = 'accepted' AND reason IS NULL AND id > ? AND id <= ? ORDER BY id LIMIT ?`);
  const laneOf = database.prepare('SELECT lane FROM event WHERE id = ?');
  const laneOfDamaged = database.prepare('SELECT lane FROM event INDEXED BY event_lane WHERE id = ?');
  const stateOfDamaged = database.prepare(
    'SELECT status, reason FROM event INDEXED BY event_status WHERE id = ?',
  );
  const idsInLane = database.prepare(
    'SELECT id FROM event INDEXED BY event_lane WHERE lane = ? AND id > ? AND id <= ? ORDER BY id',
  );
  const isWaiting = database.prepare(`
    SELECT 1 AS yes FROM event INDEXED BY event_status WHERE status = 'accepted' AND reason IS NULL AND id = ?`);
  const openIds = database.prepare(
    'SELECT id FROM event INDEXED BY event_status WHERE status = ? AND reason IS NULL ORDER BY id',
  );
  const receivedAt = database.prepare('SELECT received_at FROM event WHERE id = ?');
  const one = database.prepare(`SELECT ${EVENT_COLUMNS} FROM event WHERE id = ?`);
  const oneWithoutBody = database.prepare(`SELECT ${EVENT_COLUMNS_WITHOUT_BODY} FROM event WHERE id = ?`);

  function waiting(after: number, limit: number): Waiting[] {
    const upTo = deliveries.takenApartUpTo();
    const ids = waitingIds.all(after, upTo, limit).map(({ id }) => Number(id));
    const rows = ids.map((id) => ({ id, lane: lane(id) }));
    return rows.length === limit ? rows : [...rows, ...heldAfter(after, limit - rows.length)];
  }

  function heldAfter(after: number, limit: number): Waiting[] {
    return firstOf(deliveries.list({ after }, 'ASC'), limit).map(({ id, lane }) => ({ id, lane }));
  }

  function lane(id: number): string {
    try {
      return String(laneOf.get(id)?.['lane']);
    } catch {
      return String(laneOfDamaged.get(id)?.['lane']);
    }
  }

  function next(lane: string, after: number): number[] {
    return nextDelivery(waitingIn(lane, after));
  }

  function* waitingIn(lane: string, after: number): Generator<JournalledEvent> {
    for (const row of idsInLane.iterate(lane, after, deliveries.takenApartUpTo())) {
      const id = row['id'] as number;
      if (isWaiting.get(id)) yield whole(id);
    }
  }

  /** The oldest in this state whose record can be read: when it was received. */
  function oldestIn(status: 'accepted' | 'begun'): number | undefined {
    for (const { id } of openIds.iterate(status)) {
      try {
        return receivedAt.get(id as number)?.['received_at'] as number;
      } catch {}
    }
    return undefined;
  }

  /** One event, as much of it as can be read. */
  function whole(id: number): JournalledEvent {
    for (const columns of [one, oneWithoutBody]) {
      try {
        return ROWS.toEvent(columns.get(id) ?? {});
      } catch {}
    }
    return damagedEvent(id, lane(id), stateOfDamaged.get(id) ?? {});
  }

  const lists = new Map<string, StatementSync>();

  /** An engine lists events by the thousand, in few ways: each is prepared once, and not left to the collector. */
  function listing(columns: string, where: string, order: 'ASC' | 'DESC'): StatementSync {
    const sql = `SELECT ${columns} FROM event WHERE ${where} ORDER BY id ${order} LIMIT ?`;
    const known = lists.get(sql) ?? database.prepare(sql);
    lists.set(sql, known);
    return known;
  }

  function list(filter: EventFilter): JournalledEvent[] {
    const { limit = Number.POSITIVE_INFINITY, after } = filter;
    // The newest are found from the end, and handed out oldest first like all others.
    const order = filter.limit !== undefined && after === undefined ? 'DESC' : 'ASC';
    const held = firstOf(deliveries.list(filter, order), limit);
    const events = [...inRows(filter, order), ...held].sort((one, other) => one.id - other.id);
    return order === 'ASC' ? events.slice(0, limit) : events.slice(-limit);
  }

  function inRows(filter: EventFilter, order: 'ASC' | 'DESC'): JournalledEvent[] {
    const { where, values } = conditionsOf(filter);
    return readable((columns) => listing(columns, where, order).all(...values, filter.limit ?? -1));
  }

  /** All at once; where a damaged one is among them, one by one. */
  function readable(rows: (columns: string) => Row[]): JournalledEvent[] {
    try {
      return rows(EVENT_COLUMNS).map(ROWS.toEvent);
    } catch (error) {
      const ids = rows('id');
      if (ids.length === 0) throw error;
      return ids.map(({ id }) => whole(id as number));
    }
  }

  return {
    list,
    waiting,
    next,
    earlier(key, before) {
      const id = earlier.get(...formsOf(key), before)?.['id'];
      return typeof id === 'number' ? id : undefined;
    },
    entries: (id) => entries.all(id).map(ROWS.toEntry),
    refusals: (since) => refusals.all(since).map(ROWS.toRefusal),
    counters() {
      const held = { status: 'accepted', reason: null, count: deliveries.count() } as const;
      return countersOf([...tallies.all().map(ROWS.toTally), held], Number(refused.get()?.['count']));
    },
    oldestOpen() {
      const oldest = [oldestIn('begun'), oldestIn('accepted'), deliveries.oldestAt()];
      return earliestOf(oldest.filter((at) => at !== undefined));
    },
    session: (threadId) => ROWS.toSession(session.get(threadId)),
    sessionOfTicket: (ticketId) => ROWS.toSession(sessionOfTicket.get(ticketId)),
    pendingCloses: () => closes.all().map(ROWS.toPendingClose),
  };
}

function earliestOf(times: readonly number[]): number | null {
  return times.length === 0 ? null : Math.min(...times);
}

function firstOf<T>(items: Iterable<T>, limit: number): T[] {
  const first: T[] = [];
  for (const item of items) {
    if (first.length === limit) break;
    first.push(item);
  }
  return first;
}

function conditionsOf(filter: EventFilter): { where: string; values: SQLInputValue[] } {
  const given: [string, SQLInputValue | undefined][] = [
    ['lane = ?', filter.thread === undefined ? undefined : `thread:${filter.thread}`],
    ['status = ?', filter.status],
    ['status <> ?', filter.notStatus],
    ['reason = ?', filter.reason],
    ['type = ?', filter.type],
    ['received_at >= ?', filter.since],
    ['id IN (SELECT value FROM json_each(?))', filter.ids && JSON.stringify(filter.ids)],
    ['id > ?', filter.after],
  ];
  const conditions = given.filter(
    (condition): condition is [string, SQLInputValue] => condition[1] !== undefined,
  );
  return {
    where: conditions.map(([sql]) => sql).join(' AND ') || 'TRUE',
    values: conditions.map(([, value]) => value),
  };
}
