/**
 * Serves the console on this machine alone: its page to whoever asks, its API to whoever has the key. Nothing of what is
 * served can bring in anything from elsewhere, run anything but the page's own script, or be framed.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UsageError } from '../files/usage-error.ts';
import { refusalOf } from './api/refusal.ts';
import { findRoute, Refusing, type Route } from './api/route.ts';
import { type Keys, refuseForeign, refuseWithoutKey } from './guard.ts';
import type { PageFile } from './page-files.ts';

const LOOPBACK = '127.0.0.1';

/** Of a request's body. */
const MOST_BYTES = 4 * 1024 * 1024;

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

export interface ServerOptions {
  page: ReadonlyMap<string, PageFile>;
  routes: readonly Route[];
  keys: Keys;
  /** 0: any that is free. */
  port: number;
}

export class ConsoleServer {
  readonly #options: ServerOptions;
  readonly #server: Server;
  readonly #closing = new AbortController();
  #port = 0;

  constructor(options: ServerOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** @throws UsageError where the port cannot be had */
  async listen(): Promise<string> {
    const { port } = this.#options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (error) => reject(cannotListen(port, error)));
      this.#server.listen(port, LOOPBACK, resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
    return `http://${LOOPBACK}:${this.#port}/`;
  }

  /** At once: a page that is open would keep it for ever. */
  async close(): Promise<void> {
    this.#closing.abort();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    try {
      await this.#answer(request, response);
    } catch (error) {
      const { status, refusal } = refusalOf(error);
      if (response.headersSent) response.destroy();
      else sendJson(response, status, refusal);
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', headers } = request;
    const foreign = refuseForeign(headers, this.#port);
    if (foreign) return sendJson(response, foreign.status, foreign);
    const { pathname, searchParams } = new URL(request.url ?? '/', `http://${LOOPBACK}`);
    const { page, routes, keys } = this.#options;
    const file = method === 'GET' ? page.get(pathname) : undefined;
    if (file) return send(response, 200, file.type, file.content);

    const found = findRoute(routes, method, pathname);
    const isOpen = 'route' in found && found.route.open === true;
    const refused = isOpen ? undefined : refuseWithoutKey(headers, keys);
    if (refused) return sendJson(response, refused.status, refused);
    if (!('route' in found)) throw nothingThere(found.methods, method, pathname);

    const left = new AbortController();
    response.once('close', () => left.abort());
    const answer = await found.route.answer({
      params: found.params,
      query: searchParams,
      header: (name) => [headers[name]].flat()[0],
      body: method === 'POST' ? await readJson(request) : undefined,
      signal: AbortSignal.any([left.signal, this.#closing.signal]),
    });
    if (typeof answer === 'function') await answer(response);
    else sendJson(response, 200, answer);
  }
}

function nothingThere(methods: readonly string[], method: string, path: string): Refusing {
  if (methods.length === 0) return new Refusing(404, `The console has no ${path.slice(0, 200)}.`);
  return new Refusing(405, `${path} takes ${methods.join(', ')}, not ${method}.`);
}

/** @throws Refusing for what is no JSON, and for too much of it */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > MOST_BYTES) throw new Refusing(413, `More than ${MOST_BYTES} bytes are not taken.`);
    chunks.push(chunk as Buffer);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusing(400, 'The body of the request is no JSON.');
  }
}

function sendJson(response: ServerResponse, status: number, document: object): void {
  send(response, status, 'application/json; charset=utf-8', Buffer.from(JSON.stringify(document)));
}

function send(response: ServerResponse, status: number, type: string, content: Buffer): void {
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', content.length);
  response.writeHead(status).end(content);
}

function cannotListen(port: number, { code }: NodeJS.ErrnoException): UsageError {
  const why = code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be listened on (${code})`;
  return new UsageError(`Port ${port} of ${LOOPBACK} ${why}.`, {
    hint: 'Choose another with --port, or leave it out to get a free one.',
  });
}
