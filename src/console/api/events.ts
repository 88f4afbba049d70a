/** What the API says of a journal: a list of its events, one of them, and the stream of its changes. */
import type { JournalledEvent, JournalReads } from '../../engine/journal/journal.ts';
import type { Consultation } from '../doctor/consultation.ts';
import type { EventList } from '../words.ts';
import { changesFrom, cursorOf, NEWEST } from './changes.ts';
import { type EventPlace, eventPage } from './event-page.ts';
import { type Call, Refusing, type Route } from './route.ts';
import { rowOf, tallyOf } from './rows.ts';
import { streamTo } from './stream.ts';

/** Of a list, at most. */
const LONGEST_LIST = 1_000;

export function eventRoutes(
  journal: JournalReads,
  place: EventPlace,
  doctor?: Pick<Consultation, 'watched'>,
): Route[] {
  return [
    { method: 'GET', path: '/api/events', answer: (call) => listOf(journal, call) },
    {
      method: 'GET',
      path: '/api/events/:id',
      answer: async ({ params }) => {
        const event = await eventNamed(journal, params['id']);
        return eventPage(event, await journal.entries(event.id), place);
      },
    },
    {
      method: 'GET',
      path: '/api/stream',
      answer: ({ header, query, signal }) => {
        const since = header('last-event-id') ?? query.get('since') ?? '1';
        const cursor = wholeNumber(since, 'Last-Event-ID');
        return (response) =>
          streamTo(response, changesFrom(journal, cursor, signal), signal, doctor?.watched(signal));
      },
    },
  ];
}

/** @throws Refusing where the journal has no such event */
export async function eventNamed(
  journal: Pick<JournalReads, 'list'>,
  word: string | undefined,
): Promise<JournalledEvent> {
  const id = wholeNumber(word, 'The number of an event');
  const [event] = await journal.list({ ids: [id] });
  if (event) return event;
  throw new Refusing(404, `The journal has no event ${id}.`);
}

/** The newest ones, or the newest before a number, or all of one lane's. */
async function listOf(journal: JournalReads, { query }: Call): Promise<EventList> {
  const given = query.get('limit');
  const limit = Math.min(LONGEST_LIST, given === null ? LONGEST_LIST : wholeNumber(given, 'limit'));
  const thread = query.get('thread');
  const before = query.get('before');
  const newest = (await journal.list({ limit: 1 }))[0]?.id ?? 0;
  // Before the events are listed: one that ends in between is listed as ended.
  const cursor = cursorOf(newest, await oldestOpen(journal, newest));
  const events =
    thread === null
      ? await newestBefore(journal, before === null ? newest + 1 : wholeNumber(before, 'before'), limit)
      : await journal.list({ thread, limit });
  const oldest = (await journal.list({ after: 0, limit: 1 }))[0]?.id ?? 1;
  return {
    events: events.map(rowOf),
    isFirst: (events[0]?.id ?? oldest) <= oldest,
    tally: tallyOf(await journal.counters()),
    cursor,
  };
}

/** Numbers may be missing where a journal has forgotten events, and more of them than one list is long. */
async function newestBefore(
  journal: JournalReads,
  before: number,
  limit: number,
): Promise<JournalledEvent[]> {
  const from = Math.max(0, before - 1 - limit);
  const page = (await journal.list({ after: from, limit })).filter(({ id }) => id < before);
  if (page.length > 0 || from === 0) return page;
  const newest = await journal.list({ limit: NEWEST });
  return newest.filter(({ id }) => id < before).slice(-limit);
}

/** The oldest that had not ended, among the newest: of those under way there are few, of what waits there may be millions. */
async function oldestOpen(journal: JournalReads, newest: number): Promise<number[]> {
  const [waiting] = await journal.waiting(newest - NEWEST, 1);
  const begun = await journal.list({ status: 'begun' });
  return [...(waiting ? [waiting] : []), ...begun].map(({ id }) => id);
}

function wholeNumber(text: string | undefined, what: string): number {
  const number = Number(text);
  if (text !== undefined && /^\d{1,15}$/.test(text)) return number;
  throw new Refusing(400, `${what} is a whole number.`);
}
