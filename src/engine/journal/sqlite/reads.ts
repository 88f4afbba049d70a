import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { countersOf } from '../counters.ts';
import type { EventFilter, Journal, JournalledEvent } from '../journal.ts';
import { formsOf } from '../personal-values.ts';
import { EVENT_COLUMNS, toEntry, toEvent, toPendingClose, toRefusal, toSession, toTally } from './rows.ts';

type Reads = Pick<
  Journal,
  | 'pending'
  | 'earlier'
  | 'list'
  | 'entries'
  | 'refusals'
  | 'counters'
  | 'session'
  | 'sessionOfTicket'
  | 'pendingCloses'
>;

/** What the journal answers; it sees what is durable and nothing else. */
export function createReads(database: DatabaseSync): Reads {
  const earlier = database.prepare(`
    SELECT min(id) AS id FROM (
      SELECT id FROM event WHERE key IN (?1, ?2) AND received_at >= ?3 AND id < ?4
      UNION ALL
      SELECT id FROM forgotten_key WHERE key IN (?1, ?2) AND received_at >= ?3 AND id < ?4
    )`);
  const entries = database.prepare('SELECT * FROM entry WHERE event_id = ? ORDER BY line');
  const refusals = database.prepare('SELECT * FROM refusal WHERE at >= ? ORDER BY id');
  const tallies = database.prepare(
    'SELECT status, reason, count(*) AS count FROM event GROUP BY status, reason',
  );
  const refused = database.prepare('SELECT count(*) AS count FROM refusal');
  const session = database.prepare('SELECT body FROM session WHERE thread_id = ?');
  const sessionOfTicket = database.prepare(
    'SELECT body FROM session WHERE ticket_id = ? ORDER BY id DESC LIMIT 1',
  );
  const closes = database.prepare('SELECT * FROM pending_close ORDER BY due_at, thread_id');

  const lists = new Map<string, StatementSync>();

  /** An engine lists events by the thousand, in few ways: each is prepared once, and not left to the collector. */
  function listing(where: string, order: 'ASC' | 'DESC'): StatementSync {
    const sql = `SELECT ${EVENT_COLUMNS} FROM event WHERE ${where} ORDER BY id ${order} LIMIT ?`;
    const known = lists.get(sql) ?? database.prepare(sql);
    lists.set(sql, known);
    return known;
  }

  function list(filter: EventFilter): JournalledEvent[] {
    const { where, values } = conditionsOf(filter);
    // The newest are found from the end, and handed out oldest first like all others.
    const fromTheEnd = filter.limit !== undefined && filter.after === undefined;
    const events = listing(where, fromTheEnd ? 'DESC' : 'ASC')
      .all(...values, filter.limit ?? -1)
      .map(toEvent);
    return fromTheEnd ? events.reverse() : events;
  }

  return {
    list,
    pending: () => list({ status: 'accepted' }),
    earlier(key, since, before) {
      const id = earlier.get(...formsOf(key), since, before)?.['id'];
      return typeof id === 'number' ? id : undefined;
    },
    entries: (id) => entries.all(id).map(toEntry),
    refusals: (since) => refusals.all(since).map(toRefusal),
    counters: () => countersOf(tallies.all().map(toTally), Number(refused.get()?.['count'])),
    session: (threadId) => toSession(session.get(threadId)),
    sessionOfTicket: (ticketId) => toSession(sessionOfTicket.get(ticketId)),
    pendingCloses: () => closes.all().map(toPendingClose),
  };
}

function conditionsOf(filter: EventFilter): { where: string; values: SQLInputValue[] } {
  const given: [string, SQLInputValue | undefined][] = [
    ['lane = ?', filter.thread === undefined ? undefined : `thread:${filter.thread}`],
    ['status = ?', filter.status],
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
