import { describe, expect, it } from 'vitest';
import { answer } from './fault-server.ts';
import { openServer, openWire } from './open-wire.ts';

describe('a redirect', () => {
  it('to another host is not followed, allowed or not', async () => {
    const other = await openServer(answer(200));
    for (const location of [other.url, 'https://elsewhere.invalid/']) {
      const server = await openServer(answer(302, {}, { location }));
      const response = await openWire().send({
        url: server.url,
        headers: { authorization: 'Bearer canary-secret-redirect' },
      });
      expect(response.status).toBe(302);
      expect(server.seen).toHaveLength(1);
    }
    expect(other.connections()).toBe(0);
  });

  it('on the same host is followed', async () => {
    const server = await openServer(answer(301, {}, { location: '/there' }), answer(200, { there: true }));
    expect(JSON.parse((await openWire().send({ url: `${server.url}/here` })).body)).toEqual({ there: true });
    expect(server.seen.map(({ target }) => target)).toEqual(['/here', '/there']);
  });

  it.each([
    [301, 'GET', ''],
    [303, 'GET', ''],
    [307, 'POST', '[]'],
    [308, 'POST', '[]'],
  ])('of a POST by %i goes on with a %s', async (status, method, body) => {
    const server = await openServer(answer(status, {}, { location: '/there' }), answer(200));
    const post = { method: 'POST', body: '[]', headers: { authorization: 'Bearer x' } };
    expect((await openWire().send({ url: `${server.url}/here`, ...post })).status).toBe(200);
    expect(server.seen[1]).toMatchObject({
      method,
      target: '/there',
      body,
      headers: { authorization: 'Bearer x' },
    });
  });

  it('is the answer where that is wanted, and where there is no end of them', async () => {
    const server = await openServer(answer(302, {}, { location: '/here' }));
    expect((await openWire().send({ url: server.url, redirect: 'manual' })).status).toBe(302);
    expect(server.seen).toHaveLength(1);
    expect((await openWire().send({ url: server.url })).status).toBe(302);
    expect(server.seen).toHaveLength(22);
  });
});
