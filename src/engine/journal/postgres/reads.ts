import { nextDelivery } from '../../decide/keys.ts';
import { countersOf } from '../counters.ts';
import type { EventFilter, JournalReads } from '../journal.ts';
import { formsOf } from '../personal-values.ts';
import { EVENT_COLUMNS, type Row } from '../rows.ts';
import { kept, ROWS, toWaiting } from './rows.ts';

/** Runs one statement and resolves to its rows. */
export type Ask = (sql: string, values?: readonly unknown[]) => Promise<Row[]>;

/** Of what waits in a lane, so many are looked at: one delivery holds at most a hundred events. */
const DELIVERY = 200;

/** What the journal answers; it sees what is durable and nothing else. */
export function createReads(ask: Ask): JournalReads {
  async function next(lane: string, after: number, limit = DELIVERY): Promise<number[]> {
    const rows = await ask(
      `SELECT ${EVENT_COLUMNS} FROM event
      WHERE status = 'accepted' AND md5(lane) = md5($1) AND lane = $1 AND id > $2 ORDER BY id LIMIT $3`,
      [kept(lane), after, limit],
    );
    const waiting = rows.map(ROWS.toEvent);
    const ids = nextDelivery(waiting);
    // All of them came at once, and there may be more of it.
    return ids.length === limit ? next(lane, after, limit * 10) : ids;
  }

  return {
    next: (lane, after) => next(lane, after),
    async waiting(after, limit) {
      const rows = await ask(
        `SELECT id, lane FROM event WHERE status = 'accepted' AND id > $1 ORDER BY id LIMIT $2`,
        [after, limit],
      );
      return rows.map(toWaiting);
    },
    async earlier(key, before) {
      const forms = formsOf(key).map(kept);
      const [row] = await ask(
        `SELECT min(id) AS id FROM (
          SELECT id FROM event WHERE key IN ($1, $2) AND id < $3
          UNION ALL
          SELECT id FROM forgotten_key WHERE key IN ($1, $2) AND id < $3
        ) AS known`,
        [...forms, before],
      );
      return typeof row?.['id'] === 'number' ? row['id'] : undefined;
    },
    async list(filter) {
      const { where, values } = conditionsOf(filter);
      // The newest are found from the end, and handed out oldest first like all others.
      const fromTheEnd = filter.limit !== undefined && filter.after === undefined;
      const rows = await ask(
        `SELECT ${EVENT_COLUMNS} FROM event WHERE ${where}
        ORDER BY id ${fromTheEnd ? 'DESC' : 'ASC'} LIMIT $${values.length + 1}`,
        [...values, filter.limit ?? null],
      );
      const events = rows.map(ROWS.toEvent);
      return fromTheEnd ? events.reverse() : events;
    },
    entries: async (id) =>
      (await ask('SELECT * FROM entry WHERE event_id = $1 ORDER BY line', [id])).map(ROWS.toEntry),
    refusals: async (since) =>
      (await ask('SELECT * FROM refusal WHERE at >= $1 ORDER BY id', [since])).map(ROWS.toRefusal),
    async counters() {
      const tallies = await ask(
        'SELECT status, reason, count(*) AS count FROM event GROUP BY status, reason',
      );
      const [refused] = await ask('SELECT count(*) AS count FROM refusal WHERE status <> 200');
      return countersOf(tallies.map(ROWS.toTally), Number(refused?.['count']));
    },
    async oldestOpen() {
      // By status apart, since each has an index of its own.
      const [row] = await ask(
        `SELECT min(received_at) AS at FROM (
          (SELECT received_at FROM event WHERE status = 'accepted' ORDER BY id LIMIT 1)
          UNION ALL
          (SELECT received_at FROM event WHERE status = 'begun' ORDER BY id LIMIT 1)
        ) AS oldest`,
      );
      return typeof row?.['at'] === 'number' ? row['at'] : null;
    },
    session: async (threadId) =>
      ROWS.toSession((await ask('SELECT body FROM session WHERE thread_id = $1', [kept(threadId)]))[0]),
    sessionOfTicket: async (ticketId) =>
      ROWS.toSession(
        (
          await ask('SELECT body FROM session WHERE ticket_id = $1 ORDER BY id DESC LIMIT 1', [
            kept(ticketId),
          ])
        )[0],
      ),
    pendingCloses: async () =>
      (await ask('SELECT * FROM pending_close ORDER BY due_at, thread_id COLLATE "C"')).map(
        ROWS.toPendingClose,
      ),
  };
}

function keptIf(asked: string | undefined, text = asked): string | undefined {
  return asked === undefined || text === undefined ? undefined : kept(text);
}

function conditionsOf(filter: EventFilter): { where: string; values: unknown[] } {
  const given: [condition: string, value: unknown][] = [
    ['lane =', keptIf(filter.thread, `thread:${filter.thread}`)],
    ['status =', filter.status],
    ['status <>', filter.notStatus],
    ['reason =', keptIf(filter.reason)],
    ['type =', keptIf(filter.type)],
    ['received_at >=', filter.since],
    ['id = ANY', filter.ids && [...filter.ids]],
    ['id >', filter.after],
  ];
  const conditions = given.filter(([, value]) => value !== undefined);
  return {
    where: conditions.map(([condition], index) => `${condition} ($${index + 1})`).join(' AND ') || 'TRUE',
    values: conditions.map(([, value]) => value),
  };
}
