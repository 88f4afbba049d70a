import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/core/secret.ts';
import type { EffectFailed } from '../../../src/engine/effects.ts';
import { createOutbound } from '../../../src/engine/outbound/hubspot.ts';
import type { OutboundEffect } from '../../../src/engine/ports.ts';
import { createHubSpotReader } from '../../../src/hubspot/reader.ts';
import { createHubSpotWriter } from '../../../src/hubspot/writer.ts';
import { answer, closedPort, type Fault, resetBeforeHeaders, silence } from '../../wire/fault-server.ts';
import { failureOf, openServer, openWire } from '../../wire/open-wire.ts';

const MESSAGE = {
  id: 'm1',
  threadId: '1',
  type: 'MESSAGE',
  createdAt: '2026-11-22T09:00:00Z',
  text: 'Hi',
  senders: [],
  recipients: [],
  channelId: '1000',
  channelAccountId: '148662',
};
const REPLY: OutboundEffect = {
  kind: 'post-message',
  threadId: '1',
  text: 'Hello!',
  senderActorId: 'A-7001',
  inReplyTo: MESSAGE,
};
const THREAD: OutboundEffect = { kind: 'fetch-thread', threadId: '1' };

function outboundTo(baseUrl: string, timeoutMs = 10_000) {
  const wire = openWire({ maxTries: 1, timeoutMs });
  const access = { wire, baseUrl, token: new Secret('canary-secret-outbound') };
  const describeUrl = () => ({ scheme: 'https:', host: 'h', digest: 'd' });
  const waits: number[] = [];
  const outbound = createOutbound({
    hubspot: { ...createHubSpotReader({ ...access, describeUrl }), ...createHubSpotWriter(access) },
    retries: 3,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
    },
  });
  return {
    waits,
    perform: (effect: OutboundEffect) => outbound.perform(effect, new AbortController().signal),
  };
}

async function open(...script: Fault[]) {
  const server = await openServer(...script);
  return { server, ...outboundTo(server.url) };
}

const failing = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: EffectFailed) => error,
  );

describe('tries are counted once', () => {
  it('a read is made four times in all', async () => {
    const { server, perform } = await open(answer(503, '<html>busy</html>'));
    expect((await failing(perform(THREAD)))?.reason).toBe('hubspot-503');
    expect(server.seen).toHaveLength(4);
  });

  it('a host that takes no connection, too', async () => {
    const { perform, waits } = outboundTo(`http://127.0.0.1:${await closedPort()}`);
    expect((await failing(perform(REPLY)))?.reason).toBe('unreachable');
    expect(waits).toHaveLength(3);
  });

  it('and it is known that nothing was sent to it', async () => {
    const wire = openWire({ maxTries: 1 });
    const refused = await failureOf(wire.send({ url: `http://127.0.0.1:${await closedPort()}` }));
    expect(refused.hints).toEqual({ unsent: true });
    const broken = await failureOf(wire.send({ url: (await openServer(resetBeforeHeaders)).url }));
    expect(broken.hints).toEqual({});
  });

  it("HubSpot's own window is waited for", async () => {
    const limit = answer(
      429,
      { policyName: 'TEN_SECONDLY_ROLLING' },
      { 'x-hubspot-ratelimit-interval-milliseconds': '7000' },
    );
    const { perform, waits } = await open(limit, answer(200, { id: 'm2' }));
    await perform(REPLY);
    expect(waits).toEqual([7_000]);
  });

  it('and a Retry-After before it', async () => {
    const limit = answer(429, { policyName: 'SECONDLY' }, { 'retry-after': '3' });
    const { perform, waits } = await open(limit, answer(201, { id: 'm2' }));
    await perform(REPLY);
    expect(waits).toEqual([3_000]);
  });
});

describe('a message whose fate is not known', () => {
  it('is looked for and found', async () => {
    const found = { ...MESSAGE, id: 'm2', direction: 'OUTGOING', text: 'Hello!' };
    const { server, perform } = await open(resetBeforeHeaders, answer(200, { results: [found, MESSAGE] }));
    expect(await perform(REPLY)).toEqual({ messageId: 'm2' });
    expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  it('is not sent again after a timeout', async () => {
    const server = await openServer(silence, answer(200, { results: [MESSAGE] }));
    const { perform } = outboundTo(server.url, 100);
    expect((await failing(perform(REPLY)))?.reason).toBe('ambiguous-write');
    expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET', 'GET']);
  });

  it('is told of without the token', async () => {
    const { perform } = await open(answer(401, { category: 'INVALID_AUTHENTICATION' }));
    const error = await failing(perform(REPLY));
    expect(error?.reason).toBe('hubspot-401');
    expect(`${error?.stack}${JSON.stringify(error)}`).not.toContain('canary');
  });
});
