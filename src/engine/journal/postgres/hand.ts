import { createHash } from 'node:crypto';
import type { Journal, PendingClose } from '../journal.ts';
import { type HeldLane, LaneLost } from '../lane-queue.ts';
import { type Attempt, type Boss, within } from './boss.ts';
import type { Turn, Write } from './group-commit.ts';
import type { Ask } from './reads.ts';
import { kept, ROWS } from './rows.ts';
import type { Writes } from './writes.ts';

/** Of the library's queue: a job in it says that something waits in a lane. */
export const QUEUE = 'lanes';

/** A lane as it was taken. */
export interface Grip {
  lane: string;
  /** Each time that the lane is taken it has another one. */
  token: number;
  attempt: Attempt;
}

/** What lanes are given out, held and given up with. */
export interface LaneTools {
  boss: Boss;
  journal: Journal;
  writes: Writes;
  commit<T>(write: Write<T>, turn?: Turn): Promise<T>;
  /** Of what is durable. */
  ask: Ask;
  /** Lets it be known that something waits in these lanes. */
  call(ask: Ask, lanes: readonly string[]): Promise<void>;
}

/** What a hand works with. */
export interface HandTools extends LaneTools {
  /** The lane is given up, or was lost. */
  onOpen(grip: Grip): void;
}

/** What the library's queue knows a lane by: its name may be of any length. */
export function keyOf(lane: string): string {
  return createHash('md5').update(kept(lane)).digest('hex');
}

const THREAD = 'thread:';
const TICKET = 'ticket:';

/** So long a lane that never is empty stays in one hand, in milliseconds: the library takes a day for the end of it. */
const LONGEST_MS = 3_600_000;

/** The lane of the ticket of a thread, unless another engine works what came before it was known whose it is. */
const LANE_OF_TICKET = `
  SELECT '${TICKET}' || ticket_id AS lane FROM session AS own
  WHERE thread_id = $1 AND ticket_id IS NOT NULL
    AND id = (SELECT max(id) FROM session WHERE ticket_id = own.ticket_id)
    AND NOT EXISTS (SELECT 1 FROM hold WHERE key = md5('${TICKET}' || own.ticket_id))`;

const WAITS = `SELECT 1 AS yes FROM event WHERE status = 'accepted' AND md5(lane) = md5($1) AND lane = $1 AND id > $2 LIMIT 1`;

/** For as long as it may be that events of a delivery are accepted, nothing is given up: then none is overlooked. */
const NOBODY_ACCEPTS = 'SELECT 1 AS yes FROM claim FOR UPDATE';

/** A lane in the hand of this engine. */
export function handOn(grip: Grip, tools: HandTools): HeldLane {
  const { lane, token, attempt } = grip;
  const { boss, journal, writes, commit, ask, call, onOpen } = tools;
  const key = keyOf(lane);
  const threadId = lane.startsWith(THREAD) ? lane.slice(THREAD.length) : undefined;
  const takenAt = performance.now();
  /** By lane, the number up to which its events have had their turn. */
  const upTo = new Map<string, number>();
  let isLost = false;

  /** The row of the hand is locked until the write is durable: nobody takes the lane in between. */
  function fenced<T>(write: Write<T>): Promise<T> {
    return commit(async (within) => {
      const [row] = await within('SELECT 1 AS yes FROM hold WHERE key = $1 AND token = $2 FOR SHARE', [
        key,
        token,
      ]);
      if (row === undefined) throw lost();
      return write(within);
    });
  }

  /** This lane, and the one of the thread's ticket. */
  async function lanes(within: Ask): Promise<string[]> {
    if (threadId === undefined) return [lane];
    const [row] = await within(LANE_OF_TICKET, [kept(threadId)]);
    return typeof row?.['lane'] === 'string' ? [lane, row['lane']] : [lane];
  }

  async function waits(within: Ask): Promise<boolean> {
    for (const each of await lanes(within)) {
      const rows = await within(WAITS, [kept(each), upTo.get(each) ?? 0]);
      if (rows.length > 0) return true;
    }
    return false;
  }

  async function dueClose(within: Ask, now: number): Promise<PendingClose | undefined> {
    if (threadId === undefined) return undefined;
    const [row] = await within('SELECT * FROM pending_close WHERE thread_id = $1 AND due_at <= $2', [
      kept(threadId),
      now,
    ]);
    return row && ROWS.toPendingClose(row);
  }

  function lost(): LaneLost {
    isLost = true;
    onOpen(grip);
    return new LaneLost(lane);
  }

  async function letGo(ask: Ask): Promise<void> {
    const rows = await ask('DELETE FROM hold WHERE key = $1 AND token = $2 RETURNING 1 AS yes', [key, token]);
    if (rows.length === 0) throw lost();
    await boss.deleteJob(QUEUE, attempt, within(ask));
  }

  async function giveBack(): Promise<void> {
    await commit(async (within) => {
      await within(NOBODY_ACCEPTS);
      await letGo(within);
      // What was broken off in this hand.
      await writes.interrupt(Date.now())(within);
      await call(within, [lane]);
    });
    onOpen(grip);
  }

  return {
    lane,
    giveBack,
    journal: {
      ...journal,
      begin: (id, at) => fenced(writes.begin(id, at, token)),
      record: (entry) => fenced(writes.record(entry)),
      finish: (id, at, end) => fenced(writes.finish(id, at, end)),
      saveSession: (session) => fenced(writes.saveSession(session)),
      scheduleClose: (close) => fenced(writes.scheduleClose(close)),
      cancelClose: (thread) => fenced(writes.cancelClose(thread)),
    },
    async next() {
      if (isLost) return undefined;
      const isOverdue = performance.now() - takenAt > LONGEST_MS;
      const isOfThread =
        lane.startsWith(TICKET) && (await journal.sessionOfTicket(lane.slice(TICKET.length))) !== null;
      if (isOverdue || isOfThread) {
        await giveBack();
        return undefined;
      }
      for (const each of await lanes(ask)) {
        const ids = await journal.next(each, upTo.get(each) ?? 0);
        upTo.set(each, Math.max(upTo.get(each) ?? 0, ...ids));
        if (ids.length > 0) return ids;
      }
      return [];
    },
    async release(now) {
      const outcome = await commit(async (within) => {
        await within(NOBODY_ACCEPTS);
        if (await waits(within)) return 'more' as const;
        const close = await dueClose(within, now);
        if (close) return close;
        await letGo(within);
        return 'released' as const;
      }, 'last');
      if (outcome === 'released') onOpen(grip);
      return outcome;
    },
  };
}
