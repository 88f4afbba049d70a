import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deliveryTo, newMessage } from './engine/deliveries.ts';
import { atRate } from './engine/load.ts';
import { serveWatched, type Watched } from './engine/servers.ts';
import { type Figure, median } from './figures.ts';

const RATE = 500;
const SECONDS = 4;
const CONNECTIONS = 8;
const ROUNDS = 5;
const GOAL = 1.1;

/**
 * What a page that is open costs the intake: processor time for the same deliveries, with one reader of the console's event
 * stream and with none, in turns, in one process. Nobody works on the events, so that the stream looks at all of them
 * again and again: the dearest case.
 */
export async function consoleReader(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-bench-'));
  const server = await serveWatched(join(folder, 'journal'));
  try {
    const alone: number[] = [];
    const read: number[] = [];
    let seen = 0;
    await costOf(server);
    for (let round = 0; round < ROUNDS; round += 1) {
      alone.push(await costOf(server));
      const reader = await attach(server.consoleUrl);
      read.push(await costOf(server));
      seen += await reader.leave();
    }
    if (seen === 0) throw new Error('The reader of the stream saw nothing.');
    const times = median(read) / median(alone);
    const what = `engine intake at ${RATE} events a second, one a delivery`;
    return [
      { what: `${what}, console open and not read`, measured: perEvent(median(alone)), bar: '' },
      {
        what: `${what}, one reader of the event stream`,
        measured: `${perEvent(median(read))}, ${times.toFixed(2)} times`,
        bar: `${GOAL} times`,
        met: times <= GOAL,
      },
    ];
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
}

/** Milliseconds of a processor for the deliveries of a round. */
async function costOf({ url, used }: Watched): Promise<number> {
  const deliveries = Array.from({ length: RATE * SECONDS }, () => deliveryTo(url, [newMessage()]));
  const before = await used();
  await atRate(url, deliveries, CONNECTIONS, RATE);
  return (await used()) - before;
}

/** Reads the stream from where the journal stands, until it leaves; then says how many bytes came. */
async function attach(consoleUrl: string): Promise<{ leave(): Promise<number> }> {
  const [address = '', key = ''] = consoleUrl.split('#key=');
  const headers = { Authorization: `Bearer ${key}` };
  const list = await fetch(new URL('api/events?limit=1', address), { headers });
  const { cursor } = (await list.json()) as { cursor: number };
  const stop = new AbortController();
  const stream = await fetch(new URL(`api/stream?since=${cursor}`, address), {
    headers,
    signal: stop.signal,
  });
  let bytes = 0;
  const reading = (async () => {
    for await (const piece of stream.body ?? []) bytes += piece.length;
  })().catch(() => {});
  return {
    async leave() {
      stop.abort();
      await reading;
      return bytes;
    },
  };
}

const perEvent = (cpu: number) =>
  `${((cpu * 1_000) / (RATE * SECONDS)).toFixed(0)} µs of a processor an event`;
