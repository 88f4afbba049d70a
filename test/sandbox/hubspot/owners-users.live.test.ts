import { describe, expect, it } from 'vitest';
import { APP_ID, ask, type Json, sandboxOf } from '../support.ts';

const ROOTS = ['/crm/v3/owners', '/crm/owners/v3', '/crm/owners/2026-03', '/crm/owners/2026-09'];

describe.each(ROOTS)('owners under %s', (root) => {
  it('are listed in pages, active ones only', async () => {
    const { url } = await sandboxOf('healthy-email');
    const first = await ask(url, `${root}?limit=2`);
    expect(first.json.results.map((owner: Json) => owner.id)).toEqual(['90001', '90002']);
    expect(first.json.paging.next.after).toBe('2');
    const rest = await ask(first.json.paging.next.link, '');
    expect(rest.json.results.map((owner: Json) => owner.id)).toEqual(['90003']);
    expect(rest.json.paging).toBeUndefined();
  });

  it('are found by owner id and by user id, which are not the same', async () => {
    const { url } = await sandboxOf('healthy-email');
    const byId = await ask(url, `${root}/90001`);
    expect(byId.json).toMatchObject({ id: '90001', userId: 7001, type: 'PERSON', archived: false });
    expect((await ask(url, `${root}/7001?idProperty=userId`)).json).toEqual(byId.json);
    expect((await ask(url, `${root}/7001`)).status).toBe(404);
    expect((await ask(url, `${root}/90001?idProperty=userId`)).json.message).toBe('resource not found');
    expect((await ask(url, `${root}/90001?idProperty=email`)).status).toBe(400);
  });

  it('that are archived have no userId any more and must be asked for', async () => {
    const { url } = await sandboxOf('healthy-email');
    const archived = await ask(url, `${root}/7004?idProperty=userId&archived=true`);
    expect(archived.json).toMatchObject({ id: '90004', archived: true, userIdIncludingInactive: 7004 });
    expect(archived.json).not.toHaveProperty('userId');
    expect((await ask(url, `${root}/7004?idProperty=userId`)).status).toBe(404);
    expect((await ask(url, `${root}?archived=true`)).json.results).toHaveLength(1);
  });
});

describe('owners', () => {
  it('are filtered by email', async () => {
    const { url } = await sandboxOf('healthy-email');
    const { json } = await ask(url, '/crm/v3/owners?email=AI@example.test');
    expect(json.results.map((owner: Json) => owner.id)).toEqual(['90001']);
  });

  it.each(['A-7001', '99999999999', 'me'])('%s is no owner id: 400', async (id) => {
    const { url } = await sandboxOf('healthy-email');
    const { status, json } = await ask(url, `/crm/owners/v3/${id}`);
    expect(status).toBe(400);
    expect(json.message).toBe('Unable to parse value for path parameter: ownerId');
  });

  it('may be looked up by actor id where the portal reads it so', async () => {
    const { url } = await sandboxOf('healthy-email', ({ state }) => {
      state.switches.ownersActorRoute = '200';
    });
    expect((await ask(url, '/crm/owners/v3/A-7001')).json.id).toBe('90001');
    expect((await ask(url, '/crm/owners/v3/A-7999')).status).toBe(404);
  });
});

describe('users', () => {
  const grant = ({ state }: { state: { apps: Record<string, { scopes: Record<string, true> }> } }) => {
    Object.assign(state.apps[APP_ID]?.scopes ?? {}, { 'settings.users.read': true });
  };

  it.each(['/settings/v3/users', '/settings/users/v3', '/settings/users/2026-03'])(
    'are found by id and email under %s',
    async (root) => {
      const { url } = await sandboxOf('healthy-email', grant);
      const byId = await ask(url, `${root}/7003`);
      expect(byId.json).toMatchObject({ id: '7003', email: 'avery.stone@example.test', superAdmin: true });
      expect((await ask(url, `${root}/avery.stone@example.test?idProperty=EMAIL`)).json).toEqual(byId.json);
      expect((await ask(url, `${root}/1`)).status).toBe(404);
      expect((await ask(url, root)).json.results).toHaveLength(3);
    },
  );

  it('that were deactivated are left out, and want a scope of their own', async () => {
    const { url } = await sandboxOf('default-user-inactive', grant);
    expect((await ask(url, '/settings/v3/users/7001')).status).toBe(404);
    const plain = await sandboxOf('healthy-email');
    expect((await ask(plain.url, '/settings/v3/users')).status).toBe(403);
  });
});
