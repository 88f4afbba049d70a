import type { Journal, Waiting } from '../journal/journal.ts';
import type { Lanes } from './lanes.ts';

export interface BacklogOptions {
  journal: Pick<Journal, 'waiting' | 'next' | 'sessionOfTicket'>;
  lanes: Lanes;
  /** Lanes that are at work or in line at once. */
  laneLimit: number;
  /** Works one event to its end; false where it could not even be begun, and is to be tried again. Never rejects. */
  work(id: number): Promise<boolean>;
  /** Closes a thread's ticket. Never rejects. */
  close(threadId: string): Promise<void>;
  /** Resolves when what could not be begun may be tried again, or nothing is to be begun any more. */
  again(): Promise<void>;
  /** What waits cannot be read. */
  onFault(error: unknown): void;
}

/** Numbers and lanes that are read at once. */
const PAGE = 256;

/**
 * Brings what waits in the journal to its work: each lane in order, lanes beside each other. What waits, waits in the
 * journal: in memory are the lanes that have their turn, without their events, and no more of them than the limit,
 * whatever the backlog.
 */
export class Backlog {
  readonly #options: BacklogOptions;
  /** Lanes that have their turn, each with the number up to which its events have had theirs. */
  readonly #held = new Map<string, number>();
  /** Lanes whose ticket is to be closed once none of their events waits. */
  readonly #closing = new Set<string>();
  readonly #loops = new Set<Promise<void>>();
  /** Up to this number, whatever waits is in a lane that is held. */
  #takenUpTo = 0;
  /** What was read ahead. */
  #page: Waiting[] = [];
  #more = false;
  #open = false;

  constructor(options: BacklogOptions) {
    this.#options = options;
  }

  /** Takes up what waits, the oldest first. @throws what the journal throws where it cannot be read */
  start(): void {
    this.#open = true;
    this.#more = true;
    this.#takeUp();
  }

  /** Something more waits in the journal. */
  grew(): void {
    this.#more = true;
    this.#refill();
  }

  /** A thread's ticket is to be closed. What came in that thread before has its turn first: it may call the close off. */
  closeWhenDone(threadId: string): void {
    const lane = `thread:${threadId}`;
    this.#closing.add(lane);
    if (this.#open && !this.#held.has(lane)) this.#hold(lane, this.#takenUpTo);
  }

  /** Begins nothing more. */
  stop(): void {
    this.#open = false;
  }

  /** Resolves when nothing is under way or in line. */
  async idle(): Promise<void> {
    while (this.#loops.size > 0) await Promise.all(this.#loops);
  }

  #refill(): void {
    try {
      this.#takeUp();
    } catch (error) {
      this.#options.onFault(error);
    }
  }

  #takeUp(): void {
    const { laneLimit } = this.#options;
    while (this.#open && this.#held.size < laneLimit) {
      const next = this.#nextWaiting();
      if (!next) return;
      if (!this.#held.has(next.lane)) this.#hold(next.lane, next.id - 1);
    }
  }

  #nextWaiting(): Waiting | undefined {
    if (this.#page.length === 0 && this.#more) {
      this.#page = this.#options.journal.waiting(this.#takenUpTo, PAGE).reverse();
      this.#more = this.#page.length === PAGE;
    }
    const next = this.#page.pop();
    if (next) this.#takenUpTo = next.id;
    return next;
  }

  #hold(lane: string, after: number): void {
    this.#held.set(lane, after);
    const loop = this.#workOff(lane).finally(() => {
      this.#loops.delete(loop);
      this.#refill();
    });
    this.#loops.add(loop);
  }

  async #workOff(lane: string): Promise<void> {
    for (let ids = this.#nextIn(lane); ids; ids = this.#nextIn(lane)) {
      if (ids.length === 0) await this.#inTurn(lane, () => this.#options.close(lane.slice('thread:'.length)));
      for (const id of ids) await this.#workOne(lane, id);
      this.#held.set(lane, Math.max(this.#held.get(lane) ?? 0, ...ids));
    }
  }

  /**
   * What comes next in a lane; none where its ticket is to be closed. Where nothing comes, the lane is given back: in
   * the same breath as it was looked for, so that nothing can come unseen in between.
   */
  #nextIn(lane: string): number[] | undefined {
    const ids = this.#open ? this.#read(lane) : [];
    if (ids.length > 0 || (this.#open && this.#closing.delete(lane))) return ids;
    this.#held.delete(lane);
    return undefined;
  }

  #read(lane: string): number[] {
    try {
      return this.#options.journal.next(lane, this.#held.get(lane) ?? 0);
    } catch (error) {
      this.#options.onFault(error);
      return [];
    }
  }

  /** Tried again until it could be begun, or nothing is to be begun any more. */
  async #workOne(lane: string, id: number): Promise<void> {
    const { work, again } = this.#options;
    while (this.#open && (await this.#inTurn(lane, () => work(id))) === false) await again();
  }

  #inTurn<T>(lane: string, job: () => Promise<T>): Promise<T | undefined> {
    return this.#options.lanes.add(this.#laneToWorkIn(lane), job);
  }

  /** A ticket's events share the lane of its conversation, so that nobody else writes its session meanwhile. */
  #laneToWorkIn(lane: string): string {
    if (!lane.startsWith('ticket:')) return lane;
    try {
      const session = this.#options.journal.sessionOfTicket(lane.slice('ticket:'.length));
      return session === null ? lane : `thread:${session.threadId}`;
    } catch {
      // The work on the event meets the same fault, and ends with it.
      return lane;
    }
  }
}
