import { env } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Journal } from '../../../src/engine/journal/journal.ts';
import { withJournal } from '../../../src/engine/journal/place.ts';
import {
  ask,
  startServer,
  stopServer,
  WITHOUT_QUEUE,
  withDatabase,
  withServer,
} from '../../support/postgres.ts';
import { PROOF } from '../../support/proof.ts';
import { countPromises, repliedTo } from './broken-promises.ts';
import { allEnded, type CrashRun, MOMENTS, type Moment } from './crash-run.ts';
import { killEach, type Several, withSeveral } from './several-run.ts';

/** So many times each moment; a kill each at those that are sure to hit where it is not the proof. */
const KILLS: readonly Moment[] = PROOF
  ? Array.from({ length: 25 }, () => MOMENTS).flat()
  : ['before a call', 'after a write', 'while it starts'];
const SEED = Number(env['CRASH_SEED'] ?? 1);
const LONGEST_ROUND_MS = 20_000;
const FINISHING_MS = 120_000;

/** Both are longer than others wait to hear of an engine. Who waits that long does so in the proof alone. */
const FROZEN_MS = 30_000;
const AWAY_MS = 20_000;
const FULL_MS = 15_000;

const END_SESSIONS =
  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'opencx-hubspot' AND datname = current_database()";

/** What is written to, of the journal and of the queue's library. */
const WRITTEN = ['event', 'entry', 'session', 'hold', 'pending_close']
  .map((table) => `opencx_hubspot.${table}`)
  .concat('opencx_hubspot_queue.job');

/** Every write that needs room is refused as where the server's disk is full. */
const FILL_DISK = [
  `CREATE FUNCTION opencx_hubspot.no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
  END $$`,
  ...WRITTEN.map(
    (table) =>
      `CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON ${table} EXECUTE FUNCTION opencx_hubspot.no_room()`,
  ),
];
const MAKE_ROOM = 'DROP FUNCTION opencx_hubspot.no_room() CASCADE';

/** What the engines did that they promise not to do. */
function broken(what: string, run: Omit<CrashRun, 'kills'>, counts: Record<string, number> = {}): string[] {
  const kills = { 'while it starts': 0, 'at any time': 0, 'before a call': 0, 'after a write': 0 };
  return countPromises(`three engines on one Postgres, ${what}`, { kills, ...run }, counts, { late: true });
}

function looking<T>({ store }: Several, look: (journal: Journal) => Promise<T>): Promise<T> {
  return withJournal(store, { readOnly: true }, look);
}

/** The engine that is the first to write something, with its call held back until it is let pass; the others' go on. */
function caughtWriting({ workers }: Several, write: () => Promise<void>) {
  const traps = workers.map(({ engine, relay }) => {
    const { promise: until, resolve: letPass } = Promise.withResolvers<void>();
    const caught = relay.set({ side: 'before', writesOnly: true, after: 0, until });
    return { engine, relay, letPass, caught };
  });
  const writing = write();
  const firstToWrite = Promise.race(traps.map((trap) => trap.caught.then(() => trap))).then((first) => {
    for (const { engine, relay, letPass } of traps) {
      if (engine === first.engine) continue;
      relay.unset();
      letPass();
    }
    return first;
  });
  return { firstToWrite, writing };
}

describe.skipIf(WITHOUT_QUEUE !== undefined)('three engines on one database', () => {
  test(
    'lose nothing that they answered, and do nothing twice, whichever of them is killed',
    () =>
      withDatabase((address) =>
        withSeveral(address, SEED, async (several) => {
          await killEach(several, KILLS);
          const run = await several.finish();
          const found = broken('one killed while customers write', run, { times: KILLS.length });
          expect(found, `run it again with CRASH_SEED=${SEED}`).toEqual([]);
          expect(run.counters.interrupted).toBeGreaterThan(0);
          expect(repliedTo(run).length).toBeGreaterThan(KILLS.length);
        }),
      ),
    KILLS.length * LONGEST_ROUND_MS + FINISHING_MS,
  );

  test.runIf(PROOF)(
    'go on without one that is frozen, which makes the one call that it had said before, when it wakes',
    () =>
      withDatabase((address) =>
        withSeveral(address, SEED, async (several) => {
          const { customers, sandbox } = several;
          const { firstToWrite, writing } = caughtWriting(several, () => customers.write(30));
          const { engine, letPass } = await firstToWrite;
          engine.freeze();
          await writing;
          await sleep(FROZEN_MS);
          const before = several.writes.length;
          const interrupted = await looking(several, (journal) => journal.list({ status: 'interrupted' }));
          expect(interrupted).not.toEqual([]);
          // What came after it is worked by others, though it has not woken up.
          await sandbox.settled();
          await looking(several, allEnded);
          letPass();
          engine.wake();
          await sleep(2_000);
          expect(several.writes.length - before).toBeLessThanOrEqual(interrupted.length);
          expect(engine.stderr).toContain('this engine was not heard of for ten seconds');
          const run = await several.finish();
          expect(broken('one frozen, and woken when others have gone on', run)).toEqual([]);
          for (const { id } of interrupted)
            expect(run.events.find((event) => event.id === id)).toMatchObject({ status: 'interrupted' });
        }),
      ),
    FROZEN_MS + FINISHING_MS,
  );

  test(
    'keep what they promise when their sessions are ended again and again, and break nothing off',
    () =>
      withDatabase((address) =>
        withSeveral(address, SEED, async (several) => {
          const writing = several.customers.write(40);
          const times = PROOF ? 30 : 8;
          for (let ended = 0; ended < times; ended += 1) {
            await sleep(several.random.below(500));
            await ask(address, END_SESSIONS);
          }
          await writing;
          const run = await several.finish();
          expect(broken('their sessions ended', run, { times })).toEqual([]);
          expect(run.counters.interrupted).toBe(0);
        }),
      ),
    FINISHING_MS,
  );

  test.runIf(PROOF)(
    'go on where they were when their database was away',
    () =>
      withServer((address, server) =>
        withSeveral(address, SEED, async (several) => {
          const writing = several.customers.write(40);
          await sleep(500);
          stopServer(server);
          await sleep(AWAY_MS);
          startServer(server);
          await writing;
          const run = await several.finish();
          expect(broken('their database away', run, { seconds: AWAY_MS / 1_000 })).toEqual([]);
        }),
      ),
    AWAY_MS + FINISHING_MS,
  );

  test.runIf(PROOF)(
    'go on by themselves when a disk that was full has room again',
    () =>
      withDatabase((address) =>
        withSeveral(address, SEED, async (several) => {
          const writing = several.customers.write(40);
          await sleep(300);
          await ask(address, ...FILL_DISK);
          await sleep(FULL_MS);
          await ask(address, MAKE_ROOM);
          await writing;
          const run = await several.finish();
          expect(run.deliveries.some(({ status }) => status === 503)).toBe(true);
          expect(broken('their disk full', run, { seconds: FULL_MS / 1_000 })).toEqual([]);
        }),
      ),
    FULL_MS + FINISHING_MS,
  );

  test(
    'take at once what one of them gives back that is asked to stop, and nothing is broken off',
    () =>
      withDatabase((address) =>
        withSeveral(address, SEED, async (several) => {
          for (const worker of several.workers) {
            const writing = several.customers.write(20);
            await sleep(several.random.below(400));
            await worker.engine.stop('SIGTERM');
            worker.engine = worker.start();
            await writing;
          }
          const run = await several.finish();
          expect(broken('each asked to stop, and started again', run)).toEqual([]);
          expect(run.counters.interrupted).toBe(0);
        }),
      ),
    FINISHING_MS,
  );
});
