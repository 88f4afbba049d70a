import { connect } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { proxyFor } from '../../src/wire/proxy.ts';
import { answer, closedPort, type Fault } from './fault-server.ts';
import { failureOf, named, openServer, openWire, plainHttpPort } from './open-wire.ts';

const allowedHosts = ['*.example.test'];

/** Opens the way that a CONNECT asks for, to one port of this machine whatever was asked. */
const tunnelTo =
  (port: number): Fault =>
  (socket) => {
    const upstream = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      socket.removeAllListeners('data');
      socket.pipe(upstream).pipe(socket);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('close', () => upstream.destroy());
  };

describe('a proxy', () => {
  it('gets HTTP requests in absolute form', async () => {
    const proxy = await openServer(answer(200, { through: 'proxy' }));
    const wire = openWire({ allowedHosts, proxy: { http: named(proxy.url) } });
    expect(JSON.parse((await wire.send({ url: 'http://api.example.test/crm/v3/owners' })).body)).toEqual({
      through: 'proxy',
    });
    expect(proxy.seen).toMatchObject([{ method: 'GET', target: 'http://api.example.test/crm/v3/owners' }]);
  });

  it('gets no more tries than the policy allows', async () => {
    const proxy = await openServer(answer(502));
    const wire = openWire({ allowedHosts, proxy: { http: named(proxy.url) } });
    expect((await wire.send({ url: 'http://api.example.test/' })).status).toBe(502);
    expect(proxy.seen.map(({ target }) => target)).toEqual(Array(3).fill('http://api.example.test/'));
  });

  it('is asked for a tunnel for HTTPS, and the token stays inside it', async () => {
    const proxy = await openServer(tunnelTo(await plainHttpPort()));
    const wire = openWire({ allowedHosts, proxy: { https: named(proxy.url) } });
    const headers = { authorization: 'Bearer canary-secret-tunnel' };
    const failure = await failureOf(wire.send({ url: 'https://api.example.test/', headers }));
    expect(failure.error.kind).toBe('tls');
    expect(proxy.seen).toMatchObject([{ method: 'CONNECT', target: 'api.example.test:443' }]);
    expect(JSON.stringify(proxy.seen)).not.toContain('canary-secret-tunnel');
  });

  it.each([403, 407])('that answers CONNECT with %i is named as what closes the way', async (status) => {
    const proxy = await openServer(answer(status));
    const wire = openWire({ allowedHosts, proxy: { https: named(proxy.url) } });
    const failure = await failureOf(wire.send({ url: 'https://api.example.test/' }));
    expect(failure.error.kind).toBe('refused');
    expect(failure.message).toContain(`it answered ${status}`);
    expect(proxy.seen).toHaveLength(1);
  });

  it('that is not there is a refused connection', async () => {
    const wire = openWire({ allowedHosts, proxy: { http: named(`http://127.0.0.1:${await closedPort()}`) } });
    expect((await failureOf(wire.send({ url: 'http://api.example.test/' }))).error.kind).toBe('refused');
  });

  it('is passed over for this machine and for what NO_PROXY names', async () => {
    const proxy = await openServer(answer(200));
    const server = await openServer(answer(200));
    const wire = openWire({
      allowedHosts: ['*.invalid'],
      proxy: { http: named(proxy.url), no: 'nowhere.invalid' },
    });
    expect((await wire.send({ url: server.url })).status).toBe(200);
    expect((await failureOf(wire.send({ url: 'http://nowhere.invalid/' }))).error.kind).toBe('dns');
    expect(proxy.connections()).toBe(0);
  });

  it.each([
    ['', true],
    ['*', false],
    ['api.example.test', false],
    ['API.example.test.', false],
    ['other.test, api.example.test', false],
    ['example.test', false],
    ['.example.test', false],
    ['*.example.test', false],
    ['*.api.example.test', true],
    ['ple.test', true],
    ['api.example.test:80', false],
    ['api.example.test:443', true],
    ['*:443', true],
  ])('is named in what is said of a failure exactly where it is used: NO_PROXY=%j', async (no, isUsed) => {
    const proxy = await openServer(answer(200));
    const settings = { http: named(proxy.url), no };
    const wire = openWire({ allowedHosts, proxy: settings, maxTries: 1 });
    await wire.send({ url: 'http://api.example.test/' }).catch(() => {});
    expect({ used: proxy.connections() > 0 }).toEqual({ used: isUsed });
    expect(proxyFor(new URL('http://api.example.test/'), settings)).toEqual(
      isUsed ? { address: new URL(proxy.url).host, variable: 'HTTPS_PROXY' } : undefined,
    );
  });

  it.each<[string, string, RegExp]>([
    [
      'that is not there',
      'http://127.0.0.1:9',
      /No connection was taken by the proxy 127\.0\.0\.1:9, which HTTPS_PROXY names/,
    ],
    [
      'whose name is none',
      'http://proxy.invalid:3128',
      /name of the proxy proxy\.invalid:3128, which HTTPS_PROXY names/,
    ],
  ])('%s is named with its variable, and its password is not', async (_case, address, words) => {
    const proxy = named(address.replace('://', '://canary-user:canary-secret@'));
    const wire = openWire({ allowedHosts, proxy: { https: proxy }, maxTries: 1 });
    const { error } = await failureOf(wire.send({ url: 'https://api.example.test/' }));
    expect(error.message).toMatch(words);
    expect(error.proxy).toEqual({ address: new URL(address).host, variable: 'HTTPS_PROXY' });
    expect(JSON.stringify(error)).not.toContain('canary');
  });

  it('is used only when it is handed in, whatever the environment says', async () => {
    const proxy = await openServer(answer(200));
    for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy'])
      vi.stubEnv(name, proxy.url);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const wire = openWire({ allowedHosts: ['*.invalid'] });
    expect((await failureOf(wire.send({ url: 'http://nowhere.invalid/' }))).error.kind).toBe('dns');
    expect(proxy.connections()).toBe(0);
  });

  it('with an address that is none is told apart from a network fault', () => {
    expect(() => openWire({ proxy: { http: named('http://canary-secret-proxy:pw@:::') } })).toThrow(
      /not a usable address/,
    );
  });
});
