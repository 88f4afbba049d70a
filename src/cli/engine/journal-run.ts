import { resolve } from 'node:path';
import { type Flags as ConfigFlags, readFlags, UsageError } from '../../config/index.ts';
import { followJournal } from '../../engine/journal/follow.ts';
import type { EventFilter, Journal, JournalledEvent } from '../../engine/journal/journal.ts';
import { DEFAULT_JOURNAL, withJournal } from '../../engine/journal/sqlite/journal.ts';
import { eventLine, renderEvents, renderStory } from '../../reporters/journal.ts';
import type { JournalFlags } from '../commands/engine.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';

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
  const forgotten = await withJournal(file, { mustExist: true }, (journal) => journal.prune(before));
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
  const story = journal.entries(id);
  io.out(
    flags.format === 'text'
      ? renderStory(event, story, io)
      : `${JSON.stringify({ schemaVersion: 1, ...event, story }, null, indent(flags))}\n`,
  );
}

async function showEvents(journal: Journal, filter: EventFilter, flags: JournalFlags, io: Io): Promise<void> {
  if (flags.follow) return follow(journal, filter, flags, io);
  const events = journal.list(filter);
  if (flags.format === 'json') showDocument(journal, events, io);
  else if (flags.format === 'ndjson') for (const event of events) io.out(lineOf(event, flags));
  else io.out(renderEvents(events, journal.counters()));
}

async function follow(journal: Journal, filter: EventFilter, flags: JournalFlags, io: Io): Promise<void> {
  const { events, endings } = followJournal(journal, filter, io.signal);
  if (flags.format === 'json') showDocument(journal, events, io);
  else for (const event of events) io.out(lineOf(event, flags));
  for await (const event of endings) io.out(lineOf(event, flags));
}

function showDocument(journal: Journal, events: readonly JournalledEvent[], io: Io): void {
  io.out(`${JSON.stringify({ schemaVersion: 1, counters: journal.counters(), events }, null, 2)}\n`);
}

function lineOf(event: JournalledEvent, { format }: JournalFlags): string {
  return `${format === 'text' ? eventLine(event) : JSON.stringify({ schemaVersion: 1, ...event })}\n`;
}

function indent({ format }: JournalFlags): number {
  return format === 'json' ? 2 : 0;
}
