import { describe, expect, it } from 'vitest';
import { READABLE_SCOPES } from '../../src/core/hubspot/scopes.ts';
import { answer } from '../wire/fault-server.ts';
import { failureOf } from '../wire/open-wire.ts';
import { CANARY, openPortal, query, routes } from './portal.ts';

const ROOT = '/conversations/v3/conversations';

describe('account', () => {
  it('introspects with the token in body and header, again after a fault', async () => {
    const { hubspot, server } = await openPortal(
      answer(503),
      answer(200, { userId: 1, hubId: 2, appId: 3, scopes: ['oauth'], extra: true }),
    );
    expect(await hubspot.introspect()).toEqual({ userId: 1, hubId: 2, appId: 3, scopes: ['oauth'] });
    expect(server.seen).toHaveLength(2);
    expect(server.seen[1]).toMatchObject({
      method: 'POST',
      target: '/oauth/v2/private-apps/get/access-token-info',
      headers: { authorization: `Bearer ${CANARY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ tokenKey: CANARY }),
    });
  });

  it.each([
    [
      'without the app',
      { userId: 1, hubId: 2, scopes: ['oauth'] },
      { userId: 1, hubId: 2, scopes: ['oauth'] },
    ],
    [
      'with ids as texts',
      { userId: '1', hubId: '2', appId: '3', scopes: ['oauth'] },
      { userId: 1, hubId: 2, appId: 3, scopes: ['oauth'] },
    ],
    [
      'with ids of other types',
      { userId: null, hubId: {}, appId: -1, scopes: ['oauth'] },
      { scopes: ['oauth'], unreadable: ['hubId', 'appId'] },
    ],
  ])('keeps the scopes of an introspection %s', async (_, said, read) => {
    const { hubspot } = await openPortal(answer(200, said));
    expect(await hubspot.introspect()).toEqual(read);
  });

  it('reads the details that are there', async () => {
    const { hubspot } = await openPortal(
      answer(200, {
        portalId: 123,
        uiDomain: 'app-eu1.hubspot.com',
        dataHostingLocation: 'eu1',
        accountType: null,
      }),
    );
    expect(await hubspot.accountDetails()).toEqual({
      portalId: 123,
      uiDomain: 'app-eu1.hubspot.com',
      region: 'eu1',
    });
  });

  it('reads the usage of the day', async () => {
    const row = {
      name: 'private-apps-api-calls-daily',
      usageLimit: 250_000,
      currentUsage: 12,
      fetchStatus: 'CACHED',
      resetsAt: '2026-10-02T05:00:00Z',
    };
    const { hubspot } = await openPortal(
      answer(200, { results: [{ name: 'other', usageLimit: 1, currentUsage: 1 }, row] }),
    );
    expect(await hubspot.dailyUsage()).toEqual({
      used: 12,
      limit: 250_000,
      resetsAt: '2026-10-02T05:00:00Z',
    });
  });

  it.each([
    [{ results: [] }],
    [
      {
        results: [
          { name: 'private-apps-api-calls-daily', usageLimit: 1, currentUsage: 0, fetchStatus: 'TIMEOUT' },
        ],
      },
    ],
  ])('does not take %j for a count', async (body) => {
    const { hubspot } = await openPortal(answer(200, body));
    expect((await failureOf(hubspot.dailyUsage())).error.kind).toBe('parse');
  });

  it('reads the webhook rows of thirty days, newest first', async () => {
    const row = (type: string, createdAt: string) => ({
      id: 1,
      type,
      createdAt,
      userId: 876,
      objectId: '7',
      actingUser: 'x@example.test',
    });
    const { hubspot, server } = await openPortal(
      answer(200, {
        results: [
          row('WEBHOOK_SETTINGS_UPDATE', '2026-09-03T08:00:00Z'),
          row('ADD_USER', '2026-09-20T08:00:00Z'),
          row('PRIVATE_APP_ACCESS_TOKEN_VIEW', '2026-09-20T08:00:00Z'),
          row('PRIVATE_APP_ACCESS_TOKEN_ROTATE', '2026-09-10T08:00:00Z'),
          row('WEBHOOK_SUBSCRIPTION_UPDATE', '2026-09-20T08:00:00.5Z'),
          row('WEBHOOK_SUBSCRIPTION_CREATE', '2026-08-31T08:00:00Z'),
        ],
      }),
    );
    expect(await hubspot.appChanges()).toEqual([
      { type: 'WEBHOOK_SUBSCRIPTION_UPDATE', at: '2026-09-20T08:00:00.5Z', userId: '876', objectId: '7' },
      { type: 'PRIVATE_APP_ACCESS_TOKEN_ROTATE', at: '2026-09-10T08:00:00Z', userId: '876', objectId: '7' },
      { type: 'WEBHOOK_SETTINGS_UPDATE', at: '2026-09-03T08:00:00Z', userId: '876', objectId: '7' },
    ]);
    const from = Date.parse('2026-09-01T08:00:00Z');
    expect(query(server.seen[0]?.target)).toEqual({ fromTimestamp: String(from), limit: '200' });
  });
});

describe('scopes', () => {
  it.each([
    ['conversations.read', `${ROOT}/inboxes`],
    ['tickets', '/crm/v3/objects/tickets'],
    ['crm.objects.contacts.read', '/crm/v3/objects/contacts'],
    ['crm.objects.owners.read', '/crm/v3/owners/'],
    ['crm.objects.companies.read', '/crm/v3/objects/companies'],
    ['crm.objects.deals.read', '/crm/v3/objects/deals'],
  ])('proves %s by one record of %s', async (scope, path) => {
    const { hubspot, server } = await openPortal(routes({ [path]: answer(200, { results: [] }) }));
    await hubspot.readWith(scope);
    expect(server.seen).toHaveLength(1);
    expect(query(server.seen[0]?.target)['limit']).toBe('1');
  });

  it('has a read for every scope that one can prove', async () => {
    const { hubspot } = await openPortal(answer(200, { results: [] }));
    for (const scope of READABLE_SCOPES) await hubspot.readWith(scope);
  });

  it.each([
    ['no login page', '<html>Sign in</html>'],
    ["no JSON of somebody else's", { ok: true }],
    ['nothing', ''],
  ])('takes %s for a proof', async (_who, body) => {
    const { hubspot } = await openPortal(answer(200, body));
    expect((await failureOf(hubspot.readWith('tickets'))).error.kind).toBe('parse');
  });

  it('makes no call for a scope that no read proves', async () => {
    const { hubspot, server } = await openPortal(answer(200, {}));
    expect((await failureOf(hubspot.readWith('conversations.write'))).error.kind).toBe('not-allowed');
    expect(server.connections()).toBe(0);
  });
});
