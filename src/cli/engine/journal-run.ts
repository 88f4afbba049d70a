import type { JournalledEvent } from '../../engine/journal/journal.ts';
import { jsonText } from '../../redact/printable.ts';
import { eventLine, renderEvents, renderStory } from '../../reporters/journal.ts';
import {
  eventStory,
  followEvents,
  type JournalRequest,
  journalEvents,
  pruneJournal,
} from '../../run/engine/journal.ts';
import { EXIT } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import type { JournalFlags } from './flags.ts';

/** `opencx-hubspot engine journal`. */
export async function showJournal(flags: JournalFlags, io: Io): Promise<number> {
  if (flags.prune !== undefined) await prune(flags, flags.prune, io);
  else if (flags.id !== undefined) await showStory(flags, flags.id, io);
  else if (flags.follow) await follow(flags, io);
  else await showEvents(flags, io);
  return EXIT.clean;
}

async function prune(flags: JournalFlags, before: number, io: Io): Promise<void> {
  const forgotten = await pruneJournal({ ...fileOf(flags), before }, io);
  io.err(`${forgotten} ended events from before ${new Date(before).toISOString()} were forgotten.\n`);
}

async function showStory(flags: JournalFlags, id: number, io: Io): Promise<void> {
  const { event, story } = await eventStory({ ...fileOf(flags), id }, io);
  const indent = flags.format === 'json' ? 2 : 0;
  io.out(
    flags.format === 'text'
      ? renderStory(event, story, io)
      : `${jsonText({ schemaVersion: 1, ...event, story }, indent)}\n`,
  );
}

async function showEvents(flags: JournalFlags, io: Io): Promise<void> {
  const listed = await journalEvents(requestOf(flags), io);
  if (flags.format === 'json') io.out(document(listed));
  else if (flags.format === 'ndjson') for (const event of listed.events) io.out(lineOf(event, flags));
  else io.out(renderEvents(listed.events, listed.counters, io));
}

async function follow(flags: JournalFlags, io: Io): Promise<void> {
  const print = (event: JournalledEvent) => io.out(lineOf(event, flags));
  await followEvents(requestOf(flags), io, {
    onListed: (listed) => (flags.format === 'json' ? io.out(document(listed)) : listed.events.forEach(print)),
    onEnded: print,
  });
}

function document(listed: object): string {
  return `${jsonText({ schemaVersion: 1, ...listed }, 2)}\n`;
}

function lineOf(event: JournalledEvent, { format }: JournalFlags): string {
  return `${format === 'text' ? eventLine(event) : jsonText({ schemaVersion: 1, ...event })}\n`;
}

function requestOf({ thread, status, reason, since, limit, ...flags }: JournalFlags): JournalRequest {
  return {
    ...fileOf(flags),
    limit,
    ...(thread !== undefined && { thread: thread.id }),
    ...(status && { status }),
    ...(reason && { reason }),
    ...(since !== undefined && { since }),
  };
}

function fileOf({ journal }: Pick<JournalFlags, 'journal'>): Pick<JournalRequest, 'journal'> {
  return journal === undefined ? {} : { journal };
}
