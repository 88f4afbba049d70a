import { expect, test } from 'vitest';
import { notEmulated } from '../../../src/sandbox/hubspot/not-emulated.ts';

const reply = (method: string, path: string) =>
  notEmulated({ method, path, query: new URLSearchParams(), headers: {}, body: '' });

test.each([
  ['GET', '/crm/v3/objects/notes'],
  ['GET', '/crm/objects/2026-09/p1020304_parcels/7'],
  ['POST', '/crm/v3/objects/contacts/batch/create'],
  ['POST', '/crm/v3/properties/contacts'],
  ['POST', '/crm/v3/pipelines/tickets'],
  ['GET', '/crm/v3/pipelines/deals'],
  ['GET', '/crm/v3/lists/1'],
  ['POST', '/oauth/2026-09/token'],
  ['GET', '/developer/projects/v2'],
  ['GET', '/marketing/v3/emails'],
])('%s %s is known to HubSpot, and the sandbox says that it has it not', (method, path) => {
  const { status, contentType, body } = reply(method, path) ?? expect.fail('no reply');
  expect(status).toBe(501);
  expect(contentType).toMatch(/^application\/json/);
  expect(JSON.parse(String(body('id')))).toMatchObject({
    category: 'NOT_EMULATED_BY_SANDBOX',
    message: expect.stringContaining(`The sandbox does not emulate ${method} ${path}.`),
    correlationId: 'id',
  });
});

test.each(['/', '/crm/v3/nothing', '/crm/v3/owners/1/2', '/crm/v3/objects/contacts/1/2/3', '/wp-login.php'])(
  '%s is nothing to HubSpot either',
  (path) => {
    expect(reply('GET', path)).toBeUndefined();
  },
);
