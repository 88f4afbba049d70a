import { expect, it } from 'vitest';
import { ask, sandboxOf, TOKEN } from '../support.ts';

const PORTAL = 'healthy-project-app';
const EXCHANGE = '/localdevauth/v1/auth/refresh';
const KEY = 'CihuYTEtMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw';

const exchange = (url: string, key: unknown, query = '') =>
  ask(url, EXCHANGE + query, {
    method: 'POST',
    body: { encodedOAuthRefreshToken: key },
    authorization: null,
  });

it('a personal access key is exchanged for a token, and says whose it is', async () => {
  const { url } = await sandboxOf(PORTAL);
  const { status, json } = await exchange(url, KEY, '?portalId=1020304');
  expect(status).toBe(200);
  expect(json).toMatchObject({ hubId: 1020304, userId: 7003, oauthAccessToken: expect.any(String) });
  expect(new Date(json.expiresAtMillis).toISOString()).toBe('2026-11-20T15:30:00.000Z');
  expect(json.scopeGroups).toContain('developer.projects.read');
});

it.each([
  ['an app token', TOKEN, ''],
  ['another key', `${KEY}AA`, ''],
  ['the key of another portal', KEY, '?portalId=5060708'],
])('%s is refused', async (_what, key, query) => {
  const { url } = await sandboxOf(PORTAL);
  expect((await exchange(url, key, query)).status).toBe(401);
});

it('a deleted key and a call without one are refused', async () => {
  const { url } = await sandboxOf(PORTAL, ({ state }) => {
    for (const key of Object.values(state.personalAccessKeys)) key.deleted = true;
  });
  expect((await exchange(url, KEY)).status).toBe(401);
  expect((await exchange(url, 7)).status).toBe(400);
});
