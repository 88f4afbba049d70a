/** What is in the way of a run, and what is not. */
import { describe, expect, test } from 'vitest';
import type { EvidenceSet } from '../../checks/facts.ts';
import type { ErrorKind, EvidenceError } from '../../src/core/evidence.ts';
import { obstacleOf } from '../../src/doctor/obstacle.ts';

const AT = '2026-11-22T02:10:03.000Z';
const HOST = 'api.hubapi.com';
const PROXY = { address: 'proxy.example.test:3128', variable: 'HTTPS_PROXY' };

function failed(error: Partial<EvidenceError> & { kind: ErrorKind }) {
  const outcome = 'error' as const;
  return {
    outcome,
    error: { message: 'It failed.', ...error },
    source: 'live' as const,
    at: AT,
    durationMs: 1,
    calls: 1,
  };
}

const READ = { outcome: 'ok', value: {}, source: 'live', at: AT, durationMs: 1, calls: 1 } as const;

/** Both of what is asked first end so. */
function asked(error: Partial<EvidenceError> & { kind: ErrorKind }): EvidenceSet {
  return { 'token.introspection': failed(error), 'account.details': failed(error) } as EvidenceSet;
}

test.each<[string, EvidenceSet, string]>([
  ['no token', { 'token.form': failed({ kind: 'not-configured' }) } as EvidenceSet, 'no-token'],
  ['a name that is none', asked({ kind: 'dns', host: HOST }), 'no-network'],
  ['a closed port', asked({ kind: 'refused', host: HOST }), 'no-network'],
  ['silence', asked({ kind: 'timeout', host: HOST }), 'no-network'],
  ['a certificate of somebody else', asked({ kind: 'tls', host: HOST }), 'no-network'],
  ['a proxy that is dead', asked({ kind: 'refused', host: HOST, proxy: PROXY }), 'proxy'],
  ['a proxy whose name is none', asked({ kind: 'dns', host: HOST, proxy: PROXY }), 'proxy'],
  ['a proxy that is silent', asked({ kind: 'timeout', host: HOST, proxy: PROXY }), 'proxy'],
  ['a sign-in page', asked({ kind: 'parse', status: 401, host: HOST }), 'not-hubspot'],
  ["a proxy's own page", asked({ kind: 'parse', status: 407, host: HOST, proxy: PROXY }), 'not-hubspot'],
  ['another host, closed', asked({ kind: 'refused', host: 'gateway.example.test' }), 'wrong-base-url'],
  [
    'another host, with a page',
    asked({ kind: 'parse', status: 404, host: '127.0.0.1:8080' }),
    'wrong-base-url',
  ],
  [
    'another host, which has no portal',
    asked({ kind: 'http', status: 404, host: 'gateway.example.test' }),
    'wrong-base-url',
  ],
  [
    'the same, asked for the portal alone',
    {
      'account.details': failed({ kind: 'http', status: 404, host: 'gateway.example.test' }),
    } as EvidenceSet,
    'wrong-base-url',
  ],
])('%s', (_case, evidence, id) => {
  const found = obstacleOf(evidence, 'legacy-app');
  expect(found).toMatchObject({ id, owner: 'you' });
  expect(found?.fixes.length).toBeGreaterThan(0);
});

test('what OpenCX alone knows of the conversation is no word of HubSpot', () => {
  const concluded = { ...READ, calls: 0 };
  const evidence = {
    ...asked({ kind: 'parse', status: 200, host: HOST }),
    'conversation.session': READ,
    'conversation.channel': concluded,
    'conversation.contactEmail': concluded,
  } as EvidenceSet;
  expect(obstacleOf(evidence, 'legacy-app')).toMatchObject({ id: 'not-hubspot' });
});

test('a proxy is named with its variable, first of all', () => {
  const found = obstacleOf(asked({ kind: 'refused', host: HOST, proxy: PROXY }), 'legacy-app');
  expect(found?.title).toContain('proxy.example.test:3128, which HTTPS_PROXY names');
  expect(found?.fixes.join(' ')).toContain(`NO_PROXY=${HOST}`);
});

describe('is nothing', () => {
  test('without a token where OpenCX holds it', () => {
    expect(
      obstacleOf({ 'token.form': failed({ kind: 'not-configured' }) } as EvidenceSet, 'oauth'),
    ).toBeNull();
  });

  test.each<[string, EvidenceSet]>([
    ['where nothing was asked', {}],
    ['where one answer came', { ...asked({ kind: 'dns', host: HOST }), 'owners.read': READ } as EvidenceSet],
    ['where HubSpot refuses in its own words', asked({ kind: 'http', status: 401, host: HOST })],
    ['where HubSpot is out of order', asked({ kind: 'http', status: 503, host: HOST })],
    ['where HubSpot limits the rate', asked({ kind: 'http', status: 429, host: HOST })],
    [
      'where OpenCX alone is silent',
      { 'opencx.access': failed({ kind: 'timeout', host: 'api.open.cx' }) } as EvidenceSet,
    ],
    [
      'where the webhook target alone is dead',
      { 'webhooks.answer': failed({ kind: 'dns', host: 'hooks.example.test' }) } as EvidenceSet,
    ],
    ['where the token was no token and was not sent', asked({ kind: 'not-allowed' })],
    ['where nobody says which host was silent', asked({ kind: 'timeout' })],
    ['where nobody says which host has no portal', asked({ kind: 'http', status: 404 })],
    [
      'where the token is accepted, though the portal has no details',
      {
        ...asked({ kind: 'http', status: 404, host: HOST }),
        'token.introspection': READ,
      } as EvidenceSet,
    ],
  ])('%s', (_case, evidence) => {
    expect(obstacleOf(evidence, 'legacy-app')).toBeNull();
  });
});
