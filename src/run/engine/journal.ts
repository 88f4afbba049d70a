/** Reads what an engine has recorded, follows it and forgets what is old: `engine journal`. */
import { SKIP_REASONS } from '../../core/decision.ts';
import { followJournal } from '../../engine/journal/follow.ts';
import type {
  Counters,
  EventFilter,
  Journal,
  JournalEntry,
  JournalledEvent,
} from '../../engine/journal/journal.ts';
import { withJournal } from '../../engine/journal/place.ts';
import { nearestHint } from '../../files/nearest.ts';
import { UsageError } from '../../files/usage-error.ts';
import { journalFor } from '../journal-place.ts';
import type { Surroundings } from '../surroundings.ts';

export interface JournalRequest extends EventFilter {
  /** The journal: a file, or the address of a database. */
  journal?: string;
}

export interface ListedEvents {
  /** Of the whole journal. */
  counters: Counters;
  events: JournalledEvent[];
}

export interface FollowPorts {
  onListed(listed: ListedEvents): void;
  onEnded(event: JournalledEvent): void;
}

/** @throws UsageError for a file that is no journal, and for a reason that was mistyped */
export async function journalEvents(
  request: JournalRequest,
  around: Pick<Surroundings, 'cwd' | 'env'>,
): Promise<ListedEvents> {
  return read(request, around, async (journal) => {
    const events = await journal.list(filterOf(request));
    if (events.length === 0) expectNoSlip(request);
    return { counters: await journal.counters(), events };
  });
}

/** A reason that is nearly one of the engine's, and that no event has, was mistyped. */
function expectNoSlip({ reason }: JournalRequest): void {
  if (reason === undefined || SKIP_REASONS.some((known) => known === reason)) return;
  const hint = nearestHint(reason, SKIP_REASONS).trim();
  if (hint) throw new UsageError(`The journal has no event with the reason "${reason}".`, { hint });
}

/** Lists the events and then each further one as it ends, until the signal aborts. */
export async function followEvents(
  request: JournalRequest,
  around: Pick<Surroundings, 'cwd' | 'env' | 'signal'>,
  { onListed, onEnded }: FollowPorts,
): Promise<void> {
  await read(request, around, async (journal) => {
    const { events, endings } = await followJournal(journal, filterOf(request), around.signal);
    onListed({ counters: await journal.counters(), events });
    for await (const event of endings) onEnded(event);
  });
}

/** One event with everything that was done about it. @throws UsageError for one that the journal does not hold */
export async function eventStory(
  { id, ...request }: Pick<JournalRequest, 'journal'> & { id: number },
  around: Pick<Surroundings, 'cwd' | 'env'>,
): Promise<{ event: JournalledEvent; story: JournalEntry[] }> {
  return read(request, around, async (journal) => {
    const [event] = await journal.list({ ids: [id] });
    if (event) return { event, story: await journal.entries(id) };
    throw new UsageError(`The journal has no event ${id}.`, { hint: 'List them with `engine journal`.' });
  });
}

/**
 * Forgets what ended before a moment, in epoch milliseconds.
 *
 * @returns how many events were forgotten
 */
export async function pruneJournal(
  { before, ...request }: Pick<JournalRequest, 'journal'> & { before: number },
  around: Pick<Surroundings, 'cwd' | 'env'>,
): Promise<number> {
  const options = { mustExist: true, shared: 'as found' } as const;
  return withJournal(journalFor(request.journal, around), options, (journal) => journal.prune(before));
}

function read<T>(
  request: Pick<JournalRequest, 'journal'>,
  around: Pick<Surroundings, 'cwd' | 'env'>,
  work: (journal: Journal) => Promise<T>,
): Promise<T> {
  return withJournal(journalFor(request.journal, around), { readOnly: true }, work);
}

/** A conversation may be named by its address. */
function filterOf({ journal: _journal, ...filter }: JournalRequest): EventFilter {
  return filter;
}
