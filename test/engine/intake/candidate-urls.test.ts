import { expect, it } from 'vitest';
import { candidateUrls } from '../../../src/engine/intake/candidate-urls.ts';

it('names the public URL first, the forwarded one second and the host last', () => {
  expect(
    candidateUrls({
      publicUrl: 'https://public.example.test/hooks/hubspot?key=1',
      headers: {
        host: '127.0.0.1:8787',
        'x-forwarded-host': 'tunnel.example.test, inner.example.test',
        'x-forwarded-proto': 'https,http',
      },
      target: '/in?b=2',
    }),
  ).toEqual([
    'https://public.example.test/hooks/hubspot?key=1',
    'https://public.example.test/in?b=2',
    'https://tunnel.example.test/in?b=2',
    'http://127.0.0.1:8787/in?b=2',
    'https://127.0.0.1:8787/in?b=2',
  ]);
});

it('takes the host for the forwarded one where a tunnel tells the scheme alone', () => {
  expect(
    candidateUrls({
      publicUrl: undefined,
      headers: { host: 'tunnel.example.test', 'x-forwarded-proto': 'https' },
      target: '/in',
    }),
  ).toEqual(['https://tunnel.example.test/in', 'http://tunnel.example.test/in']);
});

it('has the root with and without its slash', () => {
  expect(candidateUrls({ publicUrl: 'https://public.example.test', headers: {}, target: '/' })).toEqual([
    'https://public.example.test',
    'https://public.example.test/',
  ]);
});

it('has none where nothing is known', () => {
  expect(candidateUrls({ publicUrl: undefined, headers: {}, target: '/' })).toEqual([]);
});
