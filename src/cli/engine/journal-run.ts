import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Flags as ConfigFlags, readFlags, UsageError } from '../../config/index.ts';
import type { EventFilter, Journal, JournalledEvent } from '../../engine/journal/index.ts';
import { eventLine, renderEvents, renderStory } from '../../reporters/journal.ts';
import type { JournalFlags } from '../commands/engine.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { DEFAULT_JOURNAL, requireJournal, withJournal } from './open-journal.ts';

/** How often a followed journal is looked at, in milliseconds. */
const LOOK_AGAIN_MS = 250;

/** `opencx-hubspot engine journal`. */
export async function showJournal(flags: JournalFlags, io: Io): Promise<number> {
  const file = resolve(io.cwd, flags.journal ?? DEFAULT_JOURNAL);
  if (flags.prune !== undefined) return prune(file, flags.prune, io);
  return withJournal(file, { readOnly: true }, async (journal) => {
    if (flags.id !== undefined) showStory(journal, flags.id, flags, io);
    else await showEvents(journal, filterOf(flags), flags, io);
    return EXIT.healthy;
  });
}

async function prune(file: string, before: number, io: Io): Promise<number> {
  await requireJournal(file);
  const forgotten = await withJournal(file, {}, (journal) => journal.prune(before));
  io.err(`${forgotten} ended events from before ${new Date(before).toISOString()} were forgotten.\n`);
  return EXIT.healthy;
}

function filterOf({ thread, status, reason, since, limit }: JournalFlags): EventFilter {
  const flags: ConfigFlags = thread === undefined ? {} : { thread };
  const { threadId } = readFlags(flags);
  return {
    limit,
    ...(threadId && { thread: threadId }),
    ...(status && { status }),
    ...(reason && { reason }),
    ...(since !== undefined && { since }),
  };
}

function showStory(journal: Journal, id: number, flags: JournalFlags, io: Io): void {
  const [event] = journal.list({ ids: [id] });
  if (!event)
    throw new UsageError(`The journal has no event ${id}.`, { hint: 'List them with `engine journal`.' });
  const story = journal.story(id);
  io.out(
    flags.format === 'text'
      ? renderStory(event, story, io)
      : `${JSON.stringify({ schemaVersion: 1, ...event, story }, null, indent(flags))}\n`,
  );
}

async function showEvents(journal: Journal, filter: EventFilter, flags: JournalFlags, io: Io): Promise<void> {
  // Noted before anything is listed, so that nothing can end unseen in between.
  const end = flags.follow ? endOf(journal) : undefined;
  const events = journal.list(filter);
  if (flags.format === 'json') {
    io.out(`${JSON.stringify({ schemaVersion: 1, counters: journal.counters(), events }, null, 2)}\n`);
  } else if (flags.follow || flags.format === 'ndjson') {
    for (const event of events) io.out(lineOf(event, flags));
  } else {
    io.out(renderEvents(events, journal.counters()));
  }
  if (end) await follow(journal, end, filter, events, flags, io);
}

/** Where a journal ended at one moment. */
interface End {
  /** Number of its newest event. */
  newest: number;
  /** Numbers of its events that had not ended. */
  open: readonly number[];
}

function endOf(journal: Journal): End {
  const newest = journal.list({ limit: 1 })[0]?.id ?? 0;
  const open = [...journal.list({ status: 'accepted' }), ...journal.list({ status: 'begun' })];
  return { newest, open: open.map(({ id }) => id).filter((id) => id <= newest) };
}

/**
 * Prints each further event once it has ended, in the order of the endings. Until then it is followed whatever its
 * status, since the one that is asked for is how it ends.
 */
async function follow(
  journal: Journal,
  { newest, open }: End,
  { limit: _limit, status, reason, ...scope }: EventFilter,
  shown: readonly JournalledEvent[],
  flags: JournalFlags,
  io: Io,
): Promise<void> {
  const told = new Set(shown.filter((event) => !isOpen(event)).map(({ id }) => id));
  const isWanted = (event: JournalledEvent) =>
    !told.has(event.id) && (!status || event.status === status) && (!reason || event.reason === reason);
  let after = newest;
  let waiting = open;
  while (!io.signal.aborted) {
    const fresh = journal.list({ ...scope, after });
    const earlier = waiting.length > 0 ? journal.list({ ...scope, ids: waiting }) : [];
    const followed = [...earlier, ...fresh];
    for (const event of followed.filter((event) => !isOpen(event)).filter(isWanted)) {
      io.out(lineOf(event, flags));
    }
    after = Math.max(after, ...fresh.map(({ id }) => id));
    waiting = followed.filter(isOpen).map(({ id }) => id);
    await delay(LOOK_AGAIN_MS, undefined, { signal: io.signal }).catch(() => {});
  }
}

function lineOf(event: JournalledEvent, { format }: JournalFlags): string {
  return `${format === 'text' ? eventLine(event) : JSON.stringify({ schemaVersion: 1, ...event })}\n`;
}

function isOpen({ status }: JournalledEvent): boolean {
  return status === 'accepted' || status === 'begun';
}

function indent({ format }: JournalFlags): number {
  return format === 'json' ? 2 : 0;
}
