import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One write that came through and was answered by the portal, whether or not its sender lived to hear of it. */
export interface Write {
  method: string;
  path: string;
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever was sent
  sent: any;
}

/** Where a call is caught: before the portal hears of it, or when the portal has done it and nobody was told. */
interface Trap {
  side: 'before' | 'after';
  /** Reads are let pass. */
  writesOnly: boolean;
  /** How many calls are let pass before. */
  after: number;
  /** Caught before, the call goes on when this resolves. */
  until?: Promise<void>;
}

/** Stands between the engine and the portal, so that the engine can be killed at a chosen call. */
export interface PortalRelay {
  url: string;
  /** Oldest first. */
  writes: readonly Write[];
  /** Resolves when a call is caught in it; that call is never answered, unless it goes on. Replaces an earlier trap. */
  set(trap: Trap): Promise<void>;
  /** Lets every call pass again. */
  unset(): void;
  close(): Promise<void>;
}

interface SetTrap extends Trap {
  spring(): void;
}

const READ_BY_POST = /\/(?:search|access-token-info)$/;

/**
 * @param portal base URL
 * @param writes to which its own are added, where several relays lead to one portal
 */
export async function openRelay(portal: string, writes: Write[] = []): Promise<PortalRelay> {
  let trap: SetTrap | undefined;

  const server = createServer((incoming, response) => {
    // A sender that was killed in the middle of a call is what this is about.
    carry(incoming, response).catch(() => incoming.socket.destroy());
  });

  async function carry(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const { method = '', url: path = '' } = incoming;
    const isWrite = method !== 'GET' && !READ_BY_POST.test(path);
    const caught = sprung(isWrite);
    if (caught?.side === 'before') {
      caught.spring();
      if (caught.until === undefined) return;
      await caught.until;
    }
    const answer = await forward(incoming, body);
    if (isWrite) writes.push({ method, path, status: answer.status, sent: JSON.parse(body.toString()) });
    if (caught?.side === 'after') return caught.spring();
    reply(response, answer);
  }

  /** The trap, if this call is the one that it waits for. */
  function sprung(isWrite: boolean): SetTrap | undefined {
    if (trap === undefined || (trap.writesOnly && !isWrite)) return undefined;
    if (trap.after > 0) {
      trap.after -= 1;
      return undefined;
    }
    const caught = trap;
    trap = undefined;
    return caught;
  }

  function forward({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const call = request(new URL(url ?? '/', portal), { method, headers, agent: false }, (response) => {
        bodyOf(response).then(
          (text) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
          reject,
        );
      });
      call.on('error', reject).end(body);
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    writes,
    set: (wanted) =>
      new Promise((spring) => {
        trap = { ...wanted, spring };
      }),
    unset() {
      trap = undefined;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

function reply(response: ServerResponse, { status, headers, body }: Answer): void {
  const { 'transfer-encoding': _, connection: __, ...kept } = headers;
  response.writeHead(status, { ...kept, 'content-length': body.length }).end(body);
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}
