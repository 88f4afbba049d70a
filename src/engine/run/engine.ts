/**
 * Works what the journal has accepted: each lane in order, lanes beside each other, and whatever a restart
 * finds. For whoever runs the engine; README.md says what is durable before what.
 */
import { batchDuplicates, KEYS_KEPT_FOR, orderInBatch } from '../decide/keys.ts';
import type { DuplicateOf } from '../decide/rule.ts';
import type { EventOutcome, Work } from '../effects.ts';
import { sessionIdOf } from '../identity.ts';
import type { JournalledEvent } from '../journal/journal.ts';
import type { EngineSettings } from '../settings.ts';
import { closeTicket, workOn } from '../work/work.ts';
import { carryOut, drive, type World } from './carry-out.ts';
import { createCloses } from './closes.ts';
import { Lanes, Slots } from './lanes.ts';
import { durable, JournalFailed, type Recorder, recorderOf } from './recorder.ts';

export interface EngineOptions
  extends Pick<World, 'journal' | 'outbound' | 'responder' | 'delivery' | 'timers'> {
  settings: EngineSettings;
  /** Works under way at once; 64 by default. Those that only wait for a delay are not counted. */
  parallel?: number;
  /** Called with each event once its end is durable. Must not throw. */
  onEnded?(event: JournalledEvent): void;
  /** Called where the journal cannot be written, which no event's end can show. The event stays begun. */
  onFault(fault: JournalFailed): void;
}

/** Works the events that the journal has accepted. */
export interface Engine {
  /** Takes the events of one delivery, all of them accepted by the journal. Before `start` it leaves them to `start`. */
  accepted(events: readonly JournalledEvent[]): void;
  /** Marks what an earlier run left begun, and takes up what it accepted and what it was to close. */
  start(): Promise<void>;
  /** Resolves when nothing is under way or in line; a ticket whose closing is still to come does not count. */
  idle(): Promise<void>;
  /** Begins nothing more and resolves when what was begun has ended; the rest stays accepted in the journal. */
  drain(): Promise<void>;
  /** Breaks off at once. What was begun stays so, and the next start marks it as interrupted. */
  stop(): void;
}

const PARALLEL = 64;

export function createEngine(options: EngineOptions): Engine {
  const { settings, journal, timers, onEnded, onFault } = options;
  const slots = new Slots(options.parallel ?? PARALLEL);
  const lanes = new Lanes(slots);
  const stopping = new AbortController();
  const { signal } = stopping;
  const closes = createCloses(journal, timers, (threadId) =>
    lanes.add(`thread:${threadId}`, () => guarded(() => close(threadId))),
  );
  const world: World = { ...options, closes, slots, signal };
  let running = false;
  let takenUpTo = 0;

  function enqueue(events: readonly JournalledEvent[]): void {
    const ordered = orderInBatch(events.map((journalled) => ({ ...journalled.event, journalled })));
    const repeats = batchDuplicates(ordered);
    for (const [index, { journalled }] of ordered.entries()) {
      const duplicateOf = duplicate(journalled, repeats[index] !== null);
      lanes.add(laneOf(journalled), () => guarded(() => work(journalled, duplicateOf)));
    }
  }

  /** A replay repeats an earlier event on purpose. */
  function duplicate({ id, key, receivedAt, replayOf }: JournalledEvent, inBatch: boolean): DuplicateOf {
    if (replayOf !== null) return null;
    if (inBatch) return 'batch';
    return journal.earlier(key, receivedAt - KEYS_KEPT_FOR, id) ?? null;
  }

  /** A ticket's events share the lane of its conversation, so that nobody else writes its session meanwhile. */
  function laneOf({ lane, event }: JournalledEvent): string {
    const ticketId = lane.startsWith('ticket:') ? event.objectId : undefined;
    const session = ticketId === undefined ? null : journal.sessionOfTicket(ticketId);
    return session === null ? lane : `thread:${session.threadId}`;
  }

  async function work({ id, event }: JournalledEvent, duplicateOf: DuplicateOf): Promise<void> {
    await durable(journal.begin(id, timers.now()));
    const recorder = recorderOf(id, journal, timers);
    const outcome = await ended(workOn(event, { settings, duplicateOf, sessionIdOf }), recorder);
    await durable(journal.finish(id, timers.now(), outcome));
    if (!onEnded) return;
    for (const event of journal.list({ ids: [id] })) onEnded(event);
  }

  /** Closing is recorded with the event that resolved the conversation. It is tried once, like an event. */
  async function close(threadId: string): Promise<void> {
    const pending = closes.due(threadId);
    if (!pending) return;
    const recorder = recorderOf(stillHeld(pending.eventId), journal, timers);
    const { summary } = await ended(closeTicket(threadId, settings), recorder);
    await recorder.note(summary);
    await durable(closes.cancel(threadId));
  }

  /** undefined for an event that was forgotten since. */
  function stillHeld(eventId: number | undefined): number | undefined {
    return eventId === undefined ? undefined : journal.list({ ids: [eventId] })[0]?.id;
  }

  /** A fault in one work is the end of that event and of no other. */
  async function ended(work: Work, recorder: Recorder): Promise<EventOutcome> {
    try {
      return await drive(work, (effect) => carryOut(effect, world, recorder));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof JournalFailed) throw error;
      const name = error instanceof Error ? error.name : 'unknown';
      const summary = `The engine met a fault of its own in this event (${name}).`;
      return { status: 'failed', reason: 'internal-fault', summary };
    }
  }

  async function guarded(job: () => Promise<void>): Promise<void> {
    try {
      if (!signal.aborted) await job();
    } catch (error) {
      // What a work itself does wrong is its own outcome; only the journal's failures come this far.
      if (!signal.aborted) onFault(error instanceof JournalFailed ? error : new JournalFailed(error));
    }
  }

  function leave(): void {
    running = false;
    lanes.close();
    closes.stop();
  }

  return {
    accepted(events) {
      if (running) enqueue(events.filter(({ id }) => id > takenUpTo));
    },
    async start() {
      await journal.interrupt(timers.now());
      const pending = journal.pending();
      takenUpTo = pending.at(-1)?.id ?? 0;
      running = true;
      for (const delivery of Map.groupBy(pending, ({ receivedAt }) => receivedAt).values()) enqueue(delivery);
      closes.resume();
    },
    idle: () => lanes.idle(),
    async drain() {
      leave();
      await lanes.idle();
    },
    stop() {
      leave();
      stopping.abort(new Error('The engine was stopped.'));
    },
  };
}
