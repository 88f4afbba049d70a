import { getGlobalDispatcher } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openConnections } from '../../src/wire/connections.ts';
import { answer, type Fault } from './fault-server.ts';
import { failureOf, openServer, openWire } from './open-wire.ts';

const ok = answer(200, { fine: true });

const CORRELATION_ID = '00000000-0000-4000-8000-0000000000a1';

describe('the wire', () => {
  it('leaves what else the process sends alone', async () => {
    const server = await openServer(ok);
    const former = getGlobalDispatcher();
    const wire = openWire();
    expect(getGlobalDispatcher()).toBe(former);
    await fetch(server.url);
    expect(wire.calls).toEqual([]);
  });

  it('sends nothing any more once it is closed', async () => {
    const server = await openServer(ok);
    const wire = openWire();
    await wire.close();
    expect((await failureOf(wire.send({ url: server.url }))).error.kind).toBe('reset');
    expect(server.connections()).toBe(0);
  });

  it('shares connections with others, which go on when it is closed', async () => {
    const server = await openServer(ok);
    const connections = openConnections({}, 5_000, null);
    onTestFinished(() => connections.destroy());
    const [one, other] = [openWire({ connections }), openWire({ connections })];
    await one.send({ url: server.url });
    await one.close();
    expect((await other.send({ url: server.url })).status).toBe(200);
    expect(server.connections()).toBe(1);
    expect([one.calls.length, other.calls.length]).toEqual([1, 1]);
  });

  it('asks what follows from an answer over the same connection', async () => {
    const server = await openServer(ok);
    const wire = openWire();
    for (let call = 0; call < 5; call += 1) await wire.send({ url: server.url });
    expect(server.connections()).toBe(1);
  });

  it('says who calls and asks for answers that are not packed', async () => {
    const server = await openServer(ok);
    await openWire().send({ url: server.url, headers: { 'User-Agent': 'somebody else' } });
    expect(server.seen[0]?.headers).toMatchObject({
      'user-agent': 'opencx-hubspot/test',
      'accept-encoding': 'identity',
    });
  });

  it('records what is safe to print and nothing else', async () => {
    const server = await openServer(answer(403, {}, { 'X-HubSpot-Correlation-Id': CORRELATION_ID }));
    const wire = openWire();
    await wire.send({
      url: `${server.url}/webhooks/v3/77/settings?hapikey=canary-secret-key`,
      headers: { authorization: 'Bearer canary-secret-token' },
    });
    expect(wire.calls).toEqual([
      {
        method: 'GET',
        host: `127.0.0.1:${server.port}`,
        route: '/webhooks/v3/{id}/settings',
        status: 403,
        tries: 1,
        durationMs: 0,
        correlationId: CORRELATION_ID,
      },
    ]);
  });

  it.each(['canary-secret-token', `${CORRELATION_ID} and more`, ''])(
    'takes no other text for an id: %j',
    async (id) => {
      const server = await openServer(answer(403, {}, { 'X-HubSpot-Correlation-Id': id }));
      const wire = openWire();
      await wire.send({ url: server.url });
      expect(wire.calls[0]).not.toHaveProperty('correlationId');
    },
  );

  it('counts waits in the duration', async () => {
    const server = await openServer(answer(429, { policyName: 'SECONDLY' }), ok);
    const wire = openWire();
    await wire.send({ url: server.url });
    expect(wire.calls).toMatchObject([{ durationMs: 1000, tries: 2 }]);
  });

  it('hides a path that is a secret', async () => {
    const server = await openServer(ok);
    const wire = openWire();
    await wire.send({ url: `${server.url}/canary-secret-path`, secretPath: true });
    expect(wire.calls).toMatchObject([{ route: '(webhook URL)' }]);
  });

  it('sends large bodies as they are', async () => {
    const server = await openServer(ok);
    const body = 'x'.repeat(300_000);
    await openWire().send({ url: server.url, method: 'POST', body });
    await openWire().send({ url: server.url, method: 'POST', body: 'ä' });
    expect(server.seen.map((request) => request.body.length)).toEqual([300_000, 2]);
  });

  it('opens sixteen connections to a host and not more', async () => {
    const held: (() => void)[] = [];
    const hold: Fault = (socket, request) => {
      held.push(() => ok(socket, request));
    };
    const server = await openServer(hold);
    const wire = openWire();
    const work = Promise.all(Array.from({ length: 25 }, () => wire.send({ url: server.url })));
    while (held.length < 16) await new Promise(setImmediate);
    expect(server.connections()).toBe(16);
    let done = false;
    work.finally(() => {
      done = true;
    });
    while (!done) {
      for (const release of held.splice(0)) release();
      await new Promise(setImmediate);
    }
    expect(server.connections()).toBe(16);
    expect(server.seen).toHaveLength(25);
  });
});
