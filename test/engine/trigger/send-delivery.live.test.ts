import { describe, expect, it, onTestFinished } from 'vitest';
import { Secret } from '../../../src/core/secret.ts';
import { buildDelivery } from '../../../src/engine/trigger/build-delivery.ts';
import { loadDelivery } from '../../../src/engine/trigger/deliveries.ts';
import { createDeliveryWire, sendDelivery } from '../../../src/engine/trigger/send-delivery.ts';
import type { Wire } from '../../../src/wire/wire.ts';
import { answer, closedPort, resetBeforeHeaders } from '../../wire/fault-server.ts';
import { failureOf, openServer } from '../../wire/open-wire.ts';
import { NOW, openIntake } from '../intake/intake.ts';
import { DELIVERIES } from './folder.ts';

const SECRET = new Secret('client-secret-of-a-test');
const ENFORCED = { check: 'enforce', secret: SECRET } as const;

function openDeliveryWire(): Wire {
  const wire = createDeliveryWire({ clock: { now: () => NOW } });
  onTestFinished(() => wire.close());
  return wire;
}

async function body(name: string): Promise<string> {
  return buildDelivery(await loadDelivery(DELIVERIES, name), { now: NOW });
}

describe('a delivery that is sent', () => {
  it('is taken by an intake that enforces signatures', async () => {
    const { url, handedOn, receipts } = await openIntake({ signature: ENFORCED });
    const wire = openDeliveryWire();
    expect(await sendDelivery(wire, { url, body: await body('batch'), secret: SECRET })).toEqual({
      status: 200,
      text: '',
    });
    expect(receipts[0]?.signature).toMatchObject({ verdict: 'valid', version: 'v3' });
    expect(handedOn).toHaveLength(4);
  });

  it('is signed for the public URL where one is named', async () => {
    const publicUrl = new Secret('https://tunnel.example.test/hooks/hubspot');
    const { url } = await openIntake({ signature: ENFORCED, publicUrl });
    const { url: other } = await openIntake({ signature: ENFORCED });
    const wire = openDeliveryWire();
    const sending = { body: await body('new-message'), secret: SECRET, publicUrl };
    expect((await sendDelivery(wire, { url, ...sending })).status).toBe(200);
    expect(await sendDelivery(wire, { url: other, ...sending })).toMatchObject({
      status: 401,
      text: expect.stringContaining('the URL is another one'),
    });
  });

  it('carries no signature without a secret', async () => {
    const { url } = await openIntake({ signature: ENFORCED });
    const answered = await sendDelivery(openDeliveryWire(), { url, body: await body('new-message') });
    expect(answered).toEqual({ status: 401, text: 'The request carries no HubSpot signature.' });
  });

  it("has HubSpot's own headers", async () => {
    const server = await openServer(answer(200));
    await sendDelivery(openDeliveryWire(), { url: server.url, body: '[]', secret: SECRET });
    expect(server.seen).toMatchObject([
      {
        method: 'POST',
        body: '[]',
        headers: {
          'content-type': 'application/json',
          accept: '*/*',
          'user-agent': expect.stringMatching(/^HubSpot Connect 2\.0 /),
          'x-hubspot-signature': expect.stringMatching(/^[0-9a-f]{64}$/),
          'x-hubspot-signature-version': 'v1',
          'x-hubspot-signature-v3': expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
          'x-hubspot-request-timestamp': String(NOW),
          'x-hubspot-timeout-millis': '10000',
        },
      },
    ]);
  });

  it.each([429, 500, 503, 307])('is sent once, also where %i answers it', async (status) => {
    const server = await openServer(answer(status, {}, { location: '/elsewhere', 'retry-after': '0' }));
    const answered = await sendDelivery(openDeliveryWire(), { url: server.url, body: '[]' });
    expect(answered.status).toBe(status);
    expect(server.seen).toHaveLength(1);
  });

  it('is sent once where the connection breaks', async () => {
    const server = await openServer(resetBeforeHeaders);
    const failure = await failureOf(sendDelivery(openDeliveryWire(), { url: server.url, body: '[]' }));
    expect(failure.error.kind).toBe('reset');
    expect(server.seen).toHaveLength(1);
  });
});

describe('an address', () => {
  it.each([
    'https://api.open.cx/backend/hubspot/canary-path',
    'http://127.0.0.1.example.test/canary-path',
    'http://192.0.2.1/canary-path',
    'http://0.0.0.0:1/canary-path',
    '/canary-path',
  ])('%s is not of this machine and gets nothing', async (url) => {
    const wire = openDeliveryWire();
    const failure = await failureOf(sendDelivery(wire, { url, body: '[]' }));
    expect(failure.error.kind).toBe('not-allowed');
    expect(failure.message).not.toContain('canary');
    expect(wire.calls).toEqual([]);
  });

  it('where nothing listens is told as such', async () => {
    const url = `http://127.0.0.1:${await closedPort()}/`;
    const failure = await failureOf(sendDelivery(openDeliveryWire(), { url, body: '[]' }));
    expect(failure.error.kind).toBe('refused');
  });
});
