import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Flags as ConfigFlags, readFlags, UsageError } from '../../config/index.ts';
import type { EventFilter, Journal, JournalledEvent } from '../../engine/journal/index.ts';
import { eventLine, renderEvents, renderStory } from '../../reporters/journal.ts';
import type { JournalFlags } from '../commands/engine.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { DEFAULT_JOURNAL, withJournal } from './open-journal.ts';

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
      : `${JSON.stringify({ ...event, story }, null, indent(flags))}\n`,
  );
}

async function showEvents(journal: Journal, filter: EventFilter, flags: JournalFlags, io: Io): Promise<void> {
  const events = journal.list(filter);
  if (flags.format === 'json') {
    io.out(`${JSON.stringify({ schemaVersion: 1, counters: journal.counters(), events }, null, 2)}\n`);
  } else if (flags.format === 'ndjson') {
    for (const event of events) io.out(`${JSON.stringify(event)}\n`);
  } else {
    io.out(
      flags.follow
        ? events.map((event) => `${eventLine(event)}\n`).join('')
        : renderEvents(events, journal.counters()),
    );
  }
  if (flags.follow) await follow(journal, filter, events, flags, io);
}

/** Prints each further event once it has ended, in the order of the endings. */
async function follow(
  journal: Journal,
  filter: EventFilter,
  shown: readonly JournalledEvent[],
  flags: JournalFlags,
  io: Io,
): Promise<void> {
  const print = (event: JournalledEvent) =>
    io.out(flags.format === 'text' ? `${eventLine(event)}\n` : `${JSON.stringify(event)}\n`);
  let after = Math.max(0, ...shown.map(({ id }) => id));
  let waiting: number[] = shown.filter(isOpen).map(({ id }) => id);
  while (!io.signal.aborted) {
    const { limit: _, ...unlimited } = filter;
    const fresh = journal.list({ ...unlimited, after });
    const earlier = waiting.length > 0 ? journal.list({ ids: waiting }) : [];
    const ended = [...earlier, ...fresh].filter((event) => !isOpen(event));
    for (const event of ended) print(event);
    after = Math.max(after, ...fresh.map(({ id }) => id));
    waiting = [...earlier, ...fresh].filter(isOpen).map(({ id }) => id);
    await delay(LOOK_AGAIN_MS, undefined, { signal: io.signal }).catch(() => {});
  }
}

function isOpen({ status }: JournalledEvent): boolean {
  return status === 'accepted' || status === 'begun';
}

function indent({ format }: JournalFlags): number {
  return format === 'json' ? 2 : 0;
}
