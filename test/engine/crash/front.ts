import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before several engines as a load balancer does, and hands each delivery to the next of them. */
export interface Front {
  url: string;
  close(): Promise<void>;
}

/** @param ports of the engines; what one of them does not take is not answered, and comes again */
export async function openFront(ports: readonly number[]): Promise<Front> {
  let turn = 0;
  const server = createServer((incoming, response) => {
    turn += 1;
    handOn(incoming, response, ports[turn % ports.length] ?? 0);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function handOn(incoming: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url, headers } = incoming;
  const call = request({ port, host: '127.0.0.1', method, path: url, headers, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 502);
    answer.pipe(response);
  });
  call.on('error', () => incoming.socket.destroy());
  incoming.pipe(call);
}
