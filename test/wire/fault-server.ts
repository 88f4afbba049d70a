import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

/** A request as it came over the socket. */
interface SeenRequest {
  method: string;
  target: string;
  headers: Record<string, string>;
  body: string;
}

/** What the server does with one request; the last one of a script is repeated. */
export type Fault = (socket: Socket, request: SeenRequest) => void;

export interface FaultServer {
  url: string;
  port: number;
  seen: SeenRequest[];
  connections(): number;
  close(): Promise<void>;
}

export async function faultServer(...script: Fault[]): Promise<FaultServer> {
  const seen: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    let bytes = '';
    socket.on('data', (chunk) => {
      bytes += chunk.toString('latin1');
      for (let request = parse(bytes); request; request = parse(bytes)) {
        bytes = bytes.slice(request.length);
        const fault = script[Math.min(seen.length, script.length - 1)];
        seen.push(request.seen);
        fault?.(socket, request.seen);
      }
    });
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    seen,
    connections: () => connections,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A port of this machine on which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

export const answer =
  (status: number, body: unknown = {}, headers: Record<string, string> = {}): Fault =>
  (socket) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const type = typeof body === 'string' ? 'text/html' : 'application/json';
    const lines = Object.entries({
      'content-type': type,
      'content-length': `${Buffer.byteLength(text)}`,
      ...headers,
    });
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    socket.write(`HTTP/1.1 ${status} Status\r\n${head}\r\n${text}`);
  };

export const resetBeforeHeaders: Fault = (socket) => socket.resetAndDestroy();

export const resetMidBody: Fault = (socket) => {
  socket.write(
    'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"id":"1",',
    () => socket.resetAndDestroy(),
  );
};

/** Ends in good order and short of what it promised. */
export const truncatedBody: Fault = (socket) => {
  socket.end('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"id":"1",');
};

export const silence: Fault = () => {};

export const notHttp: Fault = (socket) => {
  socket.end('220 mail.example.test ESMTP\r\n');
};

function parse(bytes: string): { length: number; seen: SeenRequest } | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = bytes.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
    }),
  );
  const length = end + 4 + Number(headers['content-length'] ?? 0);
  if (bytes.length < length) return undefined;
  const [method = '', target = ''] = first.split(' ');
  return { length, seen: { method, target, headers, body: bytes.slice(end + 4, length) } };
}
