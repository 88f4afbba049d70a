import { describe, expect, it } from 'vitest';
import { baseUrl, HUBSPOT, OPENCX, readAllowedHosts } from '../../src/config/base-url.ts';
import { usageErrorOf } from './folder.ts';

const hubspot = (value: string, allowed: string[] = []) =>
  baseUrl(HUBSPOT, { value, origin: 'HUBSPOT_API_URL' }, allowed);

describe('baseUrl', () => {
  it("is the service's own without another", () => {
    expect(baseUrl(HUBSPOT, undefined, [])).toBe('https://api.hubapi.com');
    expect(baseUrl(OPENCX, undefined, [])).toBe('https://api.open.cx');
  });

  it.each([
    ['https://api-eu1.hubapi.com/', 'https://api-eu1.hubapi.com'],
    ['HTTPS://API.hubapi.com', 'https://api.hubapi.com'],
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
    ['http://127.9.9.9/base/', 'http://127.9.9.9/base'],
    ['http://localhost:4010/', 'http://localhost:4010'],
    ['http://[::1]:4010', 'http://[::1]:4010'],
  ])('%s is %s', (value, url) => {
    expect(hubspot(value)).toBe(url);
  });

  it.each([
    'https://evil.test',
    'https://hubapi.com.evil.test',
    'https://evilhubapi.com',
    'https://api.hubapi.com.',
    'https://api.open.cx',
    'https://127.0.0.1.evil.test',
    'https://localhost.evil.test',
    'http://0.0.0.0:80',
  ])('%s is refused, since a token would go there', async (value) => {
    const error = await usageErrorOf(() => hubspot(value));
    const { host } = new URL(value);
    expect(error.message).toBe(
      `HUBSPOT_API_URL names the host ${host}, which is not HubSpot's, so no secret is sent to it.`,
    );
    expect(error.hint).toContain(`--allow-host ${host}`);
  });

  it('may be a foreign host that was named, on any port or on the port named', async () => {
    expect(hubspot('https://proxy.test:8443', ['proxy.test'])).toBe('https://proxy.test:8443');
    expect(hubspot('https://proxy.test:8443', ['proxy.test:8443'])).toBe('https://proxy.test:8443');
    await usageErrorOf(() => hubspot('https://proxy.test', ['proxy.test:8443']));
  });

  it.each([
    ['ftp://api.hubapi.com', 'must be an http or https URL'],
    ['api.hubapi.com', 'must be an http or https URL'],
    ['http://api.hubapi.com', 'must use https'],
    ['https://me:canary@api.hubapi.com', 'must not hold a user name or a password'],
    ['https://api.hubapi.com?hapikey=canary', 'without "?" and "#"'],
  ])('%s is refused without being repeated', async (value, reason) => {
    const error = await usageErrorOf(() => hubspot(value));
    expect(error.message).toContain(reason);
    expect(error.message).not.toContain('canary');
  });

  it('does not let a named host be asked over http', async () => {
    const error = await usageErrorOf(() => hubspot('http://proxy.test', ['proxy.test']));
    expect(error.message).toContain('must use https');
  });
});

describe('--allow-host', () => {
  it('takes hosts, with or without a port', () => {
    expect(readAllowedHosts(['Proxy.Test', 'proxy.test:8443', '[::1]:80'])).toEqual([
      'proxy.test',
      'proxy.test:8443',
      '[::1]:80',
    ]);
  });

  it.each(['https://proxy.test', 'proxy.test/path', 'a@proxy.test', '', 'a b'])(
    'refuses %j',
    async (name) => {
      const error = await usageErrorOf(() => readAllowedHosts([name]));
      expect(error.message).toContain('--allow-host wants the name of a host');
    },
  );
});
