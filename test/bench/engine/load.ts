import type { Buffer } from 'node:buffer';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a series of deliveries was answered. */
export interface Answered {
  /** Seconds from the first to the last. */
  seconds: number;
  /** Milliseconds until each answer, in the order of the answers. */
  waits: number[];
}

/** A connection that is kept and carries one delivery at a time. It reads no more than an answer's head. */
class Connection {
  readonly #socket: Socket;
  #answered: PromiseWithResolvers<void> | undefined;
  #head = '';

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (chunk: string) => this.#read(chunk));
    socket.on('error', (error) => this.#answered?.reject(error));
    socket.on('close', () => this.#answered?.reject(new Error('The server closed the connection.')));
  }

  send(delivery: Buffer): Promise<void> {
    this.#answered = Promise.withResolvers<void>();
    this.#socket.write(delivery);
    return this.#answered.promise;
  }

  close(): void {
    this.#socket.destroy();
  }

  /** A 200 has an empty body. */
  #read(chunk: string): void {
    this.#head += chunk;
    if (!this.#head.endsWith('\r\n\r\n')) return;
    const status = this.#head.slice(9, 12);
    this.#head = '';
    const answered = this.#answered;
    this.#answered = undefined;
    if (status === '200') answered?.resolve();
    else answered?.reject(new Error(`A delivery was answered ${status}.`));
  }
}

/** Sends deliveries as fast as they are answered, one at a time on each connection. */
export async function asFastAsAnswered(
  url: string,
  deliveries: readonly Buffer[],
  connections: number,
): Promise<Answered> {
  const waits: number[] = [];
  let next = 0;
  return within(url, connections, waits, async (connection) => {
    for (;;) {
      const delivery = deliveries[next];
      if (delivery === undefined) return;
      next += 1;
      const sentAt = performance.now();
      await connection.send(delivery);
      waits.push(performance.now() - sentAt);
    }
  });
}

/**
 * Sends so many deliveries a second whatever is answered. A wait counts from the moment at which the delivery was due,
 * so that a server that stands still is charged for all that could not be sent meanwhile; the platform's timers add a
 * millisecond or two of their own.
 */
export async function atRate(
  url: string,
  deliveries: readonly Buffer[],
  connections: number,
  perSecond: number,
): Promise<Answered> {
  const waits: number[] = [];
  const startedAt = performance.now();
  let next = 0;
  return within(url, connections, waits, async (connection) => {
    for (;;) {
      const dueAt = startedAt + (next * 1_000) / perSecond;
      const delivery = deliveries[next];
      if (delivery === undefined) return;
      next += 1;
      const early = dueAt - performance.now();
      if (early > 0) await sleep(early);
      await connection.send(delivery);
      waits.push(performance.now() - dueAt);
    }
  });
}

async function within(
  url: string,
  count: number,
  waits: number[],
  use: (connection: Connection) => Promise<void>,
): Promise<Answered> {
  const { hostname, port } = new URL(url);
  const connections = await Promise.all(Array.from({ length: count }, () => open(hostname, Number(port))));
  const startedAt = performance.now();
  try {
    await Promise.all(connections.map(use));
    return { seconds: (performance.now() - startedAt) / 1_000, waits };
  } finally {
    for (const connection of connections) connection.close();
  }
}

function open(host: string, port: number): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => resolve(new Connection(socket)));
    socket.once('error', reject);
  });
}
