import type { Buffer } from 'node:buffer';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deliveryTo, newMessage } from './engine/deliveries.ts';
import { type Answered, asFastAsAnswered, atRate } from './engine/load.ts';
import { type Served, serve } from './engine/servers.ts';
import { type Figure, median, percentile } from './figures.ts';

const CONNECTIONS = 32;
const ROUNDS = 3;
/** Deliveries of a round, by how many events are in each. */
const LOADS = [
  { batch: 1, deliveries: 4_000 },
  { batch: 100, deliveries: 200 },
] as const;
const RATE = 1_000;
const RATE_SECONDS = 4;
const SHARE_GOAL = 0.5;
const P99_GOAL_MS = 50;

interface Servers {
  bare: Served;
  intake: Served;
}

/**
 * The engine's intake, with its signature check and a journal that is synced to the disk, beside a bare server that
 * parses the same JSON. Each is a process of its own; they take turns, so that a busy machine is unfair to neither.
 */
export async function engineIntake(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-bench-'));
  const servers = { bare: await serve('bare'), intake: await serve('intake', join(folder, 'journal')) };
  try {
    const figures: Figure[] = [];
    await rounds(servers, LOADS[0], 1);
    for (const load of LOADS) figures.push(...(await throughput(servers, load)));
    return [...figures, ...(await steady(servers))];
  } finally {
    await servers.bare.close();
    await servers.intake.close();
    await rm(folder, { recursive: true });
  }
}

type Load = (typeof LOADS)[number];
type Rounds = Record<keyof Servers, Answered[]>;

async function rounds(servers: Servers, { batch, deliveries }: Load, count: number): Promise<Rounds> {
  const answered: Rounds = { bare: [], intake: [] };
  for (let round = 0; round < count; round += 1) {
    for (const kind of ['bare', 'intake'] as const) {
      const { url } = servers[kind];
      answered[kind].push(await asFastAsAnswered(url, prepared(url, deliveries, batch), CONNECTIONS));
    }
  }
  return answered;
}

async function throughput(servers: Servers, load: Load): Promise<Figure[]> {
  const answered = await rounds(servers, load, ROUNDS);
  const perSecond = (kind: keyof Servers) =>
    median(answered[kind].map(({ seconds, waits }) => (waits.length * load.batch) / seconds));
  const share = perSecond('intake') / perSecond('bare');
  const worst = (kind: keyof Servers) =>
    percentile(
      99,
      answered[kind].flatMap(({ waits }) => waits),
    );
  const what = `batches of ${load.batch}, ${CONNECTIONS} connections`;
  return [
    {
      what: `bare server, ${what}`,
      measured: `${events(perSecond('bare'))}, p99 ${tenths(worst('bare'))}`,
      bar: '',
    },
    {
      what: `engine intake, ${what}`,
      measured: `${events(perSecond('intake'))}, p99 ${tenths(worst('intake'))}, ${Math.round(share * 100)} % of bare`,
      bar: `${SHARE_GOAL * 100} % of bare`,
      met: share >= SHARE_GOAL,
    },
  ];
}

/** One event a delivery is the dearest way in which so many events a second can come. */
async function steady(servers: Servers): Promise<Figure[]> {
  const measure = async (url: string) => {
    const deliveries = prepared(url, RATE * RATE_SECONDS, 1);
    return percentile(99, (await atRate(url, deliveries, CONNECTIONS, RATE)).waits);
  };
  const bare = await measure(servers.bare.url);
  const intake = await measure(servers.intake.url);
  const what = `at ${RATE} events a second, one a delivery`;
  return [
    { what: `bare server, ${what}`, measured: `p99 ${tenths(bare)}`, bar: '' },
    {
      what: `engine intake, ${what}`,
      measured: `p99 ${tenths(intake)}`,
      bar: `p99 ${P99_GOAL_MS} ms`,
      met: intake <= P99_GOAL_MS,
    },
  ];
}

function prepared(url: string, deliveries: number, batch: number): Buffer[] {
  return Array.from({ length: deliveries }, () => deliveryTo(url, Array.from({ length: batch }, newMessage)));
}

const events = (perSecond: number) => `${Math.round(perSecond)} events/s`;
const tenths = (milliseconds: number) => `${milliseconds.toFixed(1)} ms`;
