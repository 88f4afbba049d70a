import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { onTestFinished } from 'vitest';

/** A token of the right form, which the sandbox knows. */
export const TOKEN = 'pat-na1-00000000-0000-0000-0000-000000000000';

/** Base URL of a host that refuses every connection: its port is taken by the client's end of another one. */
export async function deadHost(): Promise<string> {
  const server = createServer();
  const { port } = new URL(await listen(server));
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  onTestFinished(() => {
    socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${socket.localPort}`;
}

/** The environment of a run whose services are both down. */
export async function deadWorld() {
  const url = await deadHost();
  return { HUBSPOT_API_URL: url, OPENCX_API_URL: url, HUBSPOT_ACCESS_TOKEN: TOKEN };
}

export interface SilentHost {
  url: string;
  /** Resolves when the first request has come. */
  asked: Promise<unknown>;
}

/** A host that takes every request and never answers. */
export async function silentHost(): Promise<SilentHost> {
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  return { url: await hostThat(() => resolve()), asked };
}

/** Base URL of a host that answers in this way; closed when the test ends. */
export async function hostThat(answers: RequestListener): Promise<string> {
  const server = createServer(answers);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return listen(server);
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
