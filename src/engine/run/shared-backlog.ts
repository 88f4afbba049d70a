import { type Journal, type PendingClose, WriteRefused } from '../journal/journal.ts';
import type { HeldLane, LaneQueue } from '../journal/lane-queue.ts';
import type { Lanes, Slots } from './lanes.ts';
import { UnderWay } from './under-way.ts';

export interface SharedBacklogOptions {
  queue: LaneQueue;
  lanes: Lanes;
  slots: Slots;
  /** Lanes that are in this engine's hand at once. */
  laneLimit: number;
  /**
   * Works one event to its end, and keeps it over the journal of its lane; false where it could not even be begun, and is
   * to be tried again. Never rejects.
   */
  work(id: number, journal: Journal): Promise<boolean>;
  /** Closes a thread's ticket; false where that is to be tried again. Never rejects. */
  close(pending: PendingClose, journal: Journal): Promise<boolean>;
  /** Resolves when what could not be done may be tried again, or nothing is to be begun any more. */
  again(): Promise<void>;
  /** Epoch milliseconds. */
  now(): number;
  /** What waits cannot be read or taken; that is tried again. */
  onFault(error: unknown): void;
}

/**
 * As `Backlog`, for a journal that several engines share: takes as many lanes as there are slots for, works each off
 * while it is in its hand, and gives it up when nothing waits in it any more.
 */
export class SharedBacklog {
  readonly #options: SharedBacklogOptions;
  readonly #underWay: UnderWay;
  /** Lanes in hand. */
  #held = 0;
  /** Of them, those for which no slot was asked so far. */
  #beginning = 0;
  /** There may be more to take. */
  #more = true;

  constructor(options: SharedBacklogOptions) {
    this.#options = options;
    this.#underWay = new UnderWay({
      ...options,
      mayTakeUp: () => this.#more && this.#room() > 0,
      takeUp: () => this.#takeUp(),
    });
  }

  /** @throws what the journal throws where it cannot be read */
  async start(): Promise<void> {
    const { queue, onFault } = this.#options;
    await queue.open({ onChance: () => this.grew(), onFault });
    await this.#underWay.start();
  }

  grew(): void {
    this.#more = true;
    this.#underWay.refill();
  }

  /** Whose time has come is found with what waits. */
  closeWhenDone(_threadId: string): void {
    this.grew();
  }

  /** Begins nothing more; what is in hand is given back when what was begun in it has ended. */
  stop(): void {
    this.#underWay.stop();
  }

  /** Resolves when nothing is under way or in hand. */
  idle(): Promise<void> {
    return this.#underWay.idle();
  }

  async #takeUp(): Promise<void> {
    const { queue, now } = this.#options;
    try {
      for (let room = this.#room(); this.#underWay.isOpen && this.#more && room > 0; room = this.#room()) {
        // Said before it is looked: what comes in between is looked for once more.
        this.#more = false;
        const taken = await queue.take(room, now());
        if (taken.length === room) this.#more = true;
        for (const lane of taken) this.#hold(lane);
      }
    } catch (error) {
      this.#more = true;
      throw error;
    }
  }

  /** What waits for a slot here could be worked by another engine by now. */
  #room(): number {
    const { laneLimit, slots } = this.#options;
    return Math.max(0, Math.min(laneLimit - this.#held, slots.free - this.#beginning));
  }

  #hold(lane: HeldLane): void {
    this.#held += 1;
    this.#beginning += 1;
    let hasBegun = false;
    const begun = () => {
      if (!hasBegun) this.#beginning -= 1;
      hasBegun = true;
    };
    const work = this.#workOff(lane, begun).then(() => {
      begun();
      this.#held -= 1;
      this.#underWay.refill();
    });
    this.#underWay.follow(work);
  }

  async #workOff(held: HeldLane, begun: () => void): Promise<void> {
    const { again, onFault } = this.#options;
    for (;;) {
      try {
        if (!this.#underWay.isOpen) return await held.giveBack();
        if (await this.#goOn(held, begun)) return;
      } catch (error) {
        // Somebody else has it by now.
        if (error instanceof WriteRefused) return;
        onFault(error);
        // Nobody is waited for any more; without a word from this engine others take it.
        if (!this.#underWay.isOpen) return;
        await again();
      }
    }
  }

  /** Works what came with one delivery; true where the lane is not in hand any more. */
  async #goOn(held: HeldLane, begun: () => void): Promise<boolean> {
    const ids = await held.next();
    if (ids === undefined) return true;
    for (const id of ids) await this.#workOne(held, id, begun);
    if (ids.length > 0 || !this.#underWay.isOpen) return false;
    const left = await held.release(this.#options.now());
    if (left === 'released') return true;
    if (left !== 'more') await this.#close(held, left, begun);
    return false;
  }

  async #workOne(held: HeldLane, id: number, begun: () => void): Promise<void> {
    const { work, again } = this.#options;
    while (this.#underWay.isOpen && (await this.#inTurn(held, () => work(id, held.journal), begun)) === false)
      await again();
  }

  async #close(held: HeldLane, pending: PendingClose, begun: () => void): Promise<void> {
    const { close, again } = this.#options;
    if ((await this.#inTurn(held, () => close(pending, held.journal), begun)) === false) await again();
  }

  /** Where this engine had the lane before and lost it, what it still does there comes to its end first. */
  async #inTurn<T>(held: HeldLane, job: () => Promise<T>, begun: () => void): Promise<T | undefined> {
    const turn = this.#options.lanes.add(held.lane, () => {
      begun();
      return job();
    });
    return turn;
  }
}
