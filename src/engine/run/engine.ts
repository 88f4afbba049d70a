/**
 * Works what the journal has accepted: each lane in order, lanes beside each other, and whatever a restart
 * finds. For whoever runs the engine; README.md says what is durable before what.
 */
import type { DuplicateOf } from '../decide/rule.ts';
import type { EventOutcome, Work } from '../effects.ts';
import { sessionIdOf } from '../identity.ts';
import {
  DamagedRecord,
  type EventEnd,
  type Journal,
  type JournalledEvent,
  WriteRefused,
} from '../journal/journal.ts';
import { LaneLost, type LaneQueue, type WorkedJournal } from '../journal/lane-queue.ts';
import type { EngineSettings } from '../settings.ts';
import { workOn } from '../work/work.ts';
import { Backlog } from './backlog.ts';
import { carryOut, drive, type World } from './carry-out.ts';
import { createCloses } from './closes.ts';
import { type Closing, closeOnce } from './closing.ts';
import { JournalTrouble } from './journal-trouble.ts';
import { Lanes, Slots } from './lanes.ts';
import { readingPatiently } from './patient-reads.ts';
import { JournalFailed, type Recorder, recorderOf } from './recorder.ts';
import { SharedBacklog } from './shared-backlog.ts';

export interface EngineOptions extends Pick<World, 'outbound' | 'responder' | 'delivery' | 'timers'> {
  journal: WorkedJournal;
  settings: EngineSettings;
  /** Works under way at once; 64 by default. Those that only wait for a delay are not counted. */
  parallel?: number;
  /** Lanes that are at work or in line at once; 1,024 by default. The rest waits in the journal. */
  lanes?: number;
  /** Called with each event once its end is durable, and waited for. Must not throw or reject. */
  onEnded?(event: JournalledEvent): void | Promise<void>;
  /**
   * Called where the journal cannot be written, which no event's end can show: an event that was not begun, an end and
   * a close are tried again until the journal can be written. Told once for as long as that lasts.
   */
  onFault(fault: JournalFailed): void;
  /** Called where the journal can be written again and nothing failed since for a while: how long it could not, in milliseconds. */
  onMended?(lastedMs: number): void;
  /** Called where closes that the journal held were damaged: their threads, whose tickets stay open. */
  onDamage?(threadIds: readonly string[]): void;
}

/** Works the events that the journal has accepted. */
export interface Engine {
  /** The journal has accepted something more. Before `start` it is left to `start`. */
  accepted(): void;
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

/** Lanes that have their turn at once: those that only wait for a delay are many more than those under way. */
const LANES = 1_024;

/** Before it is looked whether the journal can be written again, in milliseconds. */
const AGAIN_AFTER = 2_000;

const DAMAGED = {
  status: 'failed',
  reason: 'damaged-in-journal',
  summary: 'The journal cannot read this event any more, so nothing was done about it.',
} as const;

/** Between what the journal was to keep and what was done, nobody knows any more: it is not gone on with. */
const BROKEN_OFF = {
  status: 'interrupted',
  summary:
    'The journal could not be written while this event was worked on, so the work was broken off; what it was about to do may have reached HubSpot.',
} as const;

export function createEngine(options: EngineOptions): Engine {
  const { settings, journal, timers, onEnded, onFault, onMended, onDamage } = options;
  const slots = new Slots(options.parallel ?? PARALLEL);
  const lanes = new Lanes(slots);
  const leaving = new AbortController();
  const stopping = new AbortController();
  const { signal } = stopping;
  const laneLimit = options.lanes ?? LANES;
  const closes = createCloses(timers, (threadId) => {
    if (journal.queue) closes.forget(threadId);
    backlog.closeWhenDone(threadId);
  });
  const backlog = journal.queue ? sharedBacklog(journal.queue) : ownBacklog();
  const journalTrouble = new JournalTrouble(timers, (lastedMs) => onMended?.(lastedMs));

  function ownBacklog(): Backlog {
    return new Backlog({
      journal,
      lanes,
      laneLimit,
      work: (id) => guarded(() => work(id, journal)),
      close: async (threadId) => void (await guarded(() => close(threadId))),
      again,
      onFault: (error) => (error instanceof DamagedRecord ? fault(error) : trouble(error)),
    });
  }

  function sharedBacklog(queue: LaneQueue): SharedBacklog {
    return new SharedBacklog({
      queue,
      lanes,
      slots,
      laneLimit,
      work: (id, over) => guarded(() => work(id, over)),
      close: (pending, over) => guarded(() => taken(() => closeOnce(pending, closingOver(over)))),
      again,
      now: () => timers.now(),
      onFault: trouble,
    });
  }

  /** A replay repeats an earlier event on purpose. */
  async function duplicate({ id, key, replayOf }: JournalledEvent, over: Journal): Promise<DuplicateOf> {
    return replayOf === null ? ((await over.earlier(key, id)) ?? null) : null;
  }

  function again(): Promise<void> {
    return timers.wait(AGAIN_AFTER, leaving.signal).catch(() => {});
  }

  /** What the journal may be able to do later. */
  function trouble(cause: unknown): void {
    if (journalTrouble.failed()) fault(new JournalFailed(cause, 'waits'));
  }

  /** Waits for a journal that cannot be read, and for nobody else's slot. @throws where it will not be readable later */
  async function readAgain(cause: unknown): Promise<void> {
    if (cause instanceof DamagedRecord) throw cause;
    if (leaving.signal.aborted) throw new JournalFailed(cause, 'waits');
    trouble(cause);
    await slots.without(again);
  }

  /**
   * Whether the journal took it.
   *
   * @throws JournalFailed where it will not take it later either, with what becomes of the event then
   */
  async function taken(
    write: () => Promise<void>,
    event: JournalFailed['event'] = 'stays-begun',
  ): Promise<boolean> {
    try {
      await write();
      journalTrouble.written();
      return true;
    } catch (error) {
      const cause = error instanceof JournalFailed ? error.cause : error;
      if (cause instanceof LaneLost) throw new JournalFailed(cause, 'taken-over');
      if (cause instanceof WriteRefused || cause instanceof DamagedRecord)
        throw new JournalFailed(cause, event);
      trouble(cause);
      return false;
    }
  }

  /** @param over journal of the lane, where several engines share it */
  async function work(id: number, over: Journal): Promise<boolean> {
    const patient = readingPatiently(over, readAgain);
    const [journalled] = await patient.list({ ids: [id] });
    if (!journalled || journalled.damaged) return markDamaged(id, patient);
    // Nothing is done about an event before it is begun: where that fails, it waits on.
    if (!(await taken(() => patient.begin(id, timers.now()), 'passed-over'))) return false;
    const recorder = recorderOf(id, patient, timers);
    const worked = async () => {
      const duplicateOf = await duplicate(journalled, patient);
      return workOn(journalled.event, { settings, duplicateOf, sessionIdOf });
    };
    await keepEnd(id, await ended(worked, recorder, patient).catch(brokenOff), patient);
    await tellEnd(id, patient);
    return true;
  }

  function brokenOff(error: unknown): EventEnd {
    if (!(error instanceof JournalFailed)) throw error;
    return BROKEN_OFF;
  }

  /** The lane waits for it, and for nobody else's slot. */
  async function keepEnd(id: number, end: EventEnd, over: Journal): Promise<void> {
    while (!(await taken(() => over.finish(id, timers.now(), end)))) {
      if (leaving.signal.aborted) throw new JournalFailed(undefined);
      await slots.without(again);
    }
  }

  async function markDamaged(id: number, over: Journal): Promise<boolean> {
    try {
      await over.finish(id, timers.now(), DAMAGED);
      await tellEnd(id, over);
    } catch (error) {
      fault(new JournalFailed(error, 'passed-over'));
    }
    return true;
  }

  async function tellEnd(id: number, over: Journal): Promise<void> {
    if (onEnded) for (const event of await over.list({ ids: [id] })) await onEnded(event);
  }

  /** Looked at again where the journal could not be written: a ticket that is closed twice is closed. */
  async function close(threadId: string): Promise<boolean> {
    const pending = closes.due(threadId);
    if (!pending) return true;
    if (!(await taken(() => closeOnce(pending, closingOver(journal)))) && !leaving.signal.aborted)
      closes.again(pending, AGAIN_AFTER);
    return true;
  }

  function closingOver(over: Journal): Closing {
    const bringToEnd: Closing['ended'] = (begin, recorder) => ended(begin, recorder, over);
    return { journal: over, timers, closes, settings, ended: bringToEnd };
  }

  /** A fault in one work is the end of that event and of no other. */
  async function ended(begin: () => Promise<Work>, recorder: Recorder, over: Journal): Promise<EventOutcome> {
    const world: World = { ...options, journal: over, closes, slots, signal };
    try {
      return await drive(await begin(), (effect) => carryOut(effect, world, recorder));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof JournalFailed) throw error;
      const name = error instanceof Error ? error.name : 'unknown';
      const summary = `The engine met a fault of its own in this event (${name}).`;
      return { status: 'failed', reason: 'internal-fault', summary };
    }
  }

  /** What a work itself does wrong is its own outcome; only the journal's failures come this far. */
  async function guarded(job: () => Promise<boolean>): Promise<boolean> {
    try {
      return signal.aborted || (await job());
    } catch (error) {
      fault(error);
      return true;
    }
  }

  function fault(error: unknown): void {
    if (!signal.aborted) onFault(error instanceof JournalFailed ? error : new JournalFailed(error));
  }

  function leave(): void {
    backlog.stop();
    lanes.close();
    closes.stop();
    journalTrouble.stop();
    leaving.abort();
  }

  return {
    accepted: () => backlog.grew(),
    async start() {
      await journal.interrupt(timers.now());
      const dropped = await journal.dropDamagedCloses();
      if (dropped.length > 0) onDamage?.(dropped);
      await backlog.start();
      // Where the journal is shared, whose time has come is found by whoever looks next.
      if (!journal.queue) await closes.resume(journal);
    },
    idle: () => backlog.idle(),
    async drain() {
      leave();
      await backlog.idle();
    },
    stop() {
      leave();
      stopping.abort(new Error('The engine was stopped.'));
    },
  };
}
