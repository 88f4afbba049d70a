import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidateUrls, MOST_CANDIDATES } from '../../../src/engine/intake/candidate-urls.ts';
import type { RequestHeaders } from '../../../src/engine/signature/verify.ts';

const from = (headers: RequestHeaders, target = '/in?b=2', publicUrl?: string) => [
  ...candidateUrls({ publicUrl, headers, target }),
];

it('names the public URL first, the forwarded one second and the host last', () => {
  const headers = {
    host: '127.0.0.1:8787',
    'x-forwarded-host': 'tunnel.example.test, inner.example.test',
    'x-forwarded-proto': 'https,http',
  };
  expect(from(headers, '/in?b=2', 'https://public.example.test/hooks/hubspot?key=1').slice(0, 5)).toEqual([
    'https://public.example.test/hooks/hubspot?key=1',
    'https://public.example.test/in?b=2',
    'https://tunnel.example.test/in?b=2',
    'http://127.0.0.1:8787/in?b=2',
    'http://127.0.0.1/in?b=2',
  ]);
});

it.each([
  ['localhost:8787', 'http://localhost:8787/in'],
  ['[::1]:8787', 'http://[::1]:8787/in'],
  ['tunnel.example.test', 'https://tunnel.example.test/in'],
])('takes %s for likeliest called as %s, so that one signature is made for it', (host, url) => {
  expect(from({ host }, '/in')[0]).toBe(url);
});

describe('the URL that was called is among them', () => {
  const CALLED = 'https://tunnel.example.test/in?b=2';
  const PORT = 'https://tunnel.example.test:8443/in?b=2';
  const host = '127.0.0.1:8787';
  it.each<[string, RequestHeaders, string]>([
    ['the scheme alone', { host: 'tunnel.example.test', 'x-forwarded-proto': 'https' }, CALLED],
    ['a scheme in capitals', { host: 'tunnel.example.test', 'x-forwarded-proto': 'HTTPS' }, CALLED],
    ['a host alone', { host, 'x-forwarded-host': 'tunnel.example.test' }, CALLED],
    ['a host sent twice', { host, 'x-forwarded-host': ['tunnel.example.test', 'x.example.test'] }, CALLED],
    ['a host with its port', { host, 'x-forwarded-host': 'tunnel.example.test:8443' }, PORT],
    ['a host with the default port', { host, 'x-forwarded-host': 'tunnel.example.test:443' }, CALLED],
    ['a host with the port behind it', { host, 'x-forwarded-host': 'tunnel.example.test:8787' }, CALLED],
    [
      'the port by itself',
      { host, 'x-forwarded-host': 'tunnel.example.test', 'x-forwarded-port': '8443' },
      PORT,
    ],
    ['the default port by itself', { host: 'tunnel.example.test:8787', 'x-forwarded-port': '443' }, CALLED],
    [
      'the original host',
      { host, 'x-original-host': 'tunnel.example.test', 'x-forwarded-proto': 'https' },
      CALLED,
    ],
    ['the standard', { host, forwarded: 'for=192.0.2.1;host=tunnel.example.test;proto=https' }, CALLED],
    [
      'the standard, quoted',
      { host, forwarded: 'For="[::1]:4";Proto=https;Host="tunnel.example.test:8443"' },
      PORT,
    ],
    ['the standard, escaped', { host, forwarded: 'host="tunnel.example\\.test";proto="https"' }, CALLED],
    [
      'the standard, with several proxies',
      {
        host,
        forwarded: 'for="a,b;host=c";host=tunnel.example.test , for=192.0.2.2;host=inner.example.test',
      },
      CALLED,
    ],
    ['the host alone', { host: 'tunnel.example.test' }, CALLED],
  ])('behind a proxy that tells %s', (_, headers, called) => {
    expect(from(headers)).toContain(called);
  });

  it.each([
    ['/in', 'https://tunnel.example.test/in/'],
    ['/in/?a=1', 'https://tunnel.example.test/in?a=1'],
    ['/', 'https://tunnel.example.test'],
    ['https://tunnel.example.test/in', 'https://tunnel.example.test/in'],
    ['HTTP://inner.example.test', 'https://tunnel.example.test/'],
  ])('for the request line %s', (target, called) => {
    expect(from({ host: 'tunnel.example.test' }, target)).toContain(called);
  });
});

it('has the root with and without its slash', () => {
  expect(from({}, '/', 'https://public.example.test')).toEqual([
    'https://public.example.test',
    'https://public.example.test/',
  ]);
});

it('has none where nothing is known, or only what is no host', () => {
  expect(from({})).toEqual([]);
  expect(from({ host: 'a b', 'x-forwarded-host': 'x@y/z', forwarded: 'host="a/../b";proto=ftp' })).toEqual(
    [],
  );
});

it('are few, and URLs, whatever the headers say', () => {
  const word = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.stringMatching(/^(?:(?:for|host|proto)=(?:[a-z.:]{1,9}|"[a-z:\\"]{0,9}")[;,]){0,30}$/),
    fc.constantFrom('a.example.test:1', 'b.example.test', 'https', '443'),
  );
  const names = [
    'host',
    'forwarded',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-forwarded-port',
    'x-original-host',
  ];
  const headers = fc.record(Object.fromEntries(names.map((name) => [name, word])), { requiredKeys: [] });
  fc.assert(
    fc.property(headers, (given) => {
      const urls = from(given, '/in', 'https://public.example.test/hooks');
      expect(urls[0]).toBe('https://public.example.test/hooks');
      expect(urls.length).toBeLessThanOrEqual(MOST_CANDIDATES);
      expect(urls.filter((url) => !/^https?:\/\/[^/?#]+\/\w*\/?$/.test(url))).toEqual([]);
    }),
  );
});
