import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Journal } from '../../src/engine/journal/journal.ts';
import { openPostgresJournal } from '../../src/engine/journal/postgres/journal.ts';
import { arrival, message } from '../engine/journal/builders.ts';
import { startServer, stopServer, WITHOUT_QUEUE, withServer } from '../support/postgres.ts';
import setUp from '../support/postgres-setup.ts';
import { LIBRARY_QUEUE, openLibrary } from './engine/library.ts';
import { ended } from './engine/servers.ts';
import { type Figure, median, milliseconds, percentile } from './figures.ts';

/** Installed by hand; where it is not, nothing is measured beside it. */
const DBOS = join(import.meta.dirname, 'engine', 'dbos');

const WORKERS = 2;
const LANES = 60;
const EVENTS = 600;
const ROUNDS = 2;
const SHARE_GOAL = 0.5;
const NEXT_GOAL_MS = 600;
const TAKEOVER_GOAL_MS = 15_000;
const LOOK_EVERY_MS = 20;
/** So much work that an engine which is killed after a second has some in hand. */
const TAKEOVER_ROUNDS = 3;
const UNTIL_KILLED_MS = 1_000;
const GIVING_UP_MS = 1_000;

/**
 * Two engines on one Postgres beside the queue's library alone, and beside DBOS, on the same work: events of 60 threads, in
 * order in each, ten milliseconds of waiting each. They take turns. Then how soon a thread's next event is begun, and how soon the
 * threads of an engine that is killed go on.
 */
export async function enginesOnPostgres(): Promise<Figure[]> {
  if (WITHOUT_QUEUE !== undefined) throw new Error(WITHOUT_QUEUE);
  const tearDown = setUp();
  try {
    return await withServer(async (address, server) => {
      // The tests' server leaves out what a power cut would show.
      stopServer(server);
      startServer(server, 'fsync=on');
      return [...(await throughput(address)), ...(await gaps(address)), await takeover(address)];
    });
  } finally {
    await tearDown();
  }
}

async function throughput(address: string): Promise<Figure[]> {
  const library: number[] = [];
  const dbos: number[] = [];
  const store: number[] = [];
  // The journal's tables first: it takes no database that others have.
  await withStore(address, async () => {});
  for (let round = 0; round < ROUNDS; round += 1) {
    library.push(await withWorkers('library', address, () => roundOfLibrary(address)));
    if (existsSync(join(DBOS, 'node_modules'))) dbos.push(await roundOfDbos(address));
    store.push(await withWorkers('store', address, () => withStore(address, roundOfStore)));
  }
  const share = median(store) / median(library);
  const what = `${EVENTS} events of ${LANES} threads, ${WORKERS} workers`;
  return [
    { what: `pg-boss alone, ${what}`, measured: `${Math.round(median(library))} events/s`, bar: '' },
    ...(dbos.length === 0
      ? []
      : [{ what: `DBOS alone, ${what}`, measured: `${Math.round(median(dbos))} events/s`, bar: '' }]),
    {
      what: `engines on one Postgres, ${what}`,
      measured: `${Math.round(median(store))} events/s, ${share.toFixed(1)}x`,
      bar: `${SHARE_GOAL}x`,
      met: share >= SHARE_GOAL,
    },
  ];
}

/** @returns events a second */
async function roundOfLibrary(address: string): Promise<number> {
  const boss = await openLibrary(address);
  try {
    await boss.deleteAllJobs(LIBRARY_QUEUE);
    const jobs = Array.from({ length: EVENTS }, (_, index) => ({
      singletonKey: laneOf(index),
      data: { index },
    }));
    const from = performance.now();
    await boss.insert(LIBRARY_QUEUE, jobs);
    while ((await boss.findJobs(LIBRARY_QUEUE, { queued: true, limit: 1 })).length > 0)
      await sleep(LOOK_EVERY_MS);
    return perSecond(from);
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** In a database of its own, which it makes. */
async function roundOfDbos(address: string): Promise<number> {
  const url = new URL('/dbos', address).href;
  return withWorkers('dbos', url, async () => {
    const feed = spawn(process.execPath, [join(DBOS, 'feed.js'), url, String(EVENTS), String(LANES)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const took = Number(await text(feed.stdout));
    return EVENTS / (took / 1_000);
  });
}

async function roundOfStore(journal: Journal): Promise<number> {
  const from = performance.now();
  await accept(journal, EVENTS);
  await allEnded(journal);
  return perSecond(from);
}

/** The next event of a thread waits already, or comes to another engine than the one that had the thread last. */
async function gaps(address: string): Promise<Figure[]> {
  return withWorkers('store', address, () =>
    withStore(address, async (journal) => {
      const queued = await accept(journal, EVENTS);
      await allEnded(journal);
      const ended = await journal.list({ ids: queued });
      const between = [...Map.groupBy(ended, ({ lane }) => lane).values()].flatMap((lane) =>
        lane.slice(1).map((event, index) => (event.begunAt ?? 0) - (lane[index]?.endedAt ?? 0)),
      );
      const idle: number[] = [];
      for (let one = 0; one < 20; one += 1) {
        const ids = await accept(journal, 1);
        await allEnded(journal);
        const [event] = await journal.list({ ids });
        idle.push((event?.begunAt ?? 0) - (event?.receivedAt ?? 0));
      }
      return [
        gap('a thread’s next event that waits already, begun after the one before', between),
        gap('an event that another process accepted, begun', idle),
      ];
    }),
  );
}

function gap(what: string, times: readonly number[]): Figure {
  const worst = Math.max(...times);
  return {
    what,
    measured: `p50 ${milliseconds(percentile(50, times))}, slowest ${milliseconds(worst)}`,
    bar: milliseconds(NEXT_GOAL_MS),
    met: worst <= NEXT_GOAL_MS,
  };
}

/** How long the slowest thread of an engine that is killed stands still. */
async function takeover(address: string): Promise<Figure> {
  const stood = await withWorkers('store', address, ([killed]) =>
    withStore(address, async (journal) => {
      await accept(journal, EVENTS * TAKEOVER_ROUNDS);
      await sleep(UNTIL_KILLED_MS);
      const at = Date.now();
      if (killed) await ended(killed, 'SIGKILL');
      await allEnded(journal);
      const broken = await journal.list({ status: 'interrupted' });
      if (broken.length === 0) throw new Error('The engine that was killed had nothing begun.');
      const lanes = new Set(broken.map(({ lane }) => lane));
      const after = (await journal.list({})).filter(
        ({ begunAt, lane }) => lanes.has(lane) && (begunAt ?? 0) > at,
      );
      const first = [...Map.groupBy(after, ({ lane }) => lane).values()].map((lane) =>
        Math.min(...lane.map(({ begunAt }) => begunAt ?? at)),
      );
      return Math.max(...first) - at;
    }),
  );
  return {
    what: 'threads of a killed engine go on with another',
    measured: `slowest after ${(stood / 1_000).toFixed(1)} s`,
    bar: `${TAKEOVER_GOAL_MS / 1_000} s`,
    met: stood <= TAKEOVER_GOAL_MS,
  };
}

/** The arguments of a worker's process, but for the address. */
const WORKER = {
  library: [join(import.meta.dirname, 'engine', 'worker.ts'), 'library'],
  store: [join(import.meta.dirname, 'engine', 'worker.ts'), 'store'],
  dbos: ['--no-deprecation', join(DBOS, 'work.js')],
};

/** They start one after the other: two that made the same tables would be in each other's way. */
async function withWorkers<T>(
  kind: keyof typeof WORKER,
  address: string,
  run: (workers: readonly ChildProcess[]) => Promise<T>,
): Promise<T> {
  const workers: ChildProcess[] = [];
  try {
    while (workers.length < WORKERS) {
      const worker = spawn(process.execPath, [...WORKER[kind], address], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      workers.push(worker);
      const [ready] = await Promise.race([once(worker.stdout, 'data'), once(worker, 'exit')]);
      if (!(ready instanceof Uint8Array)) throw new Error(`A worker of ${kind} ended before it was ready.`);
    }
    const result = await run(workers);
    // What they have in hand is given up first: else the next round would wait for it.
    await sleep(GIVING_UP_MS);
    return result;
  } finally {
    for (const worker of workers) await ended(worker, 'SIGKILL');
  }
}

async function withStore<T>(address: string, run: (journal: Journal) => Promise<T>): Promise<T> {
  const journal = await openPostgresJournal(address, { shared: true });
  try {
    return await run(journal);
  } finally {
    await journal.close();
  }
}

async function accept(journal: Journal, count: number): Promise<number[]> {
  const events = Array.from({ length: count }, (_, index) => arrival(message({ objectId: laneOf(index) })));
  return (await journal.accept(events, Date.now())).map(({ id }) => id);
}

async function allEnded(journal: Journal): Promise<void> {
  while ((await journal.oldestOpen()) !== null) await sleep(LOOK_EVERY_MS);
}

function laneOf(index: number): string {
  return String(8_243_000_000 + (index % LANES));
}

function perSecond(from: number): number {
  return EVENTS / ((performance.now() - from) / 1_000);
}
