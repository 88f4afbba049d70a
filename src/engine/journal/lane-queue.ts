/**
 * How several engines share a journal: a lane that has work is in the hand of one of them at a time. For the engine that
 * works lanes, and for the journal that gives them out.
 */
import { type Journal, type PendingClose, WriteRefused } from './journal.ts';

/** A journal that an engine works, for itself or beside others. */
export interface WorkedJournal extends Journal {
  /** Where it is shared: which lanes this engine may work. */
  readonly queue?: LaneQueue;
}

/** Gives out the lanes of a journal in which something waits. */
export interface LaneQueue {
  /** Looks after the lanes from now on: says that those taken are worked, and sees who is not heard of any more. */
  open(watch: LaneWatch): Promise<void>;
  /**
   * Takes lanes in which something waits, or whose ticket is to be closed, the longest waiting first. What another
   * engine had begun in them when it was heard of last is marked as interrupted.
   *
   * @param limit at most so many
   * @param now epoch milliseconds
   */
  take(limit: number, now: number): Promise<HeldLane[]>;
}

/** Who is told. */
export interface LaneWatch {
  /** Something may have come that can be taken. */
  onChance(): void;
  /** The lanes cannot be looked after now; that is tried again. */
  onFault(error: unknown): void;
}

/** A lane in this engine's hand. */
export interface HeldLane {
  readonly lane: string;
  /** What is written over it is refused with `LaneLost` once the lane is in another hand. */
  readonly journal: Journal;
  /**
   * As the journal's `next`; a thread's lane has the events of its ticket too. undefined where the lane is not in this
   * hand any more.
   */
  next(): Promise<readonly number[] | undefined>;
  /** Gives the lane up, unless something waits in it, or its ticket is to be closed: then it says which. */
  release(now: number): Promise<'released' | 'more' | PendingClose>;
  /** Gives the lane up for another engine to take, whatever waits in it. */
  giveBack(): Promise<void>;
}

/** The lane is in another engine's hand, which has marked as interrupted what this one had begun in it. */
export class LaneLost extends WriteRefused {
  override readonly name = 'LaneLost';
  readonly lane: string;

  constructor(lane: string) {
    super(`Another engine works ${lane} now.`);
    this.lane = lane;
  }
}
