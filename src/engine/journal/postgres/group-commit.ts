import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers';
import { setTimeout as delay } from 'node:timers/promises';
import { WriteRefused } from '../journal.ts';
import type { Connection } from './connection.ts';
import { ConnectionLost, TakenBack } from './faults.ts';
import type { Line } from './line.ts';
import type { Ask } from './reads.ts';

/**
 * Runs its statements and resolves to what they made of it. It may run a second time after a rollback, so it changes
 * nothing but the database; what it refuses, it refuses before it has changed anything.
 */
export type Write<T> = (ask: Ask) => Promise<T>;

/**
 * When it has its turn in a transaction that others share: among them, each statement behind one of somebody else's, or when
 * they have run, so that it sees all that they wrote. Locks keep other sessions away, and nobody in the same one.
 */
export type Turn = 'among others' | 'last';

export interface GroupCommit {
  /**
   * Resolves when the write is durable; rejects, and has written nothing, when it could not be made.
   *
   * @param patienceMs so long it waits where the database is away, or does not answer what was written before it
   */
  write<T>(write: Write<T>, patienceMs: number, turn?: Turn): Promise<T>;
  /** Writes what waits; where the database is away, that is rejected. */
  flush(): Promise<void>;
}

interface Waiting {
  write: Write<unknown>;
  turn: Turn;
  /** By the time that passes. */
  until: number;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

type Outcome = { result: unknown } | { refused: WriteRefused };

/** Between two looks whether the database is back, in milliseconds. */
const AGAIN_AFTER = 250;

/** Of a database that says nothing, as the driver would put it. */
const SILENT = 'timeout';

/**
 * Gathers what is written while the transaction before it is under way into the next one: the price of reaching the disk
 * is paid once, however many deliveries came meanwhile. Where the connection is lost, each write waits until it is known
 * whether it was made: a commit whose answer never came is asked for by the number that it would have kept. Postgres's own
 * number of the transaction does not tell: after a crash another one may have it.
 *
 * @param line of the session that holds the claim
 */
export function createGroupCommit(line: Line): GroupCommit {
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  let isEnding = false;
  const writer = randomUUID();
  let isIntroduced = false;
  let lastCommit = 0;
  /** Why there is no connection, as it was told last; undefined where there is one, which may be silent. */
  let away: unknown;

  async function run(): Promise<void> {
    const clock = setInterval(() => sendAway(away ?? new Error(SILENT)), AGAIN_AFTER);
    while (waiting.length > 0) {
      const connection = await connected();
      if (connection === undefined) continue;
      const group = waiting;
      waiting = [];
      await settle(group, connection);
    }
    clearInterval(clock);
    // In the same breath as it was seen that nothing waits.
    running = undefined;
  }

  /** undefined where there is none now. */
  async function connected(): Promise<Connection | undefined> {
    try {
      const connection = await line.connection();
      away = undefined;
      return connection;
    } catch (error) {
      away = error;
      const mayComeBack = error instanceof ConnectionLost && !isEnding;
      sendAway(error, mayComeBack ? performance.now() : Number.POSITIVE_INFINITY);
      if (waiting.length > 0) await delay(AGAIN_AFTER);
      return undefined;
    }
  }

  /** Whoever has waited long enough is told, and the others wait on. */
  function sendAway(fault: unknown, now = performance.now()): void {
    const over = waiting.filter(({ until }) => until <= now);
    waiting = waiting.filter((one) => !over.includes(one));
    for (const { reject } of over) reject(fault);
  }

  /** When a shared transaction fails, each write gets its own, so that one cannot spoil the others. */
  async function settle(group: readonly Waiting[], connection: Connection): Promise<void> {
    try {
      const outcomes = await inTransaction(group, connection);
      for (const [index, { resolve, reject }] of group.entries()) {
        const outcome = outcomes[index];
        if (outcome && 'refused' in outcome) reject(outcome.refused);
        else resolve(outcome?.result);
      }
    } catch (error) {
      if (error instanceof ConnectionLost && !isEnding) waiting = [...group, ...waiting];
      else if (group.length === 1 && error instanceof TakenBack) await settle(group, connection);
      else if (group.length === 1) group[0]?.reject(error);
      else for (const one of group) await settle([one], connection);
    }
  }

  /** @throws ConnectionLost where nothing of it was written */
  async function inTransaction(group: readonly Waiting[], connection: Connection): Promise<Outcome[]> {
    const { ask } = connection;
    await introduce(ask);
    lastCommit += 1;
    const number = lastCommit;
    // Sent one behind the other; what depends on what came before in its own write waits for that.
    const sent = [
      ask('BEGIN'),
      ask('UPDATE writer SET last_commit = $2 WHERE id = $1', [writer, number]),
      ...outcomesOf(group, ask),
    ] as const;
    const settled = await Promise.allSettled(sent);
    // The first that failed says why; in a transaction that has failed all others do.
    const failed = settled.find(({ status }) => status === 'rejected');
    try {
      if (failed?.status === 'rejected') throw failed.reason;
      const [, , ...outcomes] = await Promise.all(sent);
      await committed(connection, number);
      return outcomes as Outcome[];
    } catch (error) {
      if (!connection.isLost()) await ask('ROLLBACK');
      throw error;
    }
  }

  function outcomesOf(group: readonly Waiting[], ask: Ask): Promise<Outcome>[] {
    const amongOthers = group.filter(({ turn }) => turn === 'among others');
    const begun = new Map(amongOthers.map((one) => [one, outcomeOf(one.write, ask)]));
    const settled = Promise.allSettled(begun.values());
    return group.map((one) => begun.get(one) ?? settled.then(() => outcomeOf(one.write, ask)));
  }

  async function outcomeOf(write: Write<unknown>, ask: Ask): Promise<Outcome> {
    try {
      return { result: await write(ask) };
    } catch (error) {
      if (error instanceof WriteRefused) return { refused: error };
      throw error;
    }
  }

  /** Its row is there before anything rests on it: what is locked can be waited for. */
  async function introduce(ask: Ask): Promise<void> {
    if (isIntroduced) return;
    await ask('INSERT INTO writer (id, last_commit) VALUES ($1, 0) ON CONFLICT DO NOTHING', [writer]);
    isIntroduced = true;
  }

  async function committed({ ask }: Connection, number: number): Promise<void> {
    try {
      await ask('COMMIT');
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
      if (!(await wasCommitted(number))) throw error;
    }
  }

  /**
   * Asked until it is known, however long the database is away: until then nobody of these may go on. The session that was
   * lost holds the lock of the row until its transaction has ended.
   */
  async function wasCommitted(number: number): Promise<boolean> {
    while (!isEnding) {
      try {
        const { ask } = await line.connection();
        const [row] = await ask('SELECT last_commit FROM writer WHERE id = $1 FOR UPDATE', [writer]);
        return row?.['last_commit'] === number;
      } catch (error) {
        if (!(error instanceof ConnectionLost)) throw error;
        away = error;
      }
      await delay(AGAIN_AFTER);
    }
    return false;
  }

  return {
    write<T>(write: Write<T>, patienceMs: number, turn: Turn = 'among others') {
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      const until = performance.now() + patienceMs;
      waiting.push({ write, turn, until, resolve: (result) => resolve(result as T), reject });
      running ??= new Promise<void>((begin) => setImmediate(begin)).then(run);
      return promise;
    },
    async flush() {
      isEnding = true;
      while (running) await running;
    },
  };
}
