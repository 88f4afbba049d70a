import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/core/secret.ts';
import { pingWebhook } from '../../src/opencx/ping-webhook.ts';
import { answer, closedPort, resetBeforeHeaders } from '../wire/fault-server.ts';
import { failureOf, openServer, openWire } from '../wire/open-wire.ts';

const PATH = '/backend/hubspot/canary-secret-path?token=canary-secret-query';

describe('pingWebhook', () => {
  it('posts one empty batch and tells the status', async () => {
    const server = await openServer(answer(200));
    const wire = openWire();
    expect(await pingWebhook(wire)(new Secret(server.url + PATH))).toEqual({
      status: 200,
      host: `127.0.0.1:${server.port}`,
    });
    expect(server.seen).toMatchObject([
      { method: 'POST', target: PATH, body: '[]', headers: { 'content-type': 'application/json' } },
    ]);
    expect(server.seen[0]?.headers).not.toHaveProperty('authorization');
    expect(JSON.stringify(wire.calls)).not.toContain('canary-secret');
  });

  it.each(['/elsewhere', 'https://elsewhere.invalid/'])(
    'takes a redirect to %s for the answer',
    async (location) => {
      const server = await openServer(answer(307, {}, { location }));
      expect((await pingWebhook(openWire())(new Secret(server.url))).status).toBe(307);
      expect(server.seen).toHaveLength(1);
    },
  );

  it.each([401, 404, 500, 503])('tells a %i after one request', async (status) => {
    const server = await openServer(answer(status, '<html></html>'));
    expect((await pingWebhook(openWire())(new Secret(server.url))).status).toBe(status);
    expect(server.seen).toHaveLength(1);
  });

  it('says what went wrong without the path', async () => {
    const server = await openServer(resetBeforeHeaders);
    const wire = openWire({ allowedHosts: ['*.example.test'] });
    const targets: [string, string][] = [
      [server.url + PATH, 'reset'],
      [`http://127.0.0.1:${await closedPort()}${PATH}`, 'refused'],
      [`https://elsewhere.invalid${PATH}`, 'not-allowed'],
      [`https//canary-secret${PATH}`, 'not-configured'],
      [`https://canary-secret:x@hooks.example.test${PATH}`, 'not-configured'],
    ];
    for (const [url, kind] of targets) {
      const failure = await failureOf(pingWebhook(wire)(new Secret(url)));
      expect(failure.error.kind).toBe(kind);
      expect(`${failure.stack} ${JSON.stringify(failure)}`).not.toMatch(/canary-secret|backend/);
    }
    expect(JSON.stringify(wire.calls)).not.toMatch(/canary-secret|backend/);
    expect(server.seen).toHaveLength(1);
  });
});
