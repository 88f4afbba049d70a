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
/** Deliveries of a round, by how many events are in each. The last is a flood: twice of what the journal's log holds. */
const LOADS = [
  { batch: 1, deliveries: 4_000, isBarred: true },
  { batch: 100, deliveries: 1_000, isBarred: true },
  { batch: 100, deliveries: 4_000, isBarred: false },
] as const;
const RATE = 1_000;
const RATE_SECONDS = 4;
/** The slowest of a hundred swings with what else the disk has to do. */
const RATE_ROUNDS = 5;
const SHARE_GOAL = 0.5;
/** How much longer the slowest of a hundred may take than at a bare server that keeps every delivery. */
const P99_GOAL = 3;

const KINDS = ['bare', 'intake', 'durable', 'busy'] as const;
type Servers = Record<(typeof KINDS)[number], Served>;

/**
 * The engine's intake, with its signature check and a journal that is synced to the disk, beside a bare server that
 * parses the same JSON; at a steady rate with the engine at work on what comes, beside one that also keeps each delivery.
 * Each is a process of its own; they take turns, so that a busy machine is unfair to none.
 */
export async function engineIntake(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-bench-'));
  const at = (name: string) => join(folder, name);
  const servers: Servers = {
    bare: await serve('bare'),
    intake: await serve('intake', at('intake')),
    durable: await serve('durable', at('durable')),
    busy: await serve('busy', at('busy')),
  };
  try {
    const figures: Figure[] = [];
    await rounds(servers, LOADS[0], 1);
    for (const load of LOADS) figures.push(...(await throughput(servers, load)));
    return [...figures, ...(await steady(servers))];
  } finally {
    for (const kind of KINDS) await servers[kind].close();
    await rm(folder, { recursive: true });
  }
}

type Load = (typeof LOADS)[number];
type Rounds = Record<'bare' | 'intake', Round[]>;

interface Round extends Answered {
  /** Milliseconds of a processor. */
  used: number;
}

async function rounds(servers: Servers, { batch, deliveries }: Load, count: number): Promise<Rounds> {
  const answered: Rounds = { bare: [], intake: [] };
  for (let round = 0; round < count; round += 1) {
    for (const kind of ['bare', 'intake'] as const) {
      const { url, used } = servers[kind];
      const sent = prepared(url, deliveries, batch);
      const before = await used();
      const round = await asFastAsAnswered(url, sent, CONNECTIONS);
      answered[kind].push({ ...round, used: (await used()) - before });
    }
  }
  return answered;
}

async function throughput(servers: Servers, load: Load): Promise<Figure[]> {
  const answered = await rounds(servers, load, ROUNDS);
  const perSecond = (kind: keyof Rounds) =>
    median(answered[kind].map(({ seconds, waits }) => (waits.length * load.batch) / seconds));
  const share = perSecond('intake') / perSecond('bare');
  const used = (kind: keyof Rounds) => median(answered[kind].map((round) => round.used)) / load.deliveries;
  const worst = (kind: keyof Rounds) =>
    percentile(
      99,
      answered[kind].flatMap(({ waits }) => waits),
    );
  const what = `${load.deliveries} batches of ${load.batch}, ${CONNECTIONS} connections`;
  return [
    {
      what: `bare server, ${what}`,
      measured: `${events(perSecond('bare'))}, p99 ${tenths(worst('bare'))}, ${hundredths(used('bare'))} of CPU a delivery`,
      bar: '',
    },
    {
      what: `engine intake, ${what}`,
      measured: `${events(perSecond('intake'))}, p99 ${tenths(worst('intake'))}, ${hundredths(used('intake'))} of CPU a delivery, ${percent(share)} of bare (by CPU ${percent(used('bare') / used('intake'))})`,
      ...(load.isBarred ? { bar: `${SHARE_GOAL * 100} % of bare`, met: share >= SHARE_GOAL } : { bar: '' }),
    },
  ];
}

/** One event a delivery is the dearest way in which so many events a second can come. */
async function steady(servers: Servers): Promise<Figure[]> {
  const measure = async (url: string) => {
    const deliveries = prepared(url, RATE * RATE_SECONDS, 1);
    return percentile(99, (await atRate(url, deliveries, CONNECTIONS, RATE)).waits);
  };
  const durable: number[] = [];
  const busy: number[] = [];
  // As the others, they are measured when their code has run.
  for (const { url } of [servers.durable, servers.busy]) await measure(url);
  for (let round = 0; round < RATE_ROUNDS; round += 1) {
    durable.push(await measure(servers.durable.url));
    busy.push(await measure(servers.busy.url));
  }
  const times = median(busy) / median(durable);
  const what = `at ${RATE} events a second, one a delivery`;
  return [
    {
      what: `bare server with one durable write a delivery, ${what}`,
      measured: `p99 ${tenths(median(durable))}`,
      bar: '',
    },
    {
      what: `engine at work, ${what}`,
      measured: `p99 ${tenths(median(busy))}, ${times.toFixed(1)}x`,
      bar: `${P99_GOAL}x`,
      met: times <= P99_GOAL,
    },
  ];
}

function prepared(url: string, deliveries: number, batch: number): Buffer[] {
  return Array.from({ length: deliveries }, () => deliveryTo(url, Array.from({ length: batch }, newMessage)));
}

const events = (perSecond: number) => `${Math.round(perSecond)} events/s`;
const percent = (share: number) => `${Math.round(share * 100)} %`;
const hundredths = (milliseconds: number) => `${milliseconds.toFixed(2)} ms`;
const tenths = (milliseconds: number) => `${milliseconds.toFixed(1)} ms`;
