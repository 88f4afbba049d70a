import { expect, test } from 'vitest';
import { goesToHubSpot } from '../../../src/logs/fields/hosts.ts';

test.each([
  '/crm/v3/owners',
  '/sessions',
  'https://api.hubapi.com/crm/v3/owners',
  'https://API.HubAPI.com:443/crm/v3/owners?a=https://other.test/',
  'https://user:secret@api-eu1.hubapi.com/crm',
  'https://hubapi.com/crm',
  'https://api.hubspot.com/anything',
  'https://api-eu1.hubspot.com/anything',
  'https://app-eu1.hubspot.com/api/crm/owners/v3/7001',
  'https://app.hubspot.com/crm/objects/2026-09/tickets',
])('%s counts', (path) => {
  expect(goesToHubSpot({ path })).toBe(true);
});

test.each([
  'https://api.open.cx/crm/v3/owners',
  'https://app.hubspot.com/legacy-apps/1234567',
  'https://app.hubspot.com/settings/1234567/users',
  'https://hubapi.com.example.test/crm/v3/owners',
  'https://nothubapi.com/crm/v3/owners',
  'https://nothubspot.com/crm/v3/owners',
  'https://example.test/?https://api.hubapi.com/',
  'https://api.hubapi.com@example.test/crm/v3/owners',
])('%s does not', (path) => {
  expect(goesToHubSpot({ path })).toBe(false);
});
