/**
 * What the engine remembers, as an interface: every event, what was done about it, sessions and closes. For the
 * engine, which writes it, and for the commands and the doctor, which read it.
 */
import type { WebhookEvent } from '../../core/event.ts';
import { UsageError } from '../../files/usage-error.ts';
import type { KeyedEvent } from '../decide/keys.ts';
import type { Effect, EventOutcome } from '../effects.ts';
import type { EngineSession } from '../session.ts';

export type EventStatus = 'accepted' | 'begun' | 'done' | 'skipped' | 'failed' | 'interrupted';

/** An event as the journal keeps it. */
export interface JournalledEvent {
  /** Journal number, from 1, in the order of acceptance. */
  id: number;
  /**
   * Without its `propertyValue` once it was done or skipped, where the value may be personal and the journal keeps
   * no texts. A failed or interrupted event keeps it, so that it can be run again.
   */
  event: WebhookEvent;
  /** Dedupe key over redeliveries; see `redeliveryKey`. A key that repeats a personal value is kept as a digest. */
  key: string;
  /** Lane: the thread (or ticket) whose events are worked in order. */
  lane: string;
  status: EventStatus;
  /** Skip or failure reason. */
  reason: string | null;
  /** One sentence on how it ended. */
  summary: string | null;
  /** Epoch milliseconds. */
  receivedAt: number;
  begunAt: number | null;
  endedAt: number | null;
  /** Id of the event that this one runs again (`engine replay`). */
  replayOf: number | null;
  /** The record cannot be read any more: of the event only its number, its lane and its type are known, if that. */
  damaged?: true;
}

/** An event that is accepted and not begun. */
export type Waiting = Pick<JournalledEvent, 'id' | 'lane'>;

/** One thing that was done about an event. Texts and contact data in it are redacted unless the engine keeps them. */
export interface JournalEntry {
  eventId: number;
  /** From 1 within the event. */
  line: number;
  at: number;
  kind: 'decision' | 'effect-begun' | 'effect-done' | 'effect-failed' | 'note';
  /** Kind of effect, where the entry is about one. */
  effect?: Effect['kind'];
  /** Printable details: the decision, ids, statuses. */
  data: unknown;
}

/** What was not accepted of a delivery: all of it (bad signature, not JSON, too large), or some of its elements. */
export interface Refusal {
  at: number;
  /** What the delivery was answered; 200 where only some of its elements were left out. */
  status: number;
  reason: string;
  bytes: number;
}

/** An event that nothing has been done with. */
export const UNTOUCHED = {
  status: 'accepted',
  reason: null,
  summary: null,
  begunAt: null,
  endedAt: null,
} as const;

/** So many of the newest refusals are kept: whoever sends nonsense for days must not fill the disk with it. */
export const MOST_REFUSALS = 10_000;

export interface EventFilter {
  thread?: string;
  status?: EventStatus;
  /** Only events of another status than this. */
  notStatus?: EventStatus;
  reason?: string;
  type?: string;
  /** Epoch milliseconds. */
  since?: number;
  ids?: readonly number[];
  /** Only events after this journal number (follow). */
  after?: number;
  /** At most so many: the newest, or with `after` the next. Lists are oldest first either way. */
  limit?: number;
}

/** Of all that the journal holds. They add up: received = open + done + skipped + failed + interrupted. */
export interface Counters {
  received: number;
  open: number;
  done: number;
  interrupted: number;
  skipped: Record<string, number>;
  failed: Record<string, number>;
  /** Deliveries that were not taken, among the refusals that are kept. */
  refused: number;
}

export interface NewEvent extends KeyedEvent {
  /** Id of the event that this one runs again. */
  replayOf?: number;
}

/** A delivery as it came; its events are read out of it after it was answered. */
export interface NewDelivery {
  body: Uint8Array;
  /** How many events are in the body: as many numbers are theirs, in their order. */
  events: number;
  /** What is to be noted with each of them; null: nothing. */
  note: string | null;
}

/** A ticket that is to be closed when its time comes; survives a restart. */
export interface PendingClose {
  threadId: string;
  /** Epoch milliseconds. */
  dueAt: number;
  /** Event that resolved the conversation; what becomes of the close is recorded with it. */
  eventId?: number;
}

/** The journal will not take this, now or later. Nothing was written. */
export abstract class WriteRefused extends Error {}

/** An event was to take a step that its status does not allow, such as to end twice. */
export class StepRefused extends WriteRefused {
  override readonly name = 'StepRefused';

  constructor(id: number, step: string, status: string | undefined) {
    super(
      status === undefined
        ? `Event ${id} cannot ${step}: the journal does not hold it.`
        : `Event ${id} cannot ${step}: it is ${status}.`,
    );
  }
}

/** Where a journal is to be, there is none yet. */
export class MissingJournal extends UsageError {}

/** What was to be read or written stands in a damaged part of the journal: to try again later does not help. */
export class DamagedRecord extends UsageError {}

/** How an event is kept as ended: as its work ended, or broken off in the middle. */
export type EventEnd = EventOutcome | { status: 'interrupted'; summary: string };

/** What is asked of a journal. What is read is all that was durable when it was asked. */
export interface JournalReads {
  /**
   * Accepted and not begun, with a number above `after`: at most `limit` of them, oldest first. What is told here, `next`
   * finds from then on; what is being taken meanwhile may be left to the next look.
   */
  waiting(after: number, limit: number): Promise<Waiting[]>;
  /**
   * Numbers of what waits in a lane and came with the next delivery, in the order in which it is worked; none where
   * nothing waits that has a number above `after`.
   */
  next(lane: string, after: number): Promise<number[]>;
  /**
   * Journal number of the first event with this key that has a number below `before`; undefined where there is none.
   * Remembers forgotten events for as long as HubSpot may redeliver them, see `keysKept`.
   */
  earlier(key: string, before: number): Promise<number | undefined>;
  list(filter: EventFilter): Promise<JournalledEvent[]>;
  /** What was done about an event, in order. */
  entries(id: number): Promise<JournalEntry[]>;
  refusals(since: number): Promise<Refusal[]>;
  counters(): Promise<Counters>;
  /** When the oldest event that has not ended was received, in epoch milliseconds; null where none is open. */
  oldestOpen(): Promise<number | null>;
  session(threadId: string): Promise<EngineSession | null>;
  /** Where several threads share the ticket, the session that was begun last. */
  sessionOfTicket(ticketId: string): Promise<EngineSession | null>;
  /** Those that can be read, soonest first. */
  pendingCloses(): Promise<PendingClose[]>;
}

/**
 * The engine's durable record. What writes resolves only when it is durable; writes of one event-loop turn share one commit.
 */
export interface Journal extends JournalReads {
  /**
   * Keeps one delivery whole. The 200 may be sent when this resolves, and not before. Its events can be read from then
   * on; what a journal needs to work them it may put off until they are asked for.
   */
  take(delivery: NewDelivery, receivedAt: number): Promise<void>;
  /** Keeps events that are no delivery of HubSpot's, such as those that are run again. */
  accept(events: readonly NewEvent[], receivedAt: number): Promise<JournalledEvent[]>;
  refuse(refusal: Refusal): Promise<void>;
  /** @throws {StepRefused} unless the event is accepted */
  begin(id: number, at: number): Promise<void>;
  /** @throws {StepRefused} for an event that the journal does not hold */
  record(entry: Omit<JournalEntry, 'line'>): Promise<void>;
  /** @throws {StepRefused} when the event has ended already */
  finish(id: number, at: number, end: EventEnd): Promise<void>;
  /** Marks what was begun and not ended before this start; returns it. */
  interrupt(at: number): Promise<JournalledEvent[]>;
  saveSession(session: EngineSession): Promise<void>;
  scheduleClose(close: PendingClose): Promise<void>;
  cancelClose(threadId: string): Promise<void>;
  /** Removes the pending closes that cannot be read; returns their threads, as far as those are known. */
  dropDamagedCloses(): Promise<string[]>;
  /**
   * Forgets ended events received before this, their entries, and older refusals; returns how many events. Open
   * events, sessions, and keys that HubSpot may still redeliver stay.
   */
  prune(before: number): Promise<number>;
  /** After what was written before it is durable. */
  close(): Promise<void>;
  /** As `close`; a file that was made for this journal goes again where it holds nothing. */
  abandon(): Promise<void>;
}
