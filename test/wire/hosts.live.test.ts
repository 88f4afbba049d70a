import { describe, expect, it } from 'vitest';
import { isAllowed, isLoopback } from '../../src/wire/hosts.ts';
import { counted, failureOf, openWire } from './open-wire.ts';

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

describe('hosts that are not allowed', () => {
  it('refuses a host without looking it up', async () => {
    const wire = openWire({ allowedHosts: ['*.hubapi.com'] });
    const sender = counted(wire);
    const failure = await failureOf(sender.send({ url: 'https://elsewhere.invalid/x' }));
    expect(failure.error).toEqual({
      kind: 'not-allowed',
      message: 'Calls to elsewhere.invalid are not allowed, so none was made.',
      host: 'elsewhere.invalid',
    });
    expect(sender.tries).toBe(0);
    expect(wire.calls).toEqual([]);
  });
});
