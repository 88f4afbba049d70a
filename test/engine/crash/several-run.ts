import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withJournal } from '../../../src/engine/journal/place.ts';
import { loadPortal } from '../../../src/sandbox/portal/portals.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { type Random, seeded } from '../run/random.ts';
import {
  allEnded,
  type CrashRun,
  comesTo,
  type EngineFiles,
  type Moment,
  startEngine,
  textsIn,
} from './crash-run.ts';
import { type Customers, customersOf } from './customers.ts';
import { type EngineProcess, freePort } from './engine-process.ts';
import { type Front, openFront } from './front.ts';
import { openRelay, type PortalRelay, type Write } from './portal-relay.ts';

/** One of the engines, and its own way to the portal. */
interface Worker {
  readonly relay: PortalRelay;
  engine: EngineProcess;
  start(): EngineProcess;
}

/** Several engines on one database, a portal, and customers who write. */
export interface Several {
  sandbox: Sandbox;
  customers: Customers;
  random: Random;
  workers: readonly Worker[];
  store: string;
  /** What the portal carried out for them, oldest first. */
  writes: readonly Write[];
  /** Waits until every event has ended, and tells what came of it. */
  finish(): Promise<Omit<CrashRun, 'kills'>>;
}

const RETRY_MS = 150;
const RETRIES = 2_000;
const WORKERS = 3;

/** Runs with three engines that have started; what they leave open is closed. */
export async function withSeveral<T>(
  store: string,
  seed: number,
  run: (several: Several) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-several-'));
  const portal = await loadPortal('healthy-email');
  const sandbox = await startSandbox(portal, {
    deliveryTiming: { retryDelays: Array.from({ length: RETRIES }, () => RETRY_MS) },
  });
  const writes: Write[] = [];
  const ports = await Promise.all(Array.from({ length: WORKERS }, freePort));
  const front = await openFront(ports);
  sandbox.deliverTo({ url: front.url, secret: sandbox.portal.given.clientSecret ?? '' });
  const files = { journal: store, delivered: join(folder, 'delivered') };
  const workers = await Promise.all(ports.map((port) => workerOn(port, sandbox, writes, files, front)));
  try {
    for (const { engine } of workers) await engine.ready();
    const random = seeded(seed);
    const customers = customersOf(sandbox, random);
    const finish = () => toTheEnd(sandbox, customers, workers, files, writes);
    return await run({ sandbox, customers, random, workers, store, writes, finish });
  } finally {
    for (const { engine, relay } of workers) {
      await engine.end();
      await relay.close();
    }
    await sandbox.close();
    await front.close();
    await rm(folder, { recursive: true });
  }
}

async function workerOn(
  port: number,
  sandbox: Sandbox,
  writes: Write[],
  files: EngineFiles,
  { url }: Front,
): Promise<Worker> {
  const relay = await openRelay(sandbox.url, writes);
  const start = () => startEngine(sandbox, relay, port, files, ['--shared', '--public-url', url]);
  return { relay, engine: start(), start };
}

/** Kills one of the engines at each of the moments, and starts it again. */
export async function killEach(several: Several, moments: readonly Moment[]): Promise<CrashRun['kills']> {
  const { workers, customers, random } = several;
  const kills = { 'while it starts': 0, 'at any time': 0, 'before a call': 0, 'after a write': 0 };
  for (const moment of moments) {
    const worker = random.pick(workers);
    // One that has not started yet would leave all that is written to the others.
    if (moment !== 'while it starts') await worker.engine.ready();
    const writing = customers.write(10 + random.below(25));
    if (moment === 'while it starts') {
      await worker.engine.kill();
      worker.engine = worker.start();
    }
    await comesTo(moment, worker.engine, worker.relay, random, WORKERS);
    await worker.engine.kill();
    worker.relay.unset();
    kills[moment] += 1;
    worker.engine = worker.start();
    await writing;
  }
  return kills;
}

async function toTheEnd(
  sandbox: Sandbox,
  customers: Customers,
  workers: readonly Worker[],
  files: EngineFiles,
  writes: readonly Write[],
): Promise<Omit<CrashRun, 'kills'>> {
  for (const { engine } of workers) await engine.ready();
  await customers.write(10);
  await sandbox.settled();
  await withJournal(files.journal, { readOnly: true }, allEnded);
  for (const { engine } of workers) await engine.stop();
  return withJournal(files.journal, { readOnly: true }, async (journal) => ({
    written: customers.written,
    repTexts: customers.repTexts,
    deliveries: [...sandbox.deliveries],
    events: await journal.list({}),
    counters: await journal.counters(),
    writes,
    delivered: await textsIn(files.delivered),
  }));
}
