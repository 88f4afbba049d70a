import { describe, expect, it } from 'vitest';
import {
  answer,
  closedPort,
  notHttp,
  resetBeforeHeaders,
  resetMidBody,
  silence,
  truncatedBody,
} from './fault-server.ts';
import { failureOf, openServer, openWire } from './open-wire.ts';

const ok = answer(200, { fine: true });

describe('tries on transient faults', () => {
  it.each([502, 503, 504, 521, 523, 524])(
    'tries a GET three times on %i and gives the last answer back',
    async (status) => {
      const server = await openServer(answer(status, '<html>busy</html>'));
      const wire = openWire();
      const response = await wire.send({ url: `${server.url}/crm/v3/owners/7001` });
      expect(response.status).toBe(status);
      expect(response.body).toBe('<html>busy</html>');
      expect(server.seen).toHaveLength(3);
      expect(wire.waits).toEqual([200, 400]);
    },
  );

  it.each([400, 401, 403, 404, 477, 500, 522, 525, 526, 530])('makes one try on %i', async (status) => {
    const server = await openServer(answer(status), ok);
    expect((await openWire().send({ url: server.url })).status).toBe(status);
    expect(server.seen).toHaveLength(1);
  });

  it.each([
    ['a reset before the headers', resetBeforeHeaders],
    ['a reset in the body', resetMidBody],
    ['a body that ends too early', truncatedBody],
  ])('gets over %s', async (_name, fault) => {
    const server = await openServer(fault, ok);
    const wire = openWire();
    expect(JSON.parse((await wire.send({ url: server.url })).body)).toEqual({ fine: true });
    expect(wire.calls).toMatchObject([{ tries: 2, status: 200 }]);
  });

  it.each([
    ['a reset before the headers', resetBeforeHeaders],
    ['a reset in the body', resetMidBody],
    ['a body that ends too early', truncatedBody],
  ])('calls %s a reset after three tries', async (_name, fault) => {
    const server = await openServer(fault);
    const failure = await failureOf(openWire().send({ url: `${server.url}/crm/v3/owners/7001` }));
    expect(failure.error).toMatchObject({
      kind: 'reset',
      host: `127.0.0.1:${server.port}`,
      route: 'GET /crm/v3/owners/{id}',
    });
    expect(server.seen).toHaveLength(3);
  });

  it('honours Retry-After on a 503', async () => {
    const server = await openServer(answer(503, {}, { 'retry-after': '7' }), ok);
    const wire = openWire();
    expect((await wire.send({ url: server.url })).status).toBe(200);
    expect(wire.waits).toEqual([7000]);
  });

  it('makes as many tries as the options say', async () => {
    const server = await openServer(answer(502));
    await openWire({ maxTries: 5 }).send({ url: server.url });
    expect(server.seen).toHaveLength(5);
  });

  it('does not repeat a request that used up its time', async () => {
    const server = await openServer(silence);
    const failure = await failureOf(openWire({ timeoutMs: 60 }).send({ url: server.url }));
    expect(failure.error.kind).toBe('timeout');
    expect(failure.message).toBe(`127.0.0.1:${server.port} did not answer within 0.06 s.`);
    expect(server.seen).toHaveLength(1);
  });

  it('does not repeat what is no HTTP', async () => {
    const server = await openServer(notHttp);
    expect((await failureOf(openWire().send({ url: server.url }))).error.kind).toBe('parse');
    expect(server.seen).toHaveLength(1);
  });

  it('makes one try where the connection is refused', async () => {
    const port = await closedPort();
    const wire = openWire();
    const failure = await failureOf(wire.send({ url: `http://127.0.0.1:${port}/` }));
    expect(failure.error.kind).toBe('refused');
    expect(failure.message).toContain(`127.0.0.1:${port}`);
    expect(wire.calls).toMatchObject([{ tries: 1, status: null, errorKind: 'refused' }]);
  });
});

describe('what must not be sent twice', () => {
  const post = { method: 'POST', body: '{"text":"hello"}' };

  it.each([
    ['502', answer(502)],
    ['503', answer(503)],
  ])('gives a POST its %s back at once', async (status, fault) => {
    const server = await openServer(fault, ok);
    expect((await openWire().send({ url: server.url, ...post })).status).toBe(Number(status));
    expect(server.seen).toHaveLength(1);
  });

  it('does not repeat a POST after a reset, for it may have been carried out', async () => {
    const server = await openServer(resetBeforeHeaders, ok);
    expect((await failureOf(openWire().send({ url: server.url, ...post }))).error.kind).toBe('reset');
    expect(server.seen).toHaveLength(1);
  });

  it('repeats a POST after a 429, body and all', async () => {
    const server = await openServer(answer(429, { policyName: 'SECONDLY' }), ok);
    expect((await openWire().send({ url: server.url, ...post })).status).toBe(200);
    expect(server.seen.map(({ body }) => body)).toEqual([post.body, post.body]);
  });

  it('repeats a POST that is marked as a read', async () => {
    const server = await openServer(resetBeforeHeaders, answer(502), ok);
    const response = await openWire().send({ url: server.url, ...post, repeatable: true });
    expect(response.status).toBe(200);
    expect(server.seen.map(({ body }) => body)).toEqual([post.body, post.body, post.body]);
  });

  it('repeats PUT and DELETE, and not PATCH', async () => {
    const tries = async (method: string) => {
      const server = await openServer(answer(503));
      await openWire().send({ url: server.url, method });
      return server.seen.length;
    };
    expect([await tries('PUT'), await tries('DELETE'), await tries('PATCH')]).toEqual([3, 3, 1]);
  });
});
