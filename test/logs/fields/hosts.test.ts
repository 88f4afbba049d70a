import { expect, test } from 'vitest';
import { type NotJudged, notJudged } from '../../../src/logs/fields/hosts.ts';
import type { ApiCall } from '../../../src/logs/fields/roles.ts';

test.each([
  '/crm/v3/owners',
  '/crm/owners/2026-09/7001',
  '/conversations/v3/conversations/threads?limit=1',
  '/webhooks/v3/123/settings',
  '/webhooks/2026-03/123/subscriptions',
  '/crm/objects/2026-03/tickets/51',
  '/crm/owners/v3/A-7001',
  '/crm/v4/objects/contacts/51/associations/tickets',
  '/account-info/2026-09/details',
  '/webhooks-journal/journal/2026-09/earliest',
  '/oauth/2026-09/token',
  '/oauth/v2/private-apps/get/access-token-info',
  '/contacts/v1/lists/all/contacts/all',
  'https://api-na2.hubapi.com/crm',
  'https://api.hubapi.com/crm/v3/owners',
  'https://API.HubAPI.com:443/crm/v3/owners?a=https://other.test/',
  'https://user:secret@api-eu1.hubapi.com/crm',
  'https://hubapi.com/crm',
  'https://api.hubspot.com/anything',
  'https://api-eu1.hubspot.com/anything',
  'https://developers.hubspot.com/crm/objects/2026-09/tickets',
])('%s counts', (path) => {
  expect(notJudged({ path })).toBeUndefined();
});

test.each([
  ['https://api.open.cx/crm/v3/owners', 'otherHosts'],
  ['https://hubapi.com.example.test/crm/v3/owners', 'otherHosts'],
  ['https://nothubapi.com/crm/v3/owners', 'otherHosts'],
  ['https://nothubspot.com/crm/v3/owners', 'otherHosts'],
  ['https://example.test/?https://api.hubapi.com/', 'otherHosts'],
  ['https://api.hubapi.com@example.test/crm/v3/owners', 'otherHosts'],
  ['https://www.hubspot.com/products', 'otherHosts'],
  ['https://app.hubspot.com/legacy-apps/1234567', 'ownPages'],
  ['https://app-eu1.hubspot.com/api/crm/owners/v3/7001', 'ownPages'],
  ['/sessions', 'unknownHosts'],
  ['/contacts', 'unknownHosts'],
  ['/files/2026', 'unknownHosts'],
  ['/v1/charges', 'unknownHosts'],
  ['/webhooks/v1/hubspot', 'unknownHosts'],
  ['/oauth/v2/token', 'unknownHosts'],
  ['/files/v1/upload', 'unknownHosts'],
  ['/crm/v2/leads', 'unknownHosts'],
  ['https://apiary.hubspot.com/products', 'otherHosts'],
])('%s does not: %s', (path, why) => {
  expect(notJudged({ path })).toBe(why);
});

const REFUSED = { path: '/proxy/contacts', status: 403 };

test.each<[title: string, call: ApiCall, why: NotJudged | undefined]>([
  ['a host beside the path', { path: '/crm/v3/owners', host: 'api.example.test' }, 'otherHosts'],
  ["HubSpot's host beside any path", { path: '/anything', host: 'api.hubapi.com' }, undefined],
  ['a whole URL before the host', { path: 'https://api.hubapi.com/a', host: 'x.example.test' }, undefined],
  ['what came in', { path: '/crm/v3/owners', received: true }, 'received'],
  [
    'what came in and names a host of HubSpot',
    { path: 'https://api.hubapi.com/a', received: true },
    undefined,
  ],
  [
    "HubSpot's own document",
    { ...REFUSED, body: '{"message":"No.","category":"MISSING_SCOPES"}' },
    undefined,
  ],
  ["somebody's document", { ...REFUSED, body: '{"status":"error","message":"No."}' }, 'unknownHosts'],
  ['a session', { path: 'https://api.hubspot.com/crm/v3/owners', signIn: 'session' }, 'ownPages'],
  ['a page with a token', { path: 'https://app.hubspot.com/api/crm/v3/owners', signIn: 'token' }, undefined],
  ['neither host nor path', { status: 401 }, undefined],
])('%s', (_title, call, why) => {
  expect(notJudged(call)).toBe(why);
});
