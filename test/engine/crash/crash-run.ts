import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isStoreAddress } from '../../../src/core/store-address.ts';
import type { Counters, Journal, JournalledEvent } from '../../../src/engine/journal/journal.ts';
import { withJournal } from '../../../src/engine/journal/place.ts';
import type { Delivery } from '../../../src/sandbox/deliveries/deliveries.ts';
import type { Written } from '../../../src/sandbox/people/customer.ts';
import { loadPortal } from '../../../src/sandbox/portal/portals.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { type Random, seeded } from '../run/random.ts';
import { customersOf } from './customers.ts';
import { EngineProcess, freePort } from './engine-process.ts';
import { openRelay, type PortalRelay, type Write } from './portal-relay.ts';

/** When an engine is killed. */
export const MOMENTS = ['while it starts', 'at any time', 'before a call', 'after a write'] as const;
export type Moment = (typeof MOMENTS)[number];

/** All that can be seen of a run when it is over. */
export interface CrashRun {
  kills: Record<Moment, number>;
  written: readonly Written[];
  repTexts: readonly string[];
  /** Attempts at deliveries. */
  deliveries: readonly Delivery[];
  events: readonly JournalledEvent[];
  counters: Counters;
  /** What the portal carried out for the engines. */
  writes: readonly Write[];
  /** Texts of the rep's that were passed on. */
  delivered: readonly string[];
}

const RETRY_MS = 150;
const RETRIES = 2_000;
/** An engine that does not come to the call at which it was to be killed is killed all the same. */
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 50;

/**
 * Kills the engine again and again while customers write, lets it finish in the end, and tells what came of it.
 *
 * @param store address of a database; a file of its own where it is left out
 */
export async function crashAgainAndAgain(
  moments: readonly Moment[],
  seed: number,
  store?: string,
): Promise<CrashRun> {
  const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-crash-'));
  const portal = await loadPortal('healthy-email');
  const sandbox = await startSandbox(portal, {
    deliveryTiming: { retryDelays: Array.from({ length: RETRIES }, () => RETRY_MS) },
  });
  const relay = await openRelay(sandbox.url);
  try {
    const files = { journal: store ?? join(folder, 'journal'), delivered: join(folder, 'delivered') };
    return await run(sandbox, relay, files, moments, seeded(seed));
  } finally {
    await sandbox.close();
    await relay.close();
    await rm(folder, { recursive: true });
  }
}

async function run(
  sandbox: Sandbox,
  relay: PortalRelay,
  files: EngineFiles,
  moments: readonly Moment[],
  random: Random,
): Promise<CrashRun> {
  const port = await freePort();
  const start = () => startEngine(sandbox, relay, port, files);
  const secret = sandbox.portal.given.clientSecret ?? '';
  sandbox.deliverTo({ url: `http://127.0.0.1:${port}/`, secret });
  const customers = customersOf(sandbox, random);
  const kills = { 'while it starts': 0, 'at any time': 0, 'before a call': 0, 'after a write': 0 };

  for (const moment of moments) {
    const engine = start();
    const writing = customers.write(10 + random.below(25));
    await comesTo(moment, engine, relay, random);
    await engine.kill();
    relay.unset();
    kills[moment] += 1;
    await writing;
  }

  const last = start();
  await last.ready();
  await customers.write(10);
  await sandbox.settled();
  await withJournal(files.journal, { readOnly: true }, allEnded);
  await last.stop();
  return withJournal(files.journal, { readOnly: true }, async (journal) => ({
    kills,
    written: customers.written,
    repTexts: customers.repTexts,
    deliveries: [...sandbox.deliveries],
    events: await journal.list({}),
    counters: await journal.counters(),
    writes: relay.writes,
    delivered: await textsIn(files.delivered),
  }));
}

export interface EngineFiles {
  /** A file, or the address of a database. */
  journal: string;
  /** Where the rep's replies go. */
  delivered: string;
}

/** @param more arguments */
export function startEngine(
  sandbox: Sandbox,
  relay: PortalRelay,
  port: number,
  files: EngineFiles,
  more: readonly string[] = [],
): EngineProcess {
  const { token, clientSecret, defaultUserId } = sandbox.portal.given;
  const flags = {
    port: String(port),
    [isStoreAddress(files.journal) ? 'store' : 'journal']: files.journal,
    deliver: files.delivered,
    responder: join(import.meta.dirname, 'responder.yaml'),
    'default-user': defaultUserId ?? '',
  };
  return new EngineProcess(
    ['--no-delays', ...more, ...Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value])],
    {
      HUBSPOT_API_URL: relay.url,
      HUBSPOT_ACCESS_TOKEN: token ?? '',
      HUBSPOT_CLIENT_SECRET: clientSecret ?? '',
    },
  );
}

/**
 * Resolves at the moment at which the engine is to be killed.
 *
 * @param among so many engines share the work
 */
export async function comesTo(
  moment: Moment,
  engine: EngineProcess,
  relay: PortalRelay,
  random: Random,
  among = 1,
): Promise<void> {
  if (moment === 'while it starts') return sleep(random.below(600));
  await engine.ready();
  if (moment === 'at any time') return sleep(random.below(300));
  const trap =
    moment === 'after a write'
      ? { side: 'after' as const, writesOnly: true, after: random.below(Math.ceil(5 / among)) }
      : { side: 'before' as const, writesOnly: false, after: random.below(Math.ceil(30 / among)) };
  const patience = new AbortController();
  await Promise.race([
    relay.set(trap),
    sleep(PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => {}),
  ]);
  patience.abort();
}

export async function allEnded(journal: Journal): Promise<void> {
  while ((await journal.counters()).open > 0) await sleep(LOOK_EVERY_MS);
}

export async function textsIn(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).text as string);
}
