import type { EventOutcome, Work } from '../effects.ts';
import type { Journal, JournalledEvent, PendingClose } from '../journal/journal.ts';
import type { EngineSettings } from '../settings.ts';
import { closeTicket } from '../work/work.ts';
import type { Closes } from './closes.ts';
import { durable, type Recorder, recorderOf } from './recorder.ts';
import type { Timers } from './timers.ts';

/** What closing a ticket takes. */
export interface Closing {
  /** Of the lane, where several engines share the journal. */
  journal: Journal;
  timers: Timers;
  closes: Pick<Closes, 'cancel'>;
  settings: EngineSettings;
  /** Carries the work out; a fault in it is its end. */
  ended(begin: () => Promise<Work>, recorder: Recorder): Promise<EventOutcome>;
}

const LEFT_OPEN = {
  summary:
    'Something that came after it failed or was interrupted, and may have been a message of the customer, so its ticket stays open.',
} as const;

/** Closing is recorded with the event that resolved the conversation. HubSpot is asked once, as for an event. */
export async function closeOnce(pending: PendingClose, closing: Closing): Promise<void> {
  const { journal, timers, closes, settings, ended } = closing;
  const { threadId, eventId } = pending;
  const recorder = recorderOf(await stillHeld(journal, eventId), journal, timers);
  const { summary } = (await mayHaveGoneOn(journal, pending))
    ? LEFT_OPEN
    : await ended(async () => closeTicket(threadId, settings), recorder);
  await recorder.note(summary);
  await durable(closes.cancel(journal, threadId));
}

/** What was broken off after it may have been a customer's message, which would have called the close off. */
async function mayHaveGoneOn(
  journal: Journal,
  { threadId: thread, eventId = 0 }: PendingClose,
): Promise<boolean> {
  const [resolution] = await journal.list({ ids: [eventId] });
  const resolvedAt = resolution?.endedAt ?? Number.POSITIVE_INFINITY;
  // What came with the same delivery may have a lower number and be worked later.
  const isLater = ({ id, begunAt }: JournalledEvent) => id > eventId || (begunAt ?? 0) >= resolvedAt;
  if ((await journal.list({ thread, status: 'interrupted' })).some(isLater)) return true;
  for (const failed of (await journal.list({ thread, status: 'failed' })).filter(isLater)) {
    if (await isUndecided(journal, failed)) return true;
  }
  return false;
}

/** By the time of its decision a customer's message has called the close off. */
async function isUndecided(journal: Journal, { id }: JournalledEvent): Promise<boolean> {
  return !(await journal.entries(id)).some(({ kind }) => kind === 'decision');
}

/** undefined for an event that was forgotten since. */
async function stillHeld(journal: Journal, eventId: number | undefined): Promise<number | undefined> {
  return eventId === undefined ? undefined : (await journal.list({ ids: [eventId] }))[0]?.id;
}
