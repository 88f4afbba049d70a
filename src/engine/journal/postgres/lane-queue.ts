import { performance } from 'node:perf_hooks';
import type { HeldLane, LaneQueue, LaneWatch } from '../lane-queue.ts';
import { type Attempt, type Boss, type Job, loadBoss, type Statements, within } from './boss.ts';
import { lockingLibrary } from './claim.ts';
import { type Grip, handOn, keyOf, type LaneTools, QUEUE } from './hand.ts';
import type { Line } from './line.ts';
import type { Ask } from './reads.ts';
import { given, kept } from './rows.ts';
import { QUEUE_SCHEMA } from './schema.ts';

/**
 * What the library keeps: one job a lane, from the first event that waits in it until none does. Who took it and is not
 * heard of for ten seconds has lost it. It counts how often a lane was taken anew, and is never to have enough of it.
 */
const SETTINGS = {
  policy: 'exclusive',
  heartbeatSeconds: 10,
  expireInSeconds: 86_400,
  retentionSeconds: 315_360_000,
  retryLimit: 1_000_000_000,
} as const;

/** How often is looked whether something can be taken that another engine accepted, or gave up, in milliseconds. */
const LOOK_EVERY = 500;

/** How often is said that what was taken is worked, in milliseconds: three times before somebody believes otherwise. */
const SAY_EVERY = 3_000;

/** How often is looked who is not heard of any more, in milliseconds. */
const SUPERVISE_EVERY = 2_000;

/**
 * How often the lanes of what waits longest are called again, in milliseconds: nothing waits for ever, though somebody
 * emptied the library's tables.
 */
const CALL_EVERY = 10_000;

/** After the database was away, or this process slept, so long others are waited for who were away with it. */
const STEADY_AFTER = 5_000;

/** Each lane's new token, and whether it was in a hand until now: a subquery sees the rows as they were before. */
const HOLD = `
  INSERT INTO hold (key, lane, token)
  SELECT key, lane, nextval('hold_token') FROM unnest($1::text[], $2::text[]) AS given (key, lane)
  ON CONFLICT (key) DO UPDATE SET token = excluded.token
  RETURNING key, token, EXISTS (SELECT 1 FROM hold AS before WHERE before.key = hold.key) AS taken_over`;

/** Threads whose time to be closed has come, but for those in somebody's hand, who sees it. */
const DUE = `
  SELECT thread_id FROM pending_close
  WHERE due_at <= $1 AND NOT EXISTS (SELECT 1 FROM hold WHERE key = md5('thread:' || thread_id))
  ORDER BY due_at LIMIT 256`;

const OF_TICKETS = `
  SELECT DISTINCT ON (ticket_id) ticket_id, thread_id FROM session
  WHERE ticket_id = ANY ($1::text[]) ORDER BY ticket_id, id DESC`;

/** The library, at work over a session of its own. @throws UsageError where it is not installed */
export async function startBoss(line: Line): Promise<Boss> {
  const PgBoss = await loadBoss();
  const boss = new PgBoss({
    db: statementsOver(line),
    schema: QUEUE_SCHEMA,
    supervise: false,
    schedule: false,
    registerInstance: false,
    monitorIntervalSeconds: 1,
    openTelemetry: { enabled: false },
  });
  // What fails in the background is done again, and shows where it is asked for.
  boss.on('error', () => {});
  await lockingLibrary(await line.connection(), async () => {
    await boss.start();
    await boss.createQueue(QUEUE, SETTINGS);
  });
  return boss;
}

/** One after the other, as the library expects of a session; a transaction of it that failed is over. */
function statementsOver(line: Line): Statements {
  let last: Promise<unknown> = Promise.resolve();
  const run = (sql: string, values?: readonly unknown[]) =>
    line.ask(async ({ query, ask, isLost }) => {
      try {
        return await query(sql, values);
      } catch (error) {
        if (!isLost()) await ask('ROLLBACK');
        throw error;
      }
    }, 0);
  return {
    executeSql(sql, values) {
      const result = last.then(() => run(sql, values));
      last = result.catch(() => {});
      return result;
    },
  };
}

/** Lets it be known that something waits in lanes: a ticket's in that of its conversation, where that is known. */
export function callerOf(boss: Pick<Boss, 'insert'>) {
  return async (ask: Ask, lanes: readonly string[]): Promise<void> => {
    const homes = new Set(await homesOf(ask, [...new Set(lanes)]));
    if (homes.size === 0) return;
    const jobs = [...homes].map((lane) => ({
      singletonKey: keyOf(lane),
      data: { lane: kept(lane).toWellFormed() },
    }));
    await boss.insert(QUEUE, jobs, within(ask));
  };
}

async function homesOf(ask: Ask, lanes: readonly string[]): Promise<string[]> {
  const tickets = lanes.filter((lane) => lane.startsWith('ticket:'));
  if (tickets.length === 0) return [...lanes];
  const rows = await ask(OF_TICKETS, [tickets.map((lane) => kept(lane.slice('ticket:'.length)))]);
  const homes = new Map(
    rows.map((row) => [`ticket:${given(row['ticket_id'])}`, `thread:${given(row['thread_id'])}`]),
  );
  return lanes.map((lane) => homes.get(lane) ?? lane);
}

/** What a queue works with. */
export interface QueueTools extends LaneTools {
  /** Over the library's session. */
  line: Line;
}

/** The lanes of a journal that several engines share, and what this engine has of them. */
export interface PostgresLaneQueue extends LaneQueue {
  close(): Promise<void>;
}

/** Events whose lanes are called at once. */
const PAGE = 1_000;

export function createLaneQueue(tools: QueueTools): PostgresLaneQueue {
  const { boss, journal, writes, commit, call, line } = tools;
  const held = new Map<number, Attempt>();
  const clocks: NodeJS.Timeout[] = [];
  let steadySince = performance.now();
  let heardAt = performance.now();

  /** Says that what was taken is worked. */
  async function say(): Promise<void> {
    const now = performance.now();
    if (now - heardAt > STEADY_AFTER) steadySince = now;
    heardAt = now;
    try {
      if (held.size > 0) await boss.touch(QUEUE, [...held.values()]);
      else await line.ask(({ ask }) => ask('SELECT 1'), 0);
    } catch (error) {
      steadySince = Number.POSITIVE_INFINITY;
      throw error;
    }
    if (steadySince === Number.POSITIVE_INFINITY) steadySince = performance.now();
  }

  async function supervise(): Promise<void> {
    if (performance.now() - steadySince > STEADY_AFTER) await boss.supervise(QUEUE);
  }

  /** Once at a time; what fails is told, and done again when its time comes. */
  function every(milliseconds: number, job: () => Promise<void>, { onFault }: LaneWatch): void {
    let isAtIt = false;
    const clock = setInterval(() => {
      if (isAtIt) return;
      isAtIt = true;
      job()
        .catch(onFault)
        .finally(() => {
          isAtIt = false;
        });
    }, milliseconds);
    clocks.push(clock);
  }

  function handed(jobs: readonly Job[], tokens: ReadonlyMap<string, number>): HeldLane[] {
    return jobs.map((job) => {
      const lane = laneOf(job);
      const { id, retryCount } = job;
      const grip: Grip = { lane, token: tokens.get(keyOf(lane)) ?? 0, attempt: { id, retryCount } };
      held.set(grip.token, grip.attempt);
      return handOn(grip, { ...tools, onOpen: ({ token }) => held.delete(token) });
    });
  }

  /** Whoever has been called already, or is in somebody's hand, is not called twice. */
  async function callOldest(): Promise<void> {
    const lanes = (await journal.waiting(0, PAGE)).map(({ lane }) => lane);
    if (lanes.length > 0) await commit((ask) => call(ask, lanes));
  }

  /** What an engine accepted that had the journal for itself has not been called. */
  async function callAll(): Promise<void> {
    for (let after = 0; ; ) {
      const page = await journal.waiting(after, PAGE);
      const lanes = page.map(({ lane }) => lane);
      if (lanes.length > 0) await commit((ask) => call(ask, lanes));
      if (page.length < PAGE) return;
      after = page.at(-1)?.id ?? after;
    }
  }

  return {
    async open(watch) {
      every(LOOK_EVERY, async () => watch.onChance(), watch);
      every(SAY_EVERY, say, watch);
      every(SUPERVISE_EVERY, supervise, watch);
      every(CALL_EVERY, callOldest, watch);
      await callAll();
    },
    async take(limit, now) {
      const { jobs, tokens } = await commit(async (ask) => {
        const due = await ask(DUE, [now]);
        await call(
          ask,
          due.map((row) => `thread:${given(row['thread_id'])}`),
        );
        const jobs = await boss.fetch(QUEUE, { batchSize: limit, ...within(ask) });
        if (jobs.length === 0) return { jobs, tokens: new Map<string, number>() };
        const lanes = jobs.map(laneOf);
        const rows = await ask(HOLD, [lanes.map(keyOf), lanes.map(kept)]);
        // Whoever had one of them before is not heard of any more, or somebody emptied the library's tables.
        if (rows.some((row) => row['taken_over'] === true)) await writes.interrupt(now)(ask);
        return { jobs, tokens: new Map(rows.map((row) => [String(row['key']), Number(row['token'])])) };
      });
      return handed(jobs, tokens);
    },
    async close() {
      for (const clock of clocks) clearInterval(clock);
      await boss.stop({ graceful: false, close: false });
    },
  };
}

function laneOf({ data }: Job): string {
  const { lane } = typeof data === 'string' ? (JSON.parse(data) as { lane: string }) : data;
  return given(lane);
}
