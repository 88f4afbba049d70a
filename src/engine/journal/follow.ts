import { setTimeout as delay } from 'node:timers/promises';
import { isOpen } from './counters.ts';
import type { EventFilter, Journal, JournalledEvent } from './journal.ts';

/** How often a followed journal is looked at, in milliseconds. */
const LOOK_AGAIN_MS = 250;

/** A journal as it is at one moment, and what happens in it from then on. */
export interface FollowedJournal {
  /** As `list` gives them. */
  events: JournalledEvent[];
  /**
   * Each further event once it has ended, in the order of the endings, until the signal aborts. Until then an event
   * is followed whatever its status, since the status that the filter asks for is how it ends.
   */
  endings: AsyncGenerator<JournalledEvent>;
}

/** Lists a journal and follows it without a gap between the two. Reads it only. */
export async function followJournal(
  journal: Journal,
  filter: EventFilter,
  signal: AbortSignal,
): Promise<FollowedJournal> {
  // Noted before anything is listed, so that nothing can end unseen in between.
  const mark = await markOf(journal);
  const events = await journal.list(filter);
  return { events, endings: endingsSince(mark, journal, filter, events, signal) };
}

/** Where a journal stood at one moment. */
interface Mark {
  /** Number of its newest event. */
  newest: number;
  /** Numbers of its events that had not ended. */
  open: readonly number[];
}

async function markOf(journal: Journal): Promise<Mark> {
  const newest = (await journal.list({ limit: 1 }))[0]?.id ?? 0;
  // In the order in which an event goes through them, so that none is missed between the two.
  const accepted = await journal.list({ status: 'accepted' });
  const begun = await journal.list({ status: 'begun' });
  const open = new Set([...accepted, ...begun].map(({ id }) => id));
  return { newest, open: [...open].filter((id) => id <= newest) };
}

async function* endingsSince(
  { newest, open }: Mark,
  journal: Journal,
  { limit: _limit, status, reason, ...scope }: EventFilter,
  listed: readonly JournalledEvent[],
  signal: AbortSignal,
): AsyncGenerator<JournalledEvent> {
  const seen = new Set(listed.filter((event) => !isOpen(event)).map(({ id }) => id));
  const isWanted = (event: JournalledEvent) =>
    !seen.has(event.id) && (!status || event.status === status) && (!reason || event.reason === reason);
  let after = newest;
  let waiting = open;
  while (!signal.aborted) {
    const fresh = await journal.list({ ...scope, after });
    const earlier = waiting.length > 0 ? await journal.list({ ...scope, ids: waiting }) : [];
    const followed = [...earlier, ...fresh];
    yield* followed.filter((event) => !isOpen(event)).filter(isWanted);
    after = Math.max(after, ...fresh.map(({ id }) => id));
    waiting = followed.filter(isOpen).map(({ id }) => id);
    await delay(LOOK_AGAIN_MS, undefined, { signal }).catch(() => {});
  }
}
