import { describe, expect, it } from 'vitest';
import { isAllowed } from '../../src/wire/hosts.ts';
import { foldPath, isLoopback } from '../../src/wire/index.ts';
import { answer } from './fault-server.ts';
import { failureOf, openServer, openWire } from './open-wire.ts';

describe('isLoopback', () => {
  it.each([
    'localhost',
    'LOCALHOST',
    'localhost:8080',
    '127.0.0.1',
    '127.9.9.9:1',
    '::1',
    '[::1]',
    '[::1]:80',
  ])('takes %s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each([
    '127.example.test',
    '127.0.0.1.example.test',
    'localhost.example.test',
    '10.0.0.1',
    '[::2]',
    '',
    'notlocalhost',
  ])('refuses %s', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});

describe('isAllowed', () => {
  const list = ['*.hubapi.com', 'open.cx', 'hooks.example.test:8443'];

  it.each([
    'https://api.hubapi.com/x',
    'https://API.HubAPI.com',
    'https://open.cx',
    'https://hooks.example.test:8443',
    'http://127.0.0.1:9',
  ])('takes %s', (url) => {
    expect(isAllowed(new URL(url), list)).toBe(true);
  });

  it.each([
    'https://hubapi.com',
    'https://evilhubapi.com',
    'https://api.hubapi.com.example.test',
    'https://api.open.cx',
    'https://hooks.example.test',
    'ftp://api.hubapi.com',
    'https://api.hubapi.com@example.test',
  ])('refuses %s', (url) => {
    expect(isAllowed(new URL(url), list)).toBe(false);
  });
});

describe('foldPath', () => {
  it.each([
    ['/crm/v3/owners/7001?idProperty=userId', '/crm/v3/owners/{id}'],
    ['/conversations/v3/conversations/actors/A-7001', '/conversations/v3/conversations/actors/{id}'],
    ['/conversations/v3/conversations/actors/S-hubspot', '/conversations/v3/conversations/actors/{id}'],
    ['/account-info/2026-03/details', '/account-info/2026-03/details'],
    ['/oauth/v2/private-apps/get/access-token-info', '/oauth/v2/private-apps/get/access-token-info'],
    ['/crm/v3/objects/contacts/jo%40example.test', '/crm/v3/objects/contacts/{id}'],
    ['/chat/sessions/00000000-0000-0000-0000-000000000000', '/chat/sessions/{id}'],
    [`/x/${'a'.repeat(41)}`, '/x/{id}'],
  ])('folds %s', (path, folded) => {
    expect(foldPath(path)).toBe(folded);
  });
});

describe('hosts that are not allowed', () => {
  it('refuses a host without looking it up', async () => {
    const wire = openWire({ allowedHosts: ['*.hubapi.com'] });
    const { value, calls } = await wire.within({ signal: new AbortController().signal }, () =>
      failureOf(wire.fetch('https://elsewhere.invalid/x')),
    );
    expect(value.error).toEqual({
      kind: 'not-allowed',
      message: 'Calls to elsewhere.invalid are not allowed, so none was made.',
      host: 'elsewhere.invalid',
    });
    expect(calls).toBe(0);
    expect(wire.calls).toEqual([]);
  });

  it('does not follow a redirect to another host, allowed or not', async () => {
    const other = await openServer(answer(200));
    for (const location of [other.url, 'https://elsewhere.invalid/']) {
      const server = await openServer(answer(302, {}, { location }));
      const response = await openWire().fetch(server.url, {
        headers: { authorization: 'Bearer canary-secret-redirect' },
      });
      expect(response.status).toBe(302);
      expect(response.headers.get('location')).toBeNull();
    }
    expect(other.connections()).toBe(0);
  });

  it('follows a redirect on the same host', async () => {
    const server = await openServer(answer(301, {}, { location: '/there' }), answer(200, { there: true }));
    expect(await (await openWire().fetch(`${server.url}/here`)).json()).toEqual({ there: true });
    expect(server.seen.map(({ target }) => target)).toEqual(['/here', '/there']);
  });
});
