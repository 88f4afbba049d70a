import { setTimeout as delay } from 'node:timers/promises';
import { UsageError } from '../../files/usage-error.ts';
import { isOpen } from '../journal/counters.ts';
import type { Journal, JournalledEvent } from '../journal/journal.ts';
import type { WorkedJournal } from '../journal/lane-queue.ts';
import type { Engine } from './engine.ts';

/** Which events are run again. */
export interface ReplayChoice {
  /** Journal numbers. */
  ids?: readonly number[];
  /** Only those that failed or were interrupted. */
  failed?: boolean;
  /** Epoch milliseconds; only those received since. */
  since?: number;
}

/** Whether other engines have worked what is in their hands, in milliseconds. */
const LOOK_EVERY = 200;

/** @throws UsageError for a number that the journal does not hold */
export async function eventsToReplay(
  journal: Journal,
  { ids, failed, since }: ReplayChoice,
): Promise<JournalledEvent[]> {
  const events = await journal.list({ ...(ids && { ids }), ...(since !== undefined && { since }) });
  if (ids && events.length < new Set(ids).size) {
    const known = events.map(({ id }) => id);
    const unknown = ids.filter((id) => !known.includes(id));
    throw new UsageError(`The journal has no event ${unknown.join(', ')}.`, {
      hint: 'List them with `engine journal`.',
    });
  }
  return failed ? events.filter(({ status }) => status === 'failed' || status === 'interrupted') : events;
}

/**
 * Runs events again on a started engine and resolves to how they ended; an engine that was stopped meanwhile leaves
 * some of them open. Each run is an event of its own, which names the one that it repeats, so it is no duplicate and
 * is not replayed for its original's sake.
 *
 * @param now epoch milliseconds
 * @param signal aborted when the engine is stopped: what other engines have in hand is not waited for any more
 */
export async function replay(
  events: readonly JournalledEvent[],
  engine: Engine,
  journal: WorkedJournal,
  now: number,
  signal: AbortSignal,
): Promise<JournalledEvent[]> {
  const ids = (await beginAgain(events, engine, journal, now)).map(({ id }) => id);
  await engine.idle();
  for (;;) {
    const ends = await journal.list({ ids });
    if (journal.queue === undefined || signal.aborted || !ends.some(isOpen)) return ends;
    await delay(LOOK_EVERY, undefined, { signal }).catch(() => {});
  }
}

/** As `replay`, without waiting for the ends; resolves to the new events. */
export async function beginAgain(
  events: readonly JournalledEvent[],
  engine: Engine,
  journal: Journal,
  now: number,
): Promise<JournalledEvent[]> {
  const again = await journal.accept(
    events.map(({ id, event, key, lane }) => ({ event, key, lane, replayOf: id })),
    now,
  );
  engine.accepted();
  return again;
}
