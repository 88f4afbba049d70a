/** Says over HTTP how an engine stands, to machines that ask: `/healthz` and `/metrics`, on a port of their own. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UsageError } from '../../files/usage-error.ts';
import { healthOf } from './health.ts';
import { metricsText } from './metrics.ts';
import type { Watch } from './watch.ts';

const LOOPBACK = '127.0.0.1';
const METHODS = 'GET, HEAD';
const MOST_CONNECTIONS = 100;
const TIMEOUTS = { headersTimeout: 5_000, requestTimeout: 10_000 };

/** Prometheus docs, "Exposition formats": the text format. */
const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

export interface WatchOptions {
  watch: Pick<Watch, 'look'>;
  /** Of this tool. */
  version: string;
  /** On this machine alone; 0: any that is free. */
  port: number;
}

export interface WatchServer {
  /** `http://127.0.0.1:9464`. */
  url: string;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  type: string;
  body: string;
}

/** @throws {UsageError} where the port cannot be had */
export async function startWatchServer({ watch, version, port }: WatchOptions): Promise<WatchServer> {
  const paths: Readonly<Record<string, () => Promise<Answer>>> = {
    '/healthz': async () => {
      const health = healthOf(await watch.look());
      const status = health.status === 'unready' ? 503 : 200;
      return { status, type: 'application/json', body: `${JSON.stringify(health)}\n` };
    },
    '/metrics': async () => ({
      status: 200,
      type: METRICS_TYPE,
      body: metricsText(await watch.look(), version),
    }),
  };
  const server = createServer(TIMEOUTS, async (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const answer = Object.hasOwn(paths, path) ? paths[path] : undefined;
    if (answer === undefined) send(request, response, sentence(404, `Nothing is told at this path; ${ASK}.`));
    else if (!isRead(request)) {
      response.setHeader('Allow', METHODS);
      send(request, response, sentence(405, 'Nothing is taken here; ask with GET.'));
    } else send(request, response, await answer());
  });
  server.maxConnections = MOST_CONNECTIONS;
  await listen(server, port);
  return {
    url: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const ASK = 'ask for /healthz or /metrics';

function isRead({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

function sentence(status: number, said: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body: `${said}\n` };
}

function send(request: IncomingMessage, response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(port, error)));
    server.listen(port, LOOPBACK, resolve);
  });
}

function cannotListen(port: number, { code }: NodeJS.ErrnoException): UsageError {
  const why = code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be listened on (${code})`;
  return new UsageError(`Port ${port} of ${LOOPBACK} ${why}.`, { hint: 'Choose another with --watch-port.' });
}
