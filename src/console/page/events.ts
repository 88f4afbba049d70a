/** The events that the page holds, by number and by conversation. Knows no browser. */
import type { EventRow } from '../words.ts';
import type { Filter } from './route.ts';

/** So many of the newest are held; older ones are asked for when somebody wants them. */
export const MOST_HELD = 10_000;

/** The events of one conversation, ticket or other object, oldest first. */
export interface Lane {
  key: string;
  events: EventRow[];
}

export class Events {
  readonly #rows = new Map<number, EventRow>();
  #newestFirst: EventRow[] | undefined;
  #lanes: Lane[] | undefined;
  /** There were more than are held. */
  hasDropped = false;

  /** An event that is held already is replaced. */
  add(rows: readonly EventRow[]): void {
    for (const row of rows) this.#rows.set(row.id, row);
    if (rows.length === 0) return;
    this.#newestFirst = undefined;
    this.#lanes = undefined;
    if (this.#rows.size <= MOST_HELD) return;
    this.hasDropped = true;
    const all = this.newestFirst;
    for (const { id } of all.slice(MOST_HELD)) this.#rows.delete(id);
    this.#newestFirst = all.slice(0, MOST_HELD);
  }

  get(id: number): EventRow | undefined {
    return this.#rows.get(id);
  }

  get size(): number {
    return this.#rows.size;
  }

  get newestFirst(): readonly EventRow[] {
    this.#newestFirst ??= [...this.#rows.values()].sort((one, other) => other.id - one.id);
    return this.#newestFirst;
  }

  /** The one with the newest event first. */
  get lanes(): readonly Lane[] {
    this.#lanes ??= [...Map.groupBy(this.newestFirst, ({ lane }) => lane)].map(([key, events]) => ({
      key,
      events: events.toReversed(),
    }));
    return this.#lanes;
  }
}

/** Whether an event fits what was typed and chosen. */
export function fits(filter: Filter): (row: EventRow) => boolean {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return (row) => {
    if (filter.status !== '' && row.status !== filter.status) return false;
    if (filter.reason !== '' && row.reason !== filter.reason) return false;
    if (words.length === 0) return true;
    const { id, type, words: said, subject, lane, status, reason = '', summary = '' } = row;
    const text = `#${id} ${type} ${said} ${subject} ${lane} ${status} ${reason} ${summary}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

/** A conversation in the list, with the last of its events that fits. */
export interface ListedLane extends Lane {
  last: EventRow;
}

/** The conversations in which some event fits. */
export function fittingLanes(lanes: readonly Lane[], filter: Filter): ListedLane[] {
  const isFitting = fits(filter);
  return lanes.flatMap((lane) => {
    const last = lane.events.findLast(isFitting);
    return last === undefined ? [] : [{ ...lane, last }];
  });
}

/** `Conversation`, `8243595013`. */
export function laneWords(lane: string): [kind: string, id: string] {
  const at = lane.indexOf(':');
  const kind = lane.slice(0, at);
  return [LANE_WORDS[kind] ?? kind, lane.slice(at + 1)];
}

/** `Conversation 8243595013`. */
export function laneName(lane: string): string {
  return laneWords(lane).join(' ');
}

const LANE_WORDS: Readonly<Record<string, string>> = { thread: 'Conversation', ticket: 'Ticket' };
