/**
 * What happens in a journal, in portions, from any moment on. It is looked at now and then, for as long as somebody reads:
 * an engine that takes thousands of events a second is not held up by who watches it.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { isOpen } from '../../engine/journal/counters.ts';
import type { JournalledEvent, JournalReads } from '../../engine/journal/journal.ts';
import { seldom } from '../../engine/watch/counting.ts';
import type { Changes } from '../words.ts';
import { latenessOf } from './lateness.ts';
import { rowOf, tallyOf } from './rows.ts';

/** So many of the newest events the page holds; who is further behind than that goes on from there. */
export const NEWEST = 10_000;

/** Between two looks, in milliseconds: what happens in between is seen together. */
const LOOK_AGAIN_MS = 200;

/** The same where there is more than one look reads. */
const GO_ON_MS = 100;

/** Events that are read at a look: new ones, and as many whose end is waited for. */
const PORTION = 500;

/** A portion, and the cursor from which everything after it is seen. */
export interface Portion extends Changes {
  cursor: number;
}

/**
 * The number of the oldest event that may still change: nothing that has ended does. Whoever sees all events from there
 * on has missed nothing.
 */
export function cursorOf(newest: number, open: Iterable<number>): number {
  let cursor = newest + 1;
  for (const id of open) cursor = Math.min(cursor, id);
  return Math.max(cursor, newest + 1 - NEWEST);
}

/** Everything from a cursor on, at once even where that is nothing, and then each change, until the signal aborts. */
export async function* changesFrom(
  journal: JournalReads,
  cursor: number,
  signal: AbortSignal,
): AsyncGenerator<Portion> {
  const watch = new Watch(journal, cursor);
  const count = seldom(() => journal.counters());
  const lateness = latenessOf(journal);
  for (let looks = 0; !signal.aborted; looks += 1) {
    const { events, isBehind } = await watch.look();
    const late = await lateness();
    if (events.length > 0 || late !== undefined || looks === 0) {
      const tally = events.length > 0 ? await count() : undefined;
      yield {
        events: events.map(rowOf),
        cursor: watch.cursor,
        ...(tally && { tally: tallyOf(tally) }),
        ...(late !== undefined && { late }),
      };
    }
    await delay(isBehind ? GO_ON_MS : LOOK_AGAIN_MS, undefined, { signal }).catch(() => {});
  }
}

/** What is known of a journal that is watched: how far it was read, and which events had not ended then. */
class Watch {
  readonly #journal: JournalReads;
  readonly #open = new Map<number, JournalledEvent['status']>();
  #seen: number;

  constructor(journal: JournalReads, cursor: number) {
    this.#journal = journal;
    this.#seen = Math.max(0, cursor - 1);
  }

  get cursor(): number {
    return cursorOf(this.#seen, this.#open.keys());
  }

  async look(): Promise<{ events: JournalledEvent[]; isBehind: boolean }> {
    const ended = await this.#changed();
    const newest = (await this.#journal.list({ limit: 1 }))[0]?.id ?? 0;
    this.#seen = Math.max(this.#seen, newest - NEWEST);
    const fresh = await this.#journal.list({ after: this.#seen, limit: PORTION });
    this.#seen = fresh.at(-1)?.id ?? this.#seen;
    for (const event of fresh) this.#follow(event);
    return { events: [...ended, ...fresh], isBehind: fresh.length === PORTION };
  }

  /** Of those that had not ended the next ones in turn, since they may be as many as the list is long. */
  async #changed(): Promise<JournalledEvent[]> {
    const next = [...this.#open].slice(0, PORTION);
    for (const [id] of next) this.#toTheEnd(id);
    const lists = [...Map.groupBy(next, ([, status]) => status)].map(([notStatus, events]) =>
      this.#journal.list({ ids: events.map(([id]) => id), notStatus }),
    );
    const changed = (await Promise.all(lists)).flat();
    for (const event of changed) this.#follow(event);
    return changed;
  }

  #toTheEnd(id: number): void {
    const status = this.#open.get(id);
    this.#open.delete(id);
    if (status !== undefined && id > this.#seen - NEWEST) this.#open.set(id, status);
  }

  #follow(event: JournalledEvent): void {
    if (isOpen(event)) this.#open.set(event.id, event.status);
    else this.#open.delete(event.id);
  }
}
