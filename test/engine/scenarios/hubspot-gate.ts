import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callNamed, type HubSpotCall, refusalNamed, UNDELIVERED } from './hubspot-calls.ts';
import type { Fault } from './scenario-schema.ts';

/** The way from the engine to the emulated HubSpot: every call goes through it, and fails there as a scenario wants. */
export interface HubSpotGate {
  url: string;
  /** What the engine asked for, oldest first, failed calls among it. */
  asked: HubSpotCall[];
  /** Requests that were left without an answer so far. */
  readonly held: number;
  fail(fault: Fault): void;
  work(): void;
  close(): Promise<void>;
}

interface PlannedFault {
  fault: Fault;
  left: number;
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** @param hubSpotUrl where the emulated HubSpot listens */
export async function openGate(hubSpotUrl: string): Promise<HubSpotGate> {
  const asked: HubSpotCall[] = [];
  let faults: PlannedFault[] = [];
  let held = 0;

  function faultFor(call: HubSpotCall | undefined): Fault | undefined {
    const planned = faults.find(
      ({ fault, left }) => left > 0 && [call, 'do anything'].includes(fault['HubSpot fails to']),
    );
    if (planned) planned.left -= 1;
    return planned?.fault;
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(incoming);
    const path = new URL(incoming.url ?? '/', hubSpotUrl).pathname;
    const call = callNamed(incoming.method ?? 'GET', path, body);
    if (call) asked.push(call);
    const fault = faultFor(call);
    if (!fault) return send(response, await passOn(hubSpotUrl, incoming, body));
    if (fault['after doing it']) await passOn(hubSpotUrl, incoming, body);
    const failure = fault.with;
    if (failure === 'no answer') held += 1;
    else if (failure === UNDELIVERED) send(response, undelivered(await passOn(hubSpotUrl, incoming, body)));
    else if (failure === 'a reset') incoming.socket.resetAndDestroy();
    else {
      const { status, contentType, headers, body: text } = refusalNamed(failure);
      send(response, {
        status,
        headers: { ...headers, 'content-type': contentType },
        body: String(text('')),
      });
    }
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    get held() {
      return held;
    },
    fail: (fault) => {
      faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    work: () => {
      faults = [];
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function undelivered({ status, headers, body }: Answer): Answer {
  const { 'content-length': _other, ...kept } = headers;
  const failed = { statusType: 'FAILED', failureDetails: { errorMessage: 'The mailbox is not connected.' } };
  return { status, headers: kept, body: JSON.stringify({ ...JSON.parse(body), status: failed }) };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers);
  response.end(body);
}

function passOn(hubSpotUrl: string, incoming: IncomingMessage, body: string): Promise<Answer> {
  const { method, headers, url = '/' } = incoming;
  return new Promise((resolve, reject) => {
    const passed = request(new URL(url, hubSpotUrl), { method, headers, agent: false }, async (answer) => {
      const { 'transfer-encoding': _chunked, connection: _hop, ...kept } = answer.headers;
      resolve({ status: answer.statusCode ?? 0, headers: kept, body: await textOf(answer) });
    });
    passed.on('error', reject);
    passed.end(body);
  });
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
