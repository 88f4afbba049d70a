/** Everything that is known of one event, for the page: the same decision, story and commands as on the terminal. */
import { placesFor } from '../../../checks/shared/places.ts';
import type { Place } from '../../core/cause.ts';
import { commandLine } from '../../core/command-line.ts';
import type { Decision } from '../../core/decision.ts';
import { isObject } from '../../core/json.ts';
import type { JournalEntry, JournalledEvent } from '../../engine/journal/journal.ts';
import { printable } from '../../redact/printable.ts';
import { entryDetails } from '../../reporters/journal.ts';
import type { EventPage, Link, StoryLine } from '../words.ts';
import { clipped, rowOf } from './rows.ts';

/** What links and command lines are made of. */
export interface EventPlace {
  /** Host of the portal's screens, where it is known: without it there is no link. */
  uiDomain?: string;
  /** Flags of `engine journal` that name the journal, as on a command line; undefined where no command reads it. */
  journalFlags?: readonly string[];
}

/** Of a text on an event's own page, in characters. */
const LONGEST_ON_PAGE = 4_000;

export function eventPage(
  event: JournalledEvent,
  entries: readonly JournalEntry[],
  place: EventPlace,
): EventPage {
  const decision = entries.findLast(({ kind }) => kind === 'decision')?.data as Decision | undefined;
  const linksTo = linksIn(event, place);
  return {
    event: {
      ...rowOf(event),
      ...(event.summary !== null && { summary: clipped(event.summary, LONGEST_ON_PAGE) }),
    },
    decision: decision ? cleanDecision(decision) : null,
    ...(!decision && { why: `The journal holds no decision on it (${event.status}).` }),
    story: entries.map((entry) => storyLine(entry, linksTo)),
    fields: fieldsOf(event),
    links: linksTo(recordsOf(event)),
    commands: commandsFor(event, place),
  };
}

/** A rule's input may repeat what somebody else has chosen: a property's name, an actor's id. */
export function cleanDecision(decision: Decision): Decision {
  return {
    ...decision,
    flip: decision.flip === null ? null : clipped(decision.flip, LONGEST_ON_PAGE),
    rules: decision.rules.map((step) => ({
      ...step,
      input: Object.fromEntries(
        Object.entries(step.input).map(([name, value]) => [
          printable(name),
          typeof value === 'string' ? clipped(value, LONGEST_ON_PAGE) : value,
        ]),
      ),
    })),
  };
}

function storyLine({ at, kind, effect, data }: JournalEntry, linksTo: LinksTo): StoryLine {
  const text = kind === 'decision' ? '' : clipped(entryDetails(data), LONGEST_ON_PAGE);
  return { at, kind, ...(effect && { effect }), text, links: linksTo(isObject(data) ? data : {}) };
}

/** Ids of HubSpot's records, by the names that effects have for them. */
interface Records {
  threadId?: unknown;
  ticketId?: unknown;
}

type LinksTo = (records: Records) => Link[];

function linksIn({ event }: JournalledEvent, { uiDomain }: EventPlace): LinksTo {
  const places = placesFor({
    mode: 'legacy-app',
    ...(uiDomain !== undefined && { uiDomain }),
    ...(event.portalId !== undefined && { hubId: event.portalId }),
  });
  return ({ threadId, ticketId }) => [
    ...linkTo('Open the conversation', threadId, (id) => places.conversation(id)),
    ...linkTo('Open the ticket', ticketId, (id) => places.ticket(id)),
  ];
}

function linkTo(text: string, id: unknown, placeOf: (id: string) => Place): Link[] {
  const url = typeof id === 'string' ? placeOf(id).url : undefined;
  return url === undefined ? [] : [{ text, url }];
}

function recordsOf({ event: { type, objectId } }: JournalledEvent): Records {
  if (type.startsWith('conversation.')) return { threadId: objectId };
  return type.startsWith('ticket.') ? { ticketId: objectId } : {};
}

function fieldsOf({ event, key, lane, receivedAt, begunAt, endedAt }: JournalledEvent): EventPage['fields'] {
  const times = { received: receivedAt, begun: begunAt, ended: endedAt };
  const shown = Object.entries(times).map(([name, at]) => [name, at === null ? null : isoTime(at)]);
  const occurred = event.occurredAt === undefined ? {} : { occurredAt: isoTime(event.occurredAt) };
  const all = Object.entries({ ...event, ...occurred, lane, key, ...Object.fromEntries(shown) });
  return all
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => ({ name, value: clipped(String(value), LONGEST_ON_PAGE) }));
}

/** A time beyond what a date can say stands as the number that it is. */
function isoTime(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString();
}

function commandsFor({ id }: JournalledEvent, { journalFlags }: EventPlace): EventPage['commands'] {
  if (journalFlags === undefined) return [];
  const one = [...journalFlags, '--id', String(id)];
  return [
    { does: 'Explain it', line: commandLine(['explain', ...one]) },
    { does: 'Tell its story', line: commandLine(['engine', 'journal', ...one]) },
    { does: 'Run it again, dry first', line: commandLine(['engine', 'replay', ...one]) },
  ];
}
