import { connect } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Receipt } from '../../../src/engine/intake/reception.ts';
import { type Intake, type IntakeOptions, startIntake } from '../../../src/engine/intake/server.ts';
import { type NotedEvent, takeApart } from '../../../src/engine/intake/take-apart.ts';
import type { Journal, NewDelivery, Refusal } from '../../../src/engine/journal/journal.ts';

export const NOW = Date.parse('2026-11-20T15:00:00Z');

/** An event as it was read out of a delivery that was kept. */
interface Taken extends NotedEvent {
  id: number;
  receivedAt: number;
}

/** A journal that writes when it is told to, and keeps what it was given. */
export class HeldJournal implements Pick<Journal, 'take' | 'refuse'> {
  readonly accepted: Taken[] = [];
  readonly refusals: Refusal[] = [];
  /** What the next writes fail with. */
  failure: Error | undefined;
  #release: Promise<void> = Promise.resolve();
  #arrived: () => void = () => {};

  /** Holds writes back from now on; resolves once a delivery waits. `release` lets all of them through. */
  hold(): { waiting: Promise<void>; release: () => void } {
    const gate = Promise.withResolvers<void>();
    const arrival = Promise.withResolvers<void>();
    this.#release = gate.promise;
    this.#arrived = arrival.resolve;
    return { waiting: arrival.promise, release: gate.resolve };
  }

  get notes(): { eventId: number; note: string }[] {
    return this.accepted.flatMap(({ id, notes }) => notes.map((note) => ({ eventId: id, note })));
  }

  async take({ body, events, note }: NewDelivery, receivedAt: number): Promise<void> {
    this.#arrived();
    await this.#release;
    if (this.failure) throw this.failure;
    const taken = takeApart(body, note);
    if (taken.length !== events) throw new Error(`${events} were counted, and ${taken.length} are there.`);
    const first = this.accepted.length + 1;
    this.accepted.push(...taken.map((event, index) => ({ id: first + index, receivedAt, ...event })));
  }

  async refuse(refusal: Refusal): Promise<void> {
    if (this.failure) throw this.failure;
    this.refusals.push(refusal);
  }
}

export interface OpenIntake extends Intake {
  port: number;
  journal: HeldJournal;
  /** What was kept by the time that something more was last told of. */
  handedOn: Taken[];
  receipts: Receipt[];
}

/** An intake on a free port that is closed when the test ends. */
export async function openIntake(options: Partial<IntakeOptions> = {}): Promise<OpenIntake> {
  const journal = new HeldJournal();
  const handedOn: Taken[] = [];
  const receipts: Receipt[] = [];
  const intake = await startIntake({
    port: 0,
    signature: { check: 'off' },
    journal,
    clock: { now: () => NOW },
    onAccepted: () => void handedOn.splice(0, handedOn.length, ...journal.accepted),
    onAnswered: (receipt) => receipts.push(receipt),
    ...options,
  });
  onTestFinished(() => intake.close());
  return { ...intake, port: Number(new URL(intake.url).port), journal, handedOn, receipts };
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

export async function post(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return answerOf(await fetch(url, { method: 'POST', body, headers }));
}

export async function answerOf(response: Response): Promise<Answer> {
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** One message of a thread, as HubSpot sends it. */
export function newMessage(number = 1): Record<string, unknown> {
  return {
    eventId: 3814323381 + number,
    subscriptionId: 1870311,
    portalId: 1020304,
    appId: 2011410,
    occurredAt: NOW - 1000,
    subscriptionType: 'conversation.newMessage',
    attemptNumber: 0,
    objectId: 8243595013,
    messageId: `e${number}`,
    messageType: 'MESSAGE',
    changeFlag: 'NEW_MESSAGE',
  };
}

export interface RawClient {
  write(text: string): void;
  /** Resolves when what came so far matches. */
  until(pattern: RegExp): Promise<string>;
  /** Resolves with everything that came, when the other side has closed. */
  closed: Promise<string>;
  leave(): void;
}

/** A bare socket, for what no HTTP client would send. */
export async function rawClient(port: number): Promise<RawClient> {
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  onTestFinished(() => {
    socket.destroy();
  });
  let seen = '';
  const ended = Promise.withResolvers<string>();
  socket.on('data', (chunk) => {
    seen += chunk.toString('utf8');
  });
  socket.on('error', () => {});
  socket.on('close', () => ended.resolve(seen));
  return {
    write: (text) => void socket.write(text),
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!pattern.test(seen)) return;
          socket.off('data', look);
          resolve(seen);
        };
        socket.on('data', look);
        socket.once('close', () => reject(new Error(`The connection ended before ${pattern}: ${seen}`)));
        look();
      }),
    closed: ended.promise,
    leave: () => void socket.destroy(),
  };
}

export function rawPost(body: string, { path = '/', length = Buffer.byteLength(body) } = {}): string {
  return `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`;
}

/** Asks until there is an answer; sockets take as long as they like. */
export async function whenever<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
