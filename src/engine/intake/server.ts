/**
 * Takes HubSpot's webhook deliveries over HTTP, for the engine: what is too large, too slow or misdirected is
 * answered here, everything else by `reception.ts`.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Secret } from '../../core/secret.ts';
import { UsageError } from '../../files/usage-error.ts';
import { candidateUrls, originForm } from './candidate-urls.ts';
import { announcedBytes, type BodyLimits, readBody } from './read-body.ts';
import { createReception, type Receipt, type Reception, type ReceptionOptions } from './reception.ts';
import { Room } from './room.ts';

export interface IntakeOptions extends ReceptionOptions {
  /** This machine alone by default. */
  host?: string;
  /** 0: any that is free. */
  port: number;
  /** Where deliveries are taken; `/` by default. */
  path?: string;
  /** Target URL as it stands in HubSpot, or its origin: what version 3 of the signature is made over. */
  publicUrl?: Secret;
  /** Of one delivery's body; 1 MiB by default. HubSpot sends at most 100 events at once. */
  maxBytes?: number;
  /** For a body to arrive; 5,000 by default, HubSpot's own documented patience. */
  bodyTimeoutMs?: number;
  /** Of all bodies that are held at once; 32 MiB by default. What finds no room is answered 503 and sent again later. */
  maxBytesUnderWay?: number;
  /** Connections beyond it are closed at once; 1,000 by default. */
  maxConnections?: number;
  /** Called after the 200, when there is something more in the journal. Must not throw. */
  onAccepted(): void;
  /** Called after every answer to a delivery, refusals and empty batches included. Must not throw. */
  onAnswered?(receipt: Receipt): void;
}

export interface Intake {
  /** Where deliveries are taken: `http://127.0.0.1:8787/`. */
  url: string;
  /** Takes no more deliveries, answers those under way, then closes every connection. */
  close(): Promise<void>;
}

const ONE_MIB = 1024 * 1024;
const HUBSPOT_PATIENCE_MS = 5_000;
const HEADERS_TIMEOUT_MS = 10_000;
const MOST_CONNECTIONS = 1_000;
const METHODS = 'GET, HEAD, POST';
const WHAT_IT_IS = 'The opencx-hubspot engine. It takes HubSpot webhook deliveries as POST requests.';

/**
 * Takes HubSpot's webhook deliveries over HTTP: answers 200 as soon as a delivery is durable in the journal and
 * hands its events on after that (OpenCX troubleshooting page, "Limits & timing": answered at once, worked later).
 *
 * @throws {UsageError} when the address cannot be listened on, or the public URL is none
 */
export async function startIntake(options: IntakeOptions): Promise<Intake> {
  const publicUrl = options.publicUrl?.reveal();
  if (publicUrl !== undefined && !isWebAddress(publicUrl)) {
    throw new UsageError('The public URL is not an http or https address.', {
      hint: 'Name it as it stands in HubSpot, such as --public-url https://tunnel.example.test/hubspot.',
    });
  }
  const { host = '127.0.0.1', port, path = '/' } = options;
  const server = new IntakeServer(options, publicUrl);
  const url = `${await server.listen(host, port)}${path}`;
  return { url, close: () => server.close() };
}

class IntakeServer {
  readonly #options: IntakeOptions;
  readonly #publicUrl: string | undefined;
  readonly #path: string;
  readonly #limits: BodyLimits;
  readonly #reception: Reception;
  readonly #server: Server;
  /** Requests that are not answered to the last byte yet. */
  readonly #underWay = new Set<Promise<unknown>>();
  #closing = false;

  constructor(options: IntakeOptions, publicUrl: string | undefined) {
    const { path = '/', maxBytes = ONE_MIB, bodyTimeoutMs = HUBSPOT_PATIENCE_MS } = options;
    const { maxBytesUnderWay = 32 * ONE_MIB, maxConnections = MOST_CONNECTIONS } = options;
    this.#options = options;
    this.#publicUrl = publicUrl;
    this.#path = path;
    this.#limits = { maxBytes, timeoutMs: bodyTimeoutMs, room: new Room(maxBytesUnderWay) };
    this.#reception = createReception(options);
    const patience = {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: HEADERS_TIMEOUT_MS + 2 * bodyTimeoutMs,
    };
    this.#server = createServer(patience, (request, response) => this.#take(request, response));
    this.#server.maxConnections = maxConnections;
  }

  async listen(host: string, port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (error) => reject(cannotListen(host, port, error)));
      this.#server.listen(port, host, resolve);
    });
    const name = host.includes(':') ? `[${host}]` : host;
    return `http://${name}:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#closing = true;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
    // What is left has sent no whole request: it would keep the server open for as long as it likes.
    this.#server.closeAllConnections();
    await closed;
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    const closed = new Promise<void>((resolve) => response.once('close', resolve));
    const work = Promise.all([this.#serve(request, response), closed]).finally(() => {
      this.#underWay.delete(work);
    });
    this.#underWay.add(work);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: target = '' } = request;
    const here = isSamePath(target, this.#path);
    if (method === 'GET' || method === 'HEAD') {
      const known = here || isSamePath(target, '/');
      this.#answer(response, known ? 200 : 404, known ? WHAT_IT_IS : nothingHere(this.#path));
      return;
    }
    const receipt = await this.#receive(request, response, here);
    if (receipt === null) return;
    this.#answer(response, receipt.status, receipt.status === 200 ? null : receipt.note);
    this.#letTheRestPass(request);
    if (receipt.events > 0) this.#options.onAccepted();
    this.#options.onAnswered?.(receipt);
  }

  /** null: the sender left, and there is nobody to answer. */
  async #receive(request: IncomingMessage, response: ServerResponse, here: boolean): Promise<Receipt | null> {
    const { method = '', headers, url: target = '' } = request;
    const refuse = (status: number, reason: string, bytes = announcedBytes(request)) =>
      this.#reception.refuse(status, reason, bytes);

    if (this.#closing) return refuse(503, 'The engine is stopping and takes nothing more.');
    if (!here) return refuse(404, nothingHere(this.#path));
    if (method !== 'POST') {
      response.setHeader('Allow', METHODS);
      return refuse(405, 'Deliveries are taken as POST requests only.');
    }
    const { maxBytes, timeoutMs, room } = this.#limits;
    if (!isPlain(request)) {
      return refuse(415, 'The body is compressed; HubSpot sends it as it is.');
    }
    const read = await readBody(request, this.#limits);
    if (read.outcome === 'broken-off') return null;
    if (read.outcome === 'too-large') {
      return refuse(413, `The body is larger than the ${maxBytes} bytes that are taken.`, read.bytes);
    }
    if (read.outcome === 'no-room') {
      return refuse(503, 'Too many deliveries are under way at once. Send it again later.', read.bytes);
    }
    if (read.outcome === 'too-slow') {
      // Nothing more is expected on this connection, so it is not kept open for it.
      response.setHeader('Connection', 'close');
      return refuse(408, `The body did not arrive whole within ${timeoutMs} ms.`, read.bytes);
    }
    const urls = candidateUrls({ publicUrl: this.#publicUrl, headers, target });
    try {
      return await this.#reception.receive({ method, urls, headers, body: read.body });
    } finally {
      room.give(read.body.length);
    }
  }

  #answer(response: ServerResponse, status: number, sentence: string | null): void {
    if (this.#closing) response.setHeader('Connection', 'close');
    const body = sentence === null ? '' : `${sentence}\n`;
    if (body) response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.setHeader('Content-Length', Buffer.byteLength(body));
    response.writeHead(status).end(body);
  }

  /**
   * A refusal may come before the last byte of the body. Closing the connection on a sender that is still sending
   * would take the answer away from it, so the rest is read and dropped, for as long as a body may take.
   */
  #letTheRestPass(request: IncomingMessage): void {
    if (request.complete) return;
    const giveUp = setTimeout(() => request.socket.destroy(), this.#limits.timeoutMs);
    request.once('close', () => clearTimeout(giveUp)).resume();
  }
}

function isPlain({ headers }: IncomingMessage): boolean {
  const encoding = headers['content-encoding']?.trim().toLowerCase() || 'identity';
  return encoding === 'identity';
}

/** With and without a slash at the end, and a query: a proxy or whoever typed the URL may have put either there. */
function isSamePath(target: string, path: string): boolean {
  const withoutEnd = (text: string) => text.replace(/\/+$/, '');
  return withoutEnd(originForm(target).split('?', 1)[0] ?? '') === withoutEnd(path);
}

function nothingHere(path: string): string {
  return `Nothing is taken at this path; deliveries go to ${path}.`;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function cannotListen(host: string, port: number, cause: NodeJS.ErrnoException): UsageError {
  const where = `Port ${port} of ${host}`;
  return new UsageError(`${where} ${whyNot(cause.code)}.`, { hint: 'Choose another port with --port.' });
}

function whyNot(code: string | undefined): string {
  if (code === 'EADDRINUSE') return 'is taken by another program';
  if (code === 'EACCES') return 'may not be opened by this user';
  return `cannot be listened on (${code ?? 'no code'})`;
}
