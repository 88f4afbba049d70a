import { describe, expect, it } from 'vitest';
import { APP_ID, ask, CONVERSATIONS, EMAIL_THREAD, type Json, sandboxOf, withoutScopes } from '../support.ts';

const THREAD = `${CONVERSATIONS}/threads/${EMAIL_THREAD}`;
const COMMENT = { type: 'COMMENT', text: 'Hi' };

/** Every resource with the scope that opens it. */
const RESOURCES: readonly [scope: string, method: string, path: string, body?: unknown][] = [
  ['conversations.read', 'GET', `${CONVERSATIONS}/threads`],
  ['conversations.read', 'GET', THREAD],
  ['conversations.read', 'GET', `${THREAD}/messages`],
  ['conversations.read', 'GET', `${CONVERSATIONS}/actors/A-7001`],
  ['conversations.read', 'POST', `${CONVERSATIONS}/actors/batch/read`, { inputs: ['A-7001'] }],
  ['conversations.read', 'GET', `${CONVERSATIONS}/inboxes`],
  ['conversations.read', 'GET', `${CONVERSATIONS}/channels`],
  ['conversations.read', 'GET', `${CONVERSATIONS}/channel-accounts`],
  ['conversations.write', 'PATCH', THREAD, { status: 'CLOSED' }],
  ['conversations.write', 'POST', `${THREAD}/messages`, COMMENT],
  [
    'conversations.write',
    'PUT',
    `/conversations/conversations/v3/threads/${EMAIL_THREAD}/assignee`,
    { actorId: 'A-7002' },
  ],
  ['crm.objects.contacts.read', 'GET', '/crm/v3/objects/contacts/1401'],
  ['crm.objects.contacts.read', 'POST', '/crm/v3/objects/contacts/search', {}],
  [
    'crm.objects.contacts.write',
    'POST',
    '/crm/v3/objects/contacts',
    { properties: { email: 'new@example.test' } },
  ],
  ['tickets', 'GET', '/crm/v3/objects/tickets/57774743'],
  ['tickets', 'GET', '/crm/v4/objects/tickets/57774743/associations/contacts'],
  ['tickets', 'PATCH', '/crm/v3/objects/tickets/57774743', { properties: { subject: 'x' } }],
  ['crm.objects.companies.read', 'GET', '/crm/v3/objects/companies?limit=1'],
  ['crm.objects.deals.read', 'GET', '/crm/v3/objects/deals?limit=1'],
  ['crm.objects.owners.read', 'GET', '/crm/v3/owners'],
  ['crm.objects.owners.read', 'GET', '/crm/owners/2026-09/90001'],
  ['account-info.security.read', 'GET', '/account-info/v3/activity/security'],
];

describe('scopes', () => {
  it.each(RESOURCES)('%s opens %s %s, and its lack is named', async (scope, method, path, body) => {
    const open = await sandboxOf('healthy-email');
    expect((await ask(open.url, path, { method, body })).status).toBeLessThan(300);

    const { url } = await sandboxOf('healthy-email', withoutScopes(scope));
    const { status, json } = await ask(url, path, { method, body });
    expect(status).toBe(403);
    expect(json.category).toBe('MISSING_SCOPES');
    expect(json.errors[0].context.requiredGranularScopes[0]).toBe(scope);
  });

  it('are looked at before the id is', async () => {
    const { url } = await sandboxOf('owners-scope-missing');
    const { status, json } = await ask(url, '/crm/owners/v3/A-7001');
    expect(status).toBe(403);
    expect(json.errors[0].message).toBe('One or more of the following scopes are required.');
    expect(json.errors[0].context).toEqual({ requiredGranularScopes: ['crm.objects.owners.read'] });
    expect(json.links).toEqual({ scopes: 'https://developers.hubspot.com/scopes' });
  });

  it('may all be wanted', async () => {
    const { url } = await sandboxOf('healthy-email', withoutScopes('account-info.security.read'));
    const { json } = await ask(url, '/account-info/v3/activity/security');
    expect(json.errors[0].message).toBe('All of the following scopes are required.');
  });

  it('that no 403 names may open the owners too', async () => {
    const { url } = await sandboxOf('owners-scope-missing', ({ state }) => {
      Object.assign(state.apps[APP_ID]?.scopes ?? {}, { automation: true });
    });
    expect((await ask(url, '/crm/v3/owners')).status).toBe(200);
    expect((await ask(url, '/crm/owners/2026-09')).status).toBe(403);
  });

  it('for pipelines are many, so that a success proves little', async () => {
    const { url } = await sandboxOf('healthy-email', withoutScopes('tickets'));
    expect((await ask(url, '/crm/v3/pipelines/tickets')).status).toBe(200);
    expect((await ask(url, '/crm/v3/objects/tickets')).status).toBe(403);
  });

  it.each([
    ['required-scopes', (json: Json) => json.errors[0].context.requiredScopes],
    ['missing-scopes', (json: Json) => json.context.missingScopes],
    ['message-only', (json: Json) => /required: \[(.+)\]$/.exec(json.message)?.[1]?.split(', ')],
    ['unavailable', (json: Json) => /isn't available for public use/.test(json.message) && undefined],
  ] as const)('can be named in the form %s', async (form, read) => {
    const { url } = await sandboxOf('owners-scope-missing', ({ state }) => {
      state.switches.scopeErrorForm = form;
    });
    const { status, json } = await ask(url, '/crm/v3/owners');
    expect(status).toBe(403);
    expect(read(json)).toEqual(form === 'unavailable' ? undefined : ['crm.objects.owners.read']);
  });
});

describe('what needs no scope', () => {
  it.each(['/account-info/v3/details', '/account-info/v3/api-usage/daily/private-apps'])(
    '%s answers a token without any',
    async (path) => {
      const { url } = await sandboxOf('healthy-email', ({ state }) => {
        const app = state.apps[APP_ID];
        if (app) app.scopes = {};
      });
      expect((await ask(url, path)).status).toBe(200);
    },
  );
});
