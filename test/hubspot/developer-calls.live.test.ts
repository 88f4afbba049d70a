/** A personal access key: exchanged once, renewed when its time is over, shown by nothing. */
import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/core/secret.ts';
import { createDeveloperReader, exchangeOf } from '../../src/hubspot/developer.ts';
import { contentForKey, developerCalls } from '../../src/hubspot/developer-calls.ts';
import { urlFacts } from '../../src/redact/url-facts.ts';
import { record } from '../../src/wire/record.ts';
import { answer, type Fault, resetBeforeHeaders } from '../wire/fault-server.ts';
import { failureOf, openServer, openWire } from '../wire/open-wire.ts';
import { query, shown } from './portal.ts';

const KEY = 'canary-secret-personal-key';
const NO_RIGHT = { status: 'error', message: 'no right', correlationId: '0', category: 'MISSING_SCOPES' };
const EXPIRED = { ...NO_RIGHT, category: 'EXPIRED_AUTHENTICATION' };

const token = (number: number) => `canary-secret-token-${number}`;
const given = (number: number, more: object = {}): Fault =>
  answer(200, { hubId: 1020304, oauthAccessToken: token(number), expiresAtMillis: 1792742400000, ...more });

async function open(...script: Fault[]) {
  const server = await openServer(...script);
  const wire = openWire();
  const learnt: string[] = [];
  const exchange = exchangeOf(new Secret(KEY), (secrets) =>
    learnt.push(...secrets.map((one) => one.reveal())),
  );
  const access = { wire, baseUrl: server.url, exchange };
  const asked = () =>
    server.seen.map(({ method, target, headers }) => [method, target, headers['authorization'] ?? null]);
  return {
    ...developerCalls(access),
    reader: createDeveloperReader({ ...access, describeUrl: urlFacts }),
    server,
    wire,
    learnt,
    asked,
  };
}

const EXCHANGE = ['POST', '/localdevauth/v1/auth/refresh', null];
const read = (number: number) => ['GET', '/dfs/v1/a?portalId=1020304', `Bearer ${token(number)}`];

describe('the exchange', () => {
  it('tells whose the key is, and its token is known as a secret', async () => {
    const scopeGroups = ['developer.projects.read'];
    const { reader, server, learnt } = await open(
      given(1, { userId: '7003', scopeGroups, enabledFeatures: {} }),
    );
    expect(await reader.keyAccess()).toEqual({
      hubId: 1020304,
      userId: 7003,
      expiresAt: '2026-10-23T08:00:00.000Z',
      scopeGroups,
    });
    expect(learnt).toEqual([token(1)]);
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({ encodedOAuthRefreshToken: KEY });
  });

  it('is made once, by whichever calls come first', async () => {
    const { ask, keyAccess, asked } = await open(given(1), answer(200));
    await Promise.all([ask({ path: '/dfs/v1/a' }), ask({ path: '/dfs/v1/a' }), keyAccess()]);
    expect(asked()).toEqual([EXCHANGE, read(1), read(1)]);
  });

  it('is made anew after a failure, and not after an answer', async () => {
    const { keyAccess, server } = await open(answer(503), answer(503), answer(503), given(1));
    await failureOf(keyAccess());
    await keyAccess();
    await keyAccess();
    expect(server.seen).toHaveLength(4);
  });

  it.each([
    [
      'is not accepted',
      answer(401, { ...NO_RIGHT, category: 'INVALID_AUTHENTICATION' }),
      'http',
      /did not accept the personal access key \(401, INVALID_AUTHENTICATION\)/,
    ],
    [
      'is answered by somebody else',
      answer(401, '<html>sign in</html>'),
      'parse',
      /Something between here and HubSpot/,
    ],
    ['brings no token', answer(200, { hubId: 1 }), 'parse', /oauthAccessToken/],
    ['brings a token that is none', answer(200, { oauthAccessToken: ['x'] }), 'parse', /oauthAccessToken/],
    [
      'brings a token that cannot be sent',
      given(1, { oauthAccessToken: 'a\u2028b' }),
      'not-configured',
      /cannot be sent/,
    ],
    ['breaks off', resetBeforeHeaders, 'reset', /./],
  ] as const)('%s: the reason, without the key', async (_what, fault, kind, message) => {
    const { ask, wire } = await open(fault);
    const failure = await failureOf(ask({ path: '/dfs/v1/a' }));
    expect(failure.error.kind).toBe(kind);
    expect(failure.error.message).toMatch(message);
    expect(shown(failure) + JSON.stringify(wire.calls)).not.toContain('canary-secret');
  });

  it('reads each field by itself', async () => {
    const { keyAccess } = await open(
      given(1, { hubId: 'x', userId: {}, expiresAtMillis: 1e300, scopeGroups: [7] }),
    );
    expect(await keyAccess()).toEqual({ unreadable: ['hubId', 'userId', 'expiresAt', 'scopeGroups'] });
  });
});

describe('a token whose time is over', () => {
  it('is renewed once for all that were told so', async () => {
    const old: Fault = (socket, request) =>
      (request.headers['authorization']?.endsWith('-1') ? answer(401, EXPIRED) : answer(200))(
        socket,
        request,
      );
    const { ask, asked } = await open(given(1), old, old, given(2), old);
    const answers = await Promise.all([ask({ path: '/dfs/v1/a' }), ask({ path: '/dfs/v1/a' })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(asked().filter(([method]) => method === 'POST')).toHaveLength(2);
    expect(asked().slice(-2)).toEqual([read(2), read(2)]);
  });

  it('is renewed no more where the new one is as old', async () => {
    const { ask, server } = await open(given(1), answer(401, EXPIRED), given(2), answer(401, EXPIRED));
    expect((await ask({ path: '/dfs/v1/a' })).status).toBe(401);
    expect(server.seen).toHaveLength(4);
  });
});

describe('a refusal', () => {
  it.each([
    [
      403,
      NO_RIGHT,
      'http',
      'HubSpot does not show GET /dfs/v1/a to this personal access key (403, MISSING_SCOPES).',
    ],
    [
      404,
      { ...NO_RIGHT, category: undefined },
      'http',
      'HubSpot does not show GET /dfs/v1/a to this personal access key (404).',
    ],
    [403, '<html>blocked</html>', 'parse', 'Something between here and HubSpot answered'],
    [429, { ...NO_RIGHT, policyName: 'DAILY' }, 'http', 'allowance'],
    [503, '<html>busy</html>', 'http', 'HubSpot could not answer GET /dfs/v1/a just now'],
  ])('%i tells what the key may not read: %j', async (status, body, kind, message) => {
    const { ask } = await open(given(1), answer(status, body));
    const reply = await ask({ path: '/dfs/v1/a', query: { after: '7' } });
    const { error } = await failureOf((async () => contentForKey(record({}), reply))());
    expect(error).toMatchObject({ kind, status, message: expect.stringContaining(message) });
  });

  it('is asked for in the portal of the key', async () => {
    const { ask, server } = await open(given(1), answer(200));
    await ask({ path: '/dfs/v1/a', query: { after: '7' } });
    expect(query(server.seen[1]?.target)).toEqual({ portalId: '1020304', after: '7' });
  });
});
