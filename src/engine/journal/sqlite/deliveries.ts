/**
 * What was taken and not taken apart yet: a delivery is one row until its events are wanted, so that it is answered
 * soon, whatever is in it. Its events have their numbers from the start and can be listed.
 */
import type { DatabaseSync } from 'node:sqlite';
import { type NotedEvent, takeApart } from '../../intake/take-apart.ts';
import { matches } from '../event-filter.ts';
import { type EventFilter, type JournalledEvent, type NewDelivery, UNTOUCHED } from '../journal.ts';
import { keptKey } from '../personal-values.ts';
import { type Row, unreadable } from '../rows.ts';

/** An event of a kept delivery; `damaged` where the delivery cannot be read any more. */
export interface HeldEvent extends NotedEvent {
  id: number;
  receivedAt: number;
  damaged?: true;
}

export interface Deliveries {
  /** To be called within a transaction. */
  insert(delivery: NewDelivery, receivedAt: number): void;
  /** Removes the oldest one and hands out its events; undefined where there is none. To be called as `insert`. */
  removeOldest(): HeldEvent[] | undefined;
  /** The highest number that is given away, also to an event that was forgotten since. */
  highest(): number;
  /** Every event up to this number has a row of its own. */
  takenApartUpTo(): number;
  /** How many events there are. */
  count(): number;
  /** When the oldest was received, in epoch milliseconds. */
  oldestAt(): number | undefined;
  /** Those that a filter lets through, whatever its limit: oldest first, or newest first. */
  list(filter: EventFilter, order: 'ASC' | 'DESC'): Generator<JournalledEvent>;
}

export function createDeliveries(database: DatabaseSync): Deliveries {
  const highest = database.prepare(`
    SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'event'), 0),
               coalesce((SELECT max(last_id) FROM delivery), 0)) AS id`);
  const insert = database.prepare(
    'INSERT INTO delivery (last_id, events, received_at, note, body) VALUES (?, ?, ?, ?, ?)',
  );
  const oldest = database.prepare(
    'SELECT last_id, events, received_at, note FROM delivery ORDER BY last_id LIMIT 1',
  );
  const heads = { ASC: allFrom('ASC'), DESC: allFrom('DESC') };
  const bodyOf = database.prepare('SELECT body FROM delivery WHERE last_id = ?');
  const remove = database.prepare('DELETE FROM delivery WHERE last_id = ?');
  const waiting = database.prepare('SELECT coalesce(sum(events), 0) AS count FROM delivery');

  function allFrom(order: 'ASC' | 'DESC') {
    return database.prepare(`
      SELECT last_id, events, received_at, note FROM delivery
      WHERE last_id > ? AND last_id - events < ? ORDER BY last_id ${order}`);
  }

  function read({ last_id: last, events: count, received_at: receivedAt, note }: Row): HeldEvent[] {
    const found = inBody(last as number, note as string | null);
    return Array.from({ length: count as number }, (_, index) => {
      const id = (last as number) - (count as number) + 1 + index;
      return { id, receivedAt: receivedAt as number, ...(found[index] ?? lost(id)) };
    });
  }

  /** A long body stands on pages of its own, which may be damaged where the rest is not. */
  function inBody(last: number, note: string | null): NotedEvent[] {
    try {
      return takeApart(bodyOf.get(last)?.['body'] as Uint8Array, note);
    } catch {
      return [];
    }
  }

  return {
    insert({ body, events, note }, receivedAt) {
      const last = Number(highest.get()?.['id']) + events;
      insert.run(last, events, receivedAt, note, body);
    },
    removeOldest() {
      const row = oldest.get();
      if (!row) return undefined;
      const events = read(row);
      remove.run(row['last_id'] as number);
      return events;
    },
    highest: () => Number(highest.get()?.['id']),
    takenApartUpTo() {
      const row = oldest.get();
      return row ? (row['last_id'] as number) - (row['events'] as number) : Number.MAX_SAFE_INTEGER;
    },
    count: () => Number(waiting.get()?.['count']),
    oldestAt: () => oldest.get()?.['received_at'] as number | undefined,
    *list(filter, order) {
      const { ids, after = 0, status = 'accepted', notStatus, reason } = filter;
      if (status !== 'accepted' || notStatus === 'accepted' || reason !== undefined) return;
      const [first, last] = ids ? [Math.min(...ids), Math.max(...ids)] : [0, Number.MAX_SAFE_INTEGER];
      for (const row of heads[order].iterate(Math.max(first - 1, after), last)) {
        const events = read(row).map(asListed);
        if (order === 'DESC') events.reverse();
        yield* events.filter((event) => matches(event, filter));
      }
    },
  };
}

function asListed({ notes: _later, key, ...held }: HeldEvent): JournalledEvent {
  return { ...held, key: keptKey({ event: held.event, key }), ...UNTOUCHED, replayOf: null };
}

function lost(id: number): NotedEvent & { damaged: true } {
  const lane = `unknown:${id}`;
  return { event: unreadable('unknown', lane), key: '', lane, notes: [], damaged: true };
}
