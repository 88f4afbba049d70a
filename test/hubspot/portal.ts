import { onTestFinished } from 'vitest';
import type { HubSpotReader } from '../../src/core/ports.ts';
import { Secret } from '../../src/core/secret.ts';
import { createHubSpotReader } from '../../src/hubspot/reader.ts';
import { answer, type Fault, type FaultServer, faultServer } from '../wire/fault-server.ts';
import { openWire, type TestWire } from '../wire/open-wire.ts';

export const CANARY = 'canary-secret-hubspot-0451';

export interface Portal {
  hubspot: HubSpotReader;
  server: FaultServer;
  wire: TestWire;
}

/** A reader against a server that answers by the script, closed when the test ends. */
export async function openPortal(...script: Fault[]): Promise<Portal> {
  const server = await faultServer(...script);
  onTestFinished(() => server.close());
  const wire = openWire();
  const hubspot = createHubSpotReader({
    wire,
    baseUrl: server.url,
    token: new Secret(CANARY),
    describeUrl: (url) => {
      const { protocol, host } = new URL(url);
      return { scheme: protocol, host, digest: `digest of ${url.length} characters` };
    },
  });
  return { hubspot, server, wire };
}

/** HubSpot's own word for what is not there. */
export const NOT_FOUND = {
  status: 'error',
  message: 'resource not found',
  correlationId: '00000000-0000-0000-0000-000000000000',
};

/** Answers by path; what has no route gets HubSpot's HTML 404. */
export const routes =
  (table: Record<string, Fault>): Fault =>
  (socket, request) => {
    const [path = ''] = request.target.split('?');
    const route = table[path] ?? answer(404, '<html><title>Not found</title></html>');
    route(socket, request);
  };

/** Everything that an error would show, however it is printed. */
export function shown(error: Error): string {
  return `${error.stack} ${String(error)} ${JSON.stringify(error)} ${JSON.stringify(error, Object.getOwnPropertyNames(error))} ${error.cause}`;
}

/** The query of a request's target. */
export function query(target: string | undefined): Record<string, string> {
  return Object.fromEntries(new URL(`http://h${target}`).searchParams);
}
