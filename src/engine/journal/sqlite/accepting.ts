/** How events come into the file: whole deliveries, what is run again, and the events of what was taken before. */
import type { DatabaseSync } from 'node:sqlite';
import { type JournalledEvent, type NewDelivery, type NewEvent, UNTOUCHED } from '../journal.ts';
import { holdsPersonalValue, keptKey } from '../personal-values.ts';
import type { Redaction } from '../redaction.ts';
import type { Deliveries, HeldEvent } from './deliveries.ts';
import type { Write } from './group-commit.ts';

export interface Accepting {
  take(delivery: NewDelivery, receivedAt: number): Write<void>;
  accept(events: readonly NewEvent[], receivedAt: number): Write<JournalledEvent[]>;
  /** Gives events of taken deliveries rows of their own, the oldest first: at least so many, where there are. */
  takeApart(atLeast: number): Write<void>;
  /** The same up to this event, before a step is written of it. */
  takenApart<T>(id: number, step: Write<T>): Write<T>;
}

/** An event with its number. */
type Numbered = NewEvent & Pick<JournalledEvent, 'id' | 'receivedAt'>;

export function createAccepting(
  database: DatabaseSync,
  deliveries: Deliveries,
  redaction: Redaction,
): Accepting {
  const insertEvent = database.prepare(`
    INSERT INTO event (id, received_at, type, lane, key, status, replay_of, personal, body)
    VALUES (?, ?, ?, ?, ?, 'accepted', ?, ?, ?)`);
  const insertNote = database.prepare(`
    INSERT INTO entry (event_id, line, at, kind, data) VALUES (?, ?, ?, 'note', ?)`);

  function insert({ id, receivedAt, event, key, lane, replayOf }: Numbered, body: string): void {
    const personal = !redaction.keepsTexts && holdsPersonalValue(event) ? 1 : 0;
    insertEvent.run(
      id,
      receivedAt,
      event.type,
      lane,
      keptKey({ event, key }),
      replayOf ?? null,
      personal,
      body,
    );
  }

  function insertHeld(held: HeldEvent): void {
    insert(held, held.damaged ? '' : JSON.stringify(held.event));
    for (const [index, note] of held.notes.entries())
      insertNote.run(held.id, index + 1, held.receivedAt, redaction.json({ note }));
  }

  /** How many events came out of the oldest delivery; 0 where there is none. */
  function takeOneApart(): number {
    const events = deliveries.removeOldest() ?? [];
    for (const event of events) insertHeld(event);
    return events.length;
  }

  return {
    take: (delivery, receivedAt) => () => deliveries.insert(delivery, receivedAt),
    accept(given, receivedAt) {
      const events = given.map((each) => ({ ...each, event: { ...each.event } }));
      return () =>
        events.map((each) => {
          const id = deliveries.highest() + 1;
          insert({ ...each, id, receivedAt }, JSON.stringify(each.event));
          const { event, lane, replayOf = null } = each;
          return { id, event, key: keptKey(each), lane, receivedAt, replayOf, ...UNTOUCHED };
        });
    },
    takeApart: (atLeast) => () => {
      let count = 0;
      while (count < atLeast) {
        const more = takeOneApart();
        if (more === 0) return;
        count += more;
      }
    },
    takenApart: (id, step) => () => {
      while (deliveries.takenApartUpTo() < id && takeOneApart() > 0);
      return step();
    },
  };
}
