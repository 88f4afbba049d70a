import { getGlobalDispatcher } from 'undici';
import { expect, it } from 'vitest';
import type { HubSpotReader } from '../../src/core/ports.ts';
import { Secret } from '../../src/core/secret.ts';
import { createHubSpotReader } from '../../src/hubspot/reader.ts';
import type { Wire } from '../../src/wire/wire.ts';
import { answer, type Fault, type FaultServer } from '../wire/fault-server.ts';
import { failureOf, named, openServer, openWire, type TestWire } from '../wire/open-wire.ts';

const STAGES = { results: [{ id: '0', stages: [{ id: '1', label: 'New' }] }] };
const DETAILS = { portalId: 5, results: [] };
const FAR = 'http://api.example.test';

/** What a library call and a plain one are told by each of two portals. */
const portal = (portalId: number): Fault => {
  return (socket, request) => {
    const body = request.target.includes('/pipelines/') ? STAGES : { ...DETAILS, portalId };
    answer(200, body)(socket, request);
  };
};

/** Answers when it is let go on. */
function held(fault: Fault): { fault: Fault; release(): void } {
  const waiting: (() => void)[] = [];
  return {
    fault: (socket, request) => waiting.push(() => fault(socket, request)),
    release: () => {
      for (const go of waiting.splice(0)) go();
    },
  };
}

function readerOver(wire: Wire, baseUrl: string, token: string): HubSpotReader {
  return createHubSpotReader({
    wire,
    baseUrl,
    token: new Secret(token),
    describeUrl: () => {
      throw new Error('No URL is described here.');
    },
  });
}

const tokensAt = (server: FaultServer) => [
  ...new Set(server.seen.map(({ headers }) => headers['authorization'])),
];
const routesOf = (wire: TestWire) => wire.calls.map(({ host, route }) => `${host}${route}`).sort();

it('keeps token, base address, proxy and record of two portals apart, whichever way they are asked', async () => {
  const proxy = await openServer(portal(1));
  const near = await openServer(portal(2));
  const former = getGlobalDispatcher();
  const wires = [
    openWire({ allowedHosts: ['*.example.test'], proxy: { http: named(proxy.url) }, userAgent: 'first' }),
    openWire({ userAgent: 'second' }),
  ] as const;
  const first = readerOver(wires[0], FAR, 'canary-first');
  const second = readerOver(wires[1], near.url, 'canary-second');

  const [ofFirst, ofSecond] = await Promise.all([
    Promise.all([first.accountDetails(), first.ticketStages(), first.accountDetails()]),
    Promise.all([second.ticketStages(), second.accountDetails()]),
  ]);
  expect(ofFirst[0].portalId).toBe(1);
  expect(ofSecond[1].portalId).toBe(2);
  expect(tokensAt(proxy)).toEqual(['Bearer canary-first']);
  expect(tokensAt(near)).toEqual(['Bearer canary-second']);
  expect(new Set(proxy.seen.map(({ headers }) => headers['user-agent']))).toEqual(new Set(['first']));
  expect(proxy.seen.every(({ target }) => target.startsWith(`${FAR}/`))).toBe(true);
  expect(routesOf(wires[0])).toEqual([
    'api.example.test/account-info/v3/details',
    'api.example.test/account-info/v3/details',
    'api.example.test/crm/v3/pipelines/tickets',
  ]);
  expect(routesOf(wires[1])).toEqual([
    `127.0.0.1:${near.port}/account-info/v3/details`,
    `127.0.0.1:${near.port}/crm/v3/pipelines/tickets`,
  ]);
  expect(getGlobalDispatcher()).toBe(former);

  const failure = await failureOf(readerOver(wires[1], FAR, 'canary-second').ticketStages());
  expect(failure.error.kind).toBe('not-allowed');
});

it('keeps their time, tries and rate limits apart', async () => {
  const slow = held(portal(1));
  const silent = await openServer(slow.fault);
  const busy = await openServer(answer(429, { policyName: 'SECONDLY' }), portal(2));
  const patient = openWire({ timeoutMs: 10_000 });
  const hasty = openWire({ timeoutMs: 60, maxTries: 1 });
  const third = openWire();

  const waiting = readerOver(patient, silent.url, 'a').ticketStages();
  const failure = await failureOf(readerOver(hasty, silent.url, 'b').ticketStages());
  expect(failure.error).toMatchObject({ kind: 'timeout', route: 'GET /crm/v3/pipelines/tickets' });
  expect(await readerOver(third, busy.url, 'c').ticketStages()).toHaveLength(1);
  expect([patient.waits, hasty.waits, third.waits]).toEqual([[], [], [1000]]);

  while (silent.seen.length < 2) await new Promise(setImmediate);
  slow.release();
  expect(await waiting).toHaveLength(1);
  expect(patient.calls).toMatchObject([{ tries: 1, status: 200 }]);
  expect(hasty.calls).toMatchObject([{ tries: 1, status: null, errorKind: 'timeout' }]);
  expect(third.calls).toMatchObject([{ tries: 2, status: 200 }]);
});

it('goes on with one when the other is closed', async () => {
  const slow = held(portal(1));
  const server = await openServer(slow.fault, portal(1));
  const [one, other] = [openWire({ maxTries: 1 }), openWire()];
  const brokenOff = failureOf(readerOver(one, server.url, 'a').accountDetails());
  while (server.seen.length === 0) await new Promise(setImmediate);
  await one.close();
  expect((await brokenOff).error.kind).toBe('reset');
  expect((await readerOver(other, server.url, 'b').accountDetails()).portalId).toBe(1);
  expect((await readerOver(other, server.url, 'b').ticketStages()).map(({ label }) => label)).toEqual([
    'New',
  ]);
});
