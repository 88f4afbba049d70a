import { keysKept, nextDelivery } from '../decide/keys.ts';
import { takeApart } from '../intake/take-apart.ts';
import type { EngineSession } from '../session.ts';
import { countersOf, INTERRUPTED_SUMMARY, isOpen, type Tally } from './counters.ts';
import { matches } from './event-filter.ts';
import {
  type EventEnd,
  type EventFilter,
  type Journal,
  type JournalEntry,
  type JournalledEvent,
  MOST_REFUSALS,
  type NewEvent,
  type PendingClose,
  type Refusal,
  StepRefused,
  UNTOUCHED,
} from './journal.ts';
import { forgetsValue, formsOf, holdsPersonalValue, keptKey, withoutValue } from './personal-values.ts';
import { createRedaction, type RedactionOptions } from './redaction.ts';

const FORGETTING_KEYS_EVERY = 1_000;

interface KeptKey {
  key: string;
  receivedAt: number;
}

/** As `JournalEntry`, with its details as JSON. */
type KeptEntry = Omit<JournalEntry, 'data'> & { json: string };

/** Ended events that are kept with all that was done about them; of those before, what they count for. */
export const ENDED_KEPT = 10_000;

/**
 * A journal that lasts as long as this object, for tests and for runs that shall leave nothing behind. It takes
 * and refuses the same as the SQLite journal; a write is there as soon as it was asked for. It has no disk to keep
 * everything on: the oldest of many ended events only count.
 */
export function createMemoryJournal(options: RedactionOptions = {}): Journal {
  const redaction = createRedaction(options);
  const events = new Map<number, JournalledEvent>();
  const keys = new Map<number, KeptKey>();
  const entries = new Map<number, KeptEntry[]>();
  const sessions = new Map<string, EngineSession>();
  const closes = new Map<string, PendingClose>();
  let refusals: Refusal[] = [];
  const forgotten = new Map<string, Tally>();
  let ended = 0;
  let lastId = 0;
  let newestReceivedAt = 0;

  function keep({ event, key, lane, replayOf }: NewEvent, receivedAt: number): JournalledEvent {
    lastId += 1;
    const kept: JournalledEvent = {
      id: lastId,
      event: structuredClone(event),
      key: keptKey({ event, key }),
      lane,
      receivedAt,
      ...UNTOUCHED,
      replayOf: replayOf ?? null,
    };
    events.set(kept.id, kept);
    keys.set(kept.id, { key: kept.key, receivedAt });
    newestReceivedAt = Math.max(newestReceivedAt, receivedAt);
    return structuredClone(kept);
  }

  function stepped(id: number, step: string, allowed: (event: JournalledEvent) => boolean): JournalledEvent {
    const event = events.get(id);
    if (event === undefined || !allowed(event)) throw new StepRefused(id, step, event?.status);
    return event;
  }

  function end(event: JournalledEvent, at: number, outcome: EventEnd): void {
    event.status = outcome.status;
    event.reason = 'reason' in outcome ? outcome.reason : null;
    event.summary = redaction.text(outcome.summary);
    event.endedAt = at;
    const forgets = !redaction.keepsTexts && forgetsValue(outcome.status) && holdsPersonalValue(event.event);
    if (forgets) event.event = withoutValue(event.event);
    endedOne();
  }

  function endedOne(): void {
    ended += 1;
    const oldest = ended > ENDED_KEPT ? oldestEnded() : undefined;
    if (!oldest) return;
    const { status, reason } = oldest;
    const tally = forgotten.get(`${status} ${reason}`) ?? { status, reason, count: 0 };
    forgotten.set(`${status} ${reason}`, { ...tally, count: tally.count + 1 });
    forget(oldest);
    if (oldest.id % FORGETTING_KEYS_EVERY === 0) forgetKeys();
  }

  function oldestEnded(): JournalledEvent | undefined {
    for (const event of events.values()) if (!isOpen(event)) return event;
    return undefined;
  }

  function forget({ id }: JournalledEvent): void {
    events.delete(id);
    entries.delete(id);
    ended -= 1;
  }

  function record({ data, ...entry }: Omit<JournalEntry, 'line'>): void {
    stepped(entry.eventId, 'be recorded', () => true);
    const known = entries.get(entry.eventId) ?? [];
    entries.set(entry.eventId, [...known, { ...entry, line: known.length + 1, json: redaction.json(data) }]);
  }

  function listed(filter: EventFilter): JournalledEvent[] {
    const found = [...events.values()].filter((event) => matches(event, filter));
    if (filter.limit === undefined) return found;
    return filter.after === undefined
      ? found.slice(Math.max(0, found.length - filter.limit))
      : found.slice(0, filter.limit);
  }

  function forgetKeys(): void {
    const { since, above } = keysKept({ id: lastId, receivedAt: newestReceivedAt });
    for (const [id, { receivedAt }] of keys) {
      if (!events.has(id) && receivedAt < since && id <= above) keys.delete(id);
    }
  }

  return {
    async take({ body, note }, receivedAt) {
      for (const { notes, ...event } of takeApart(body, note)) {
        const { id } = keep(event, receivedAt);
        for (const note of notes) record({ eventId: id, at: receivedAt, kind: 'note', data: { note } });
      }
    },
    async accept(given, receivedAt) {
      return given.map((event) => keep(event, receivedAt));
    },
    async refuse(refusal) {
      refusals.push({ ...refusal });
      if (refusals.length > MOST_REFUSALS) refusals.shift();
    },
    async begin(id, at) {
      const event = stepped(id, 'begin', ({ status }) => status === 'accepted');
      event.status = 'begun';
      event.begunAt = at;
    },
    async record(entry) {
      record(entry);
    },
    async finish(id, at, outcome) {
      end(stepped(id, 'end', isOpen), at, outcome);
    },
    async interrupt(at) {
      const begun = [...events.values()].filter(({ status }) => status === 'begun');
      for (const event of begun) {
        Object.assign(event, { status: 'interrupted', summary: INTERRUPTED_SUMMARY, endedAt: at });
        endedOne();
      }
      return structuredClone(begun);
    },
    waiting: async (after, limit) =>
      listed({ status: 'accepted', after, limit }).map(({ id, lane }) => ({ id, lane })),
    next: async (lane, after) => {
      const waiting = [...events.values()].filter(
        (event) => event.lane === lane && event.id > after && event.status === 'accepted',
      );
      return nextDelivery(waiting);
    },
    async earlier(key, before) {
      const forms = formsOf(key);
      for (const [id, kept] of keys) {
        if (id < before && forms.includes(kept.key)) return id;
      }
      return undefined;
    },
    list: async (filter) => structuredClone(listed(filter)),
    entries: async (id) =>
      (entries.get(id) ?? []).map(({ json, ...entry }) => ({ ...entry, data: JSON.parse(json) })),
    refusals: async (since) => refusals.filter(({ at }) => at >= since).map((refusal) => ({ ...refusal })),
    counters: async () =>
      countersOf(
        [...tallied([...events.values()]), ...forgotten.values()],
        refusals.filter(({ status }) => status !== 200).length,
      ),
    oldestOpen: async () => [...events.values()].find(isOpen)?.receivedAt ?? null,
    session: async (threadId) => structuredClone(sessions.get(threadId) ?? null),
    async sessionOfTicket(ticketId) {
      const found = [...sessions.values()].findLast((session) => session.ticketId === ticketId);
      return structuredClone(found ?? null);
    },
    async saveSession(session) {
      sessions.set(session.threadId, structuredClone(session));
    },
    async scheduleClose(close) {
      closes.set(close.threadId, { ...close });
    },
    async cancelClose(threadId) {
      closes.delete(threadId);
    },
    pendingCloses: async () => [...closes.values()].map((close) => ({ ...close })).sort(soonestFirst),
    dropDamagedCloses: async () => [],
    async prune(before) {
      const old = [...events.values()].filter((event) => !isOpen(event) && event.receivedAt < before);
      for (const event of old) forget(event);
      forgetKeys();
      refusals = refusals.filter(({ at }) => at >= before);
      return old.length;
    },
    async close() {},
    async abandon() {},
  };
}

function tallied(events: readonly JournalledEvent[]) {
  return events.map(({ status, reason }) => ({ status, reason, count: 1 }));
}

function soonestFirst(a: PendingClose, b: PendingClose): number {
  return a.dueAt - b.dueAt || (a.threadId < b.threadId ? -1 : 1);
}
