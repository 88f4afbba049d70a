import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { DeliveryTarget } from '../../../src/sandbox/deliveries/deliveries.ts';
import type { WebhookEventBody } from '../../../src/sandbox/deliveries/webhook-events.ts';

export const SECRET = '00000000-0000-4000-8000-0000000000e5';

/** One delivery as it came in. */
interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  /** Header names and values in their order, as they came. */
  rawHeaders: string[];
  body: string;
  events: WebhookEventBody[];
}

export interface Receiver {
  target: DeliveryTarget;
  /** Oldest first. */
  received: Received[];
  /** All events of all deliveries, in the order of their arrival. */
  events(): WebhookEventBody[];
}

type Answer = (response: ServerResponse, delivery: Received, number: number) => void;

/** Takes deliveries on this machine for one test; `answer` decides, by default with 200. */
export async function receiver(answer: Answer = (response) => response.end()): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    const { method = '', url = '', headers, rawHeaders } = incoming;
    const delivery = { method, url, headers, rawHeaders, body, events: JSON.parse(body) };
    received.push(delivery);
    answer(response, delivery, received.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    target: { url: `http://127.0.0.1:${port}/webhooks/hubspot`, secret: SECRET },
    received,
    events: () => received.flatMap(({ events }) => events),
  };
}
