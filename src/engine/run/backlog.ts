import { DamagedRecord, type JournalReads, type Waiting } from '../journal/journal.ts';
import type { Lanes } from './lanes.ts';
import { UnderWay } from './under-way.ts';

export interface BacklogOptions {
  journal: Pick<JournalReads, 'waiting' | 'next' | 'sessionOfTicket'>;
  lanes: Lanes;
  /** Lanes that are at work or in line at once. */
  laneLimit: number;
  /** Works one event to its end; false where it could not even be begun, and is to be tried again. Never rejects. */
  work(id: number): Promise<boolean>;
  /** Closes a thread's ticket. Never rejects. */
  close(threadId: string): Promise<void>;
  /** Resolves when what could not be begun may be tried again, or nothing is to be begun any more. */
  again(): Promise<void>;
  /** What waits cannot be read; that is tried again, but for what is damaged. */
  onFault(error: unknown): void;
}

/** Numbers and lanes that are read at once. */
const PAGE = 256;

/** A lane that has its turn. */
interface Held {
  /** Number up to which its events have had theirs. */
  upTo: number;
  /** Something was seen to wait in it since it was looked at. */
  grew: boolean;
}

/**
 * Brings what waits in the journal to its work: each lane in order, lanes beside each other. What waits, waits in the
 * journal: in memory are the lanes that have their turn, without their events, and no more of them than the limit,
 * whatever the backlog.
 */
export class Backlog {
  readonly #options: BacklogOptions;
  readonly #held = new Map<string, Held>();
  /** Lanes whose ticket is to be closed once none of their events waits. */
  readonly #closing = new Set<string>();
  readonly #underWay: UnderWay;
  /** Up to this number, whatever waits is in a lane that is held. */
  #takenUpTo = 0;
  /** What was read ahead. */
  #page: Waiting[] = [];
  /** More may wait than was read. */
  #more = true;

  constructor(options: BacklogOptions) {
    this.#options = options;
    this.#underWay = new UnderWay({
      ...options,
      mayTakeUp: () => this.#mayTakeMore(),
      takeUp: () => this.#takeUp(),
    });
  }

  /** Takes up what waits, the oldest first. @throws what the journal throws where it cannot be read */
  start(): Promise<void> {
    return this.#underWay.start();
  }

  /** Something more waits in the journal. */
  grew(): void {
    this.#more = true;
    this.#underWay.refill();
  }

  /** A thread's ticket is to be closed. What came in that thread before has its turn first: it may call the close off. */
  closeWhenDone(threadId: string): void {
    this.#closing.add(`thread:${threadId}`);
    this.grew();
  }

  /** Begins nothing more. */
  stop(): void {
    this.#underWay.stop();
  }

  /** Resolves when nothing is under way or in line. */
  idle(): Promise<void> {
    return this.#underWay.idle();
  }

  async #takeUp(): Promise<void> {
    while (this.#mayTakeMore()) {
      const next = this.#page.pop();
      if (next) this.#take(next);
      else await this.#readAhead();
    }
    if (!this.#mayWaitUnseen()) this.#holdClosing();
  }

  #mayTakeMore(): boolean {
    return this.#underWay.isOpen && this.#held.size < this.#options.laneLimit && this.#mayWaitUnseen();
  }

  #mayWaitUnseen(): boolean {
    return this.#page.length > 0 || this.#more;
  }

  /** Whatever came in a thread before its ticket was to be closed is in a lane that is held by now. */
  #holdClosing(): void {
    for (const lane of this.#closing)
      if (this.#underWay.isOpen && !this.#held.has(lane)) this.#hold(lane, this.#takenUpTo);
  }

  async #readAhead(): Promise<void> {
    // Said before it is read: what comes in between is looked for once more.
    this.#more = false;
    try {
      this.#page = (await this.#options.journal.waiting(this.#takenUpTo, PAGE)).reverse();
      if (this.#page.length === PAGE) this.#more = true;
    } catch (error) {
      this.#more = true;
      throw error;
    }
  }

  #take({ id, lane }: Waiting): void {
    this.#takenUpTo = id;
    const held = this.#held.get(lane);
    if (held) held.grew = true;
    else this.#hold(lane, id - 1);
  }

  #hold(lane: string, upTo: number): void {
    const held = { upTo, grew: false };
    this.#held.set(lane, held);
    this.#underWay.follow(this.#workOff(lane, held).then(() => this.#underWay.refill()));
  }

  async #workOff(lane: string, held: Held): Promise<void> {
    for (let ids = await this.#nextIn(lane, held); ids; ids = await this.#nextIn(lane, held)) {
      if (ids.length === 0) await this.#inTurn(lane, () => this.#options.close(lane.slice('thread:'.length)));
      for (const id of ids) await this.#workOne(lane, id);
      held.upTo = Math.max(held.upTo, ...ids);
    }
  }

  /**
   * What comes next in a lane; none where its ticket is to be closed. Where nothing comes, the lane is given back: unless
   * something was seen to wait in it while it was looked at, and in the same breath as that is asked.
   */
  async #nextIn(lane: string, held: Held): Promise<number[] | undefined> {
    while (this.#underWay.isOpen) {
      held.grew = false;
      const ids = await this.#read(lane, held.upTo);
      if (ids.length > 0 && this.#underWay.isOpen) return ids;
      if (held.grew) continue;
      if (this.#underWay.isOpen && !this.#mayWaitUnseen() && this.#closing.delete(lane)) return [];
      break;
    }
    this.#held.delete(lane);
    return undefined;
  }

  #read(lane: string, upTo: number): Promise<number[]> {
    return this.#untilRead(() => this.#options.journal.next(lane, upTo), []);
  }

  /**
   * Reads, and reads again where that cannot be done now.
   *
   * @param otherwise where it is damaged, or nothing is to be begun any more
   */
  async #untilRead<T>(read: () => Promise<T>, otherwise: T): Promise<T> {
    const { onFault, again } = this.#options;
    while (this.#underWay.isOpen) {
      try {
        return await read();
      } catch (error) {
        onFault(error);
        if (error instanceof DamagedRecord) break;
        await again();
      }
    }
    return otherwise;
  }

  /** Tried again until it could be begun, or nothing is to be begun any more. */
  async #workOne(lane: string, id: number): Promise<void> {
    const { work, again } = this.#options;
    while (this.#underWay.isOpen && (await this.#inTurn(lane, () => work(id))) === false) await again();
  }

  async #inTurn<T>(lane: string, job: () => Promise<T>): Promise<T | undefined> {
    return this.#options.lanes.add(await this.#laneToWorkIn(lane), job);
  }

  /** A ticket's events share the lane of its conversation, so that nobody else writes its session meanwhile. */
  async #laneToWorkIn(lane: string): Promise<string> {
    if (!lane.startsWith('ticket:')) return lane;
    const { journal } = this.#options;
    const ticketId = lane.slice('ticket:'.length);
    // Of a damaged session: the work on the event meets the same fault, and ends with it.
    const session = await this.#untilRead(() => journal.sessionOfTicket(ticketId), null);
    return session === null ? lane : `thread:${session.threadId}`;
  }
}
