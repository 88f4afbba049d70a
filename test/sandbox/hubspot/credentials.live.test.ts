import { describe, expect, it } from 'vitest';
import { ask, sandboxOf, TOKEN } from '../support.ts';

const DETAILS = '/account-info/v3/details';
const INTROSPECTION = '/oauth/v2/private-apps/get/access-token-info';

describe('a token', () => {
  it('is accepted as a bearer token, and the answer carries an id and the limits', async () => {
    const { url } = await sandboxOf('healthy-email');
    const { status, headers } = await ask(url, DETAILS);
    expect(status).toBe(200);
    expect(headers.get('x-hubspot-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('x-hubspot-ratelimit-daily')).toBe('625000');
    expect(headers.get('x-hubspot-ratelimit-daily-remaining')).toBe('620789');
    expect(headers.get('x-hubspot-ratelimit-max')).toBe('190');
    expect(headers.get('x-hubspot-ratelimit-remaining')).toBe('189');
    expect(headers.get('x-hubspot-ratelimit-interval-milliseconds')).toBe('10000');
  });

  it.each([
    ['no header', null],
    ['a doubled Bearer', `Bearer Bearer ${TOKEN}`],
    ['another scheme', `Basic ${TOKEN}`],
    ['an unknown app token', 'Bearer pat-na2-00000000-0000-0000-0000-000000000000'],
  ])('is refused as not found with %s', async (_, authorization) => {
    const { url } = await sandboxOf('healthy-email');
    const { status, headers, json } = await ask(url, DETAILS, { authorization });
    expect(status).toBe(401);
    expect(json).toMatchObject({ status: 'error', category: 'INVALID_AUTHENTICATION' });
    expect(json.message).toMatch(/^Authentication credentials not found\./);
    expect(json.correlationId).toBe(headers.get('x-hubspot-correlation-id'));
    expect(headers.get('x-hubspot-auth-failure')).toBe('401 Unauthorized');
  });

  it.each([
    ['in quotes', `Bearer "${TOKEN}"`],
    ['of another kind', 'Bearer ocx_live_00000000000000000000'],
  ])('%s is taken for one that expired in 1970', async (_, authorization) => {
    const { url } = await sandboxOf('healthy-email');
    const { status, json } = await ask(url, DETAILS, { authorization });
    expect(status).toBe(401);
    expect(json.message).toMatch(/expired \d{5} day\(s\) ago\.$/);
    expect(json).toMatchObject({
      category: 'EXPIRED_AUTHENTICATION',
      context: { 'expire time': ['1970-01-01T00:00:00Z'] },
    });
  });

  it('that expired says when', async () => {
    const { url } = await sandboxOf('token-rejected', ({ state }) => {
      const token = state.tokens[TOKEN];
      if (token) Object.assign(token, { rejected: 'expired', expiredAt: '2026-11-20T14:59:00.000Z' });
    });
    const { status, json } = await ask(url, DETAILS);
    expect(status).toBe(401);
    expect(json.message).toBe('The OAuth token used to make this call expired 60 second(s) ago.');
    expect(json.context).toEqual({ 'expire time': ['2026-11-20T14:59:00.000Z'] });
  });

  it('of a portal in another region gets 488 with the right region, from introspection too', async () => {
    const { url } = await sandboxOf('token-wrong-region');
    const body = { tokenKey: TOKEN };
    for (const answer of [await ask(url, DETAILS), await ask(url, INTROSPECTION, { method: 'POST', body })]) {
      expect(answer.status).toBe(488);
      expect(answer.json).toMatchObject({ status: 'error', correctHublet: 'eu1' });
    }
  });

  it('whose creator left is refused on CRM calls only', async () => {
    const { url } = await sandboxOf('token-creator-removed');
    const refused = await ask(url, '/crm/v3/objects/contacts?limit=1');
    expect(refused.status).toBe(403);
    expect(refused.json.category).toBe('USER_DOES_NOT_HAVE_PERMISSIONS');
    expect((await ask(url, DETAILS)).status).toBe(200);
  });
});

describe('the introspection', () => {
  const introspect = (url: string, tokenKey: string, authorization: string | null = `Bearer ${tokenKey}`) =>
    ask(url, INTROSPECTION, { method: 'POST', body: { tokenKey }, authorization });

  it('names portal, app, creator and scopes', async () => {
    const { url } = await sandboxOf('healthy-email');
    const { status, json } = await introspect(url, TOKEN);
    expect(status).toBe(200);
    expect(json).toMatchObject({ hubId: 1020304, appId: 2011410, userId: 7003 });
    expect(json.scopes).toContain('crm.objects.owners.read');
  });

  it('names the portal that the token belongs to, whichever was meant', async () => {
    const { url, portal } = await sandboxOf('token-other-portal');
    const { json } = await introspect(url, TOKEN);
    expect(json.hubId).toBe(5060708);
    expect(portal.given.portalId).toBe(1020304);
  });

  it.each(['nonsense', 'pat-na2-00000000-0000-0000-0000-000000000000'])(
    'answers %s with 401',
    async (tokenKey) => {
      const { url } = await sandboxOf('healthy-email');
      const { status, json } = await introspect(url, tokenKey);
      expect(status).toBe(401);
      expect(json.category).toBe('INVALID_AUTHENTICATION');
    },
  );

  it('answers a revoked token with 401', async () => {
    const { url } = await sandboxOf('token-rejected');
    expect((await introspect(url, TOKEN)).status).toBe(401);
  });

  it('wants the header in eu1 and not in na1', async () => {
    const na1 = await sandboxOf('healthy-email');
    expect((await introspect(na1.url, TOKEN, null)).status).toBe(200);
    const eu1 = await sandboxOf('healthy-eu1');
    const token = eu1.portal.given.token ?? '';
    expect((await introspect(eu1.url, token, null)).status).toBe(401);
    expect((await introspect(eu1.url, token)).json.hubId).toBe(146020304);
  });

  it('wants a tokenKey', async () => {
    const { url } = await sandboxOf('healthy-email');
    expect((await ask(url, INTROSPECTION, { method: 'POST', body: {} })).status).toBe(400);
    expect((await ask(url, INTROSPECTION, { method: 'POST', body: '{' })).status).toBe(400);
  });

  it('of OAuth tokens refuses an app token', async () => {
    const { url, requests } = await sandboxOf('healthy-email');
    const { status, json } = await ask(url, `/oauth/v1/access-tokens/${TOKEN}`);
    expect(status).toBe(400);
    expect(json.message).toBe('The access token must have the correct format');
    expect(JSON.stringify(requests)).not.toContain(TOKEN);
  });
});
