/**
 * Serves one emulated service on loopback and puts the faults between it and its clients. For whoever asks what
 * happens to a request before and after the service itself has answered.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FaultKind } from './faults/fault-list.ts';
import type { Faults } from './faults/faults.ts';
import type { Reply } from './reply.ts';
import type { SandboxRequest, Service } from './router.ts';

/** One request as the sandbox saw it; `path` without secrets. Status 0: the connection was closed instead. */
export interface SeenRequest {
  method: string;
  path: string;
  status: number;
}

export interface HostOptions {
  service: Service;
  /** Each takes the requests under its prefix, which no fault meets, which wait for nothing and are not seen. */
  beside?: readonly Beside[];
  faults: Faults;
  port: number;
  latencyMs: number;
  /** The service's own time, ISO, which its answers tell as HTTP has it. */
  now: () => string;
  nextCorrelationId: () => string;
  seen: (request: SeenRequest) => void;
}

/** What is served on the same port and is no part of the emulated service. */
interface Beside {
  prefix: string;
  service: { answer(request: SandboxRequest): Reply | Promise<Reply> };
}

const LOOPBACK = '127.0.0.1';
const GARBLED = '{"results": [{"id": "1", ';

/** Serves one emulated service on a loopback port. */
export class Host {
  readonly #options: HostOptions;
  readonly #server: Server;
  readonly #waits = new Set<NodeJS.Timeout>();

  constructor(options: HostOptions) {
    this.#options = options;
    this.#server = createServer((incoming, response) => {
      // A client that went away in the middle of its request needs no answer.
      this.#serve(incoming, response).catch(() => incoming.socket.destroy());
    });
  }

  /** Starts listening; rejects where the port is taken. Resolves to the base URL, without a trailing slash. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#options.port, LOOPBACK, resolve);
    });
    const { port } = this.#server.address() as AddressInfo;
    return `http://${LOOPBACK}:${port}`;
  }

  /** Stops at once, also where an answer is being held back. */
  async close(): Promise<void> {
    for (const wait of this.#waits) clearTimeout(wait);
    this.#waits.clear();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    const { service, beside = [], faults, latencyMs } = this.#options;
    const other = beside.find(({ prefix }) => request.path.startsWith(prefix));
    if (other !== undefined) {
      const reply = await other.service.answer(request);
      this.#writeHead(response, reply);
      response.end(reply.body(''));
      return;
    }
    const at = Date.now();
    const fault = faults.meet(service, request);
    if (latencyMs > 0) await this.#wait(latencyMs);
    if (fault?.kind === 'hold') await this.#wait(fault.forMs);
    if (fault?.kind === 'reset') {
      if (fault.worked) service.answer(request);
      this.#reset(request, incoming, at);
      return;
    }
    const reply = answerTo(request, service, fault);
    const correlationId = this.#options.nextCorrelationId();
    const body = reply.body(correlationId);
    this.#writeHead(response, reply);
    if (!response.hasHeader('Date')) response.setHeader('Date', new Date(this.#options.now()).toUTCString());
    if (service.name === 'hubspot') response.setHeader('X-HubSpot-Correlation-Id', correlationId);
    if (fault?.kind === 'reset-mid-body') {
      response.setHeader('Content-Length', Buffer.byteLength(body));
      response.write(firstHalf(body), () => this.#reset(request, incoming, at));
      return;
    }
    this.#see(request, at, reply.status, body);
    if (fault?.kind === 'truncate') response.end(firstHalf(body));
    else if (fault?.kind === 'garble') response.end(GARBLED);
    else response.end(body);
  }

  #writeHead(response: ServerResponse, reply: Reply): void {
    response.statusCode = reply.status;
    if (reply.status !== 204) response.setHeader('Content-Type', reply.contentType);
    for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value);
  }

  #reset(request: SandboxRequest, incoming: IncomingMessage, at: number): void {
    this.#see(request, at, 0, '');
    incoming.socket.resetAndDestroy();
  }

  #see(request: SandboxRequest, at: number, status: number, body: string | Uint8Array): void {
    const path = shownPath(request);
    const { seen, service } = this.#options;
    seen({ method: request.method, path, status });
    const answer = typeof body === 'string' ? body : '';
    service.log?.({ request, path, status, answer, at, durationMs: Date.now() - at });
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wait = setTimeout(() => {
        this.#waits.delete(wait);
        resolve();
      }, ms);
      wait.unref();
      this.#waits.add(wait);
    });
  }
}

function answerTo(request: SandboxRequest, service: Service, fault: FaultKind | undefined): Reply {
  if (fault?.kind === 'fail-sends') return service.answer({ ...request, sendsFail: true });
  if (fault?.kind !== 'answer') return service.answer(request);
  if (fault.worked) service.answer(request);
  return fault.reply();
}

function firstHalf(body: string | Uint8Array): string | Uint8Array {
  return body.slice(0, Math.floor(body.length / 2));
}

/** Path and query, without a developer key and without the token of a webhook URL. */
function shownPath({ path, query }: SandboxRequest): string {
  const shown = new URLSearchParams(query);
  shown.delete('hapikey');
  const safe = path.replace(/^(\/backend\/hubspot|\/oauth\/v1\/access-tokens)\/.+$/, '$1/{token}');
  return shown.size === 0 ? safe : `${safe}?${shown}`;
}

async function readRequest(incoming: IncomingMessage): Promise<SandboxRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const url = new URL(incoming.url ?? '/', `http://${LOOPBACK}`);
  const headers = Object.entries(incoming.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname.replace(/(?<=.)\/+$/, ''),
    query: url.searchParams,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
