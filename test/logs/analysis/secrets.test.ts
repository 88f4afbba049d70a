import fc from 'fast-check';
import { expect, it } from 'vitest';
import { refusalsOf } from '../../../src/logs/analysis/refusals-of.ts';
import { summarize } from '../../../src/logs/analysis/summarize.ts';
import type { ApiCall } from '../../../src/logs/fields/roles.ts';
import { START, scopesBody, tallyOf } from './calls.ts';
import { emails, secrets } from './secrets.ts';

/** The secret in every place of a call that a log could have it in. */
const placed: ((secret: string) => ApiCall)[] = [
  (secret) => ({ path: `/crm/v3/objects/contacts/${secret}`, status: 404 }),
  (secret) => ({ path: `/${encodeURIComponent(secret)}/x?hapikey=${secret}#${secret}`, status: 401 }),
  (secret) => ({
    path: `https://${secret}:${secret}@api.hubapi.com/crm/v3/owners/1?access_token=${secret}`,
    status: 403,
  }),
  (secret) => ({ method: secret, path: secret, status: 500 }),
  (secret) => ({ path: '/crm/v3/owners/1', status: 403, category: secret }),
  (secret) => ({ path: '/crm/v3/owners/1', status: 429, category: secret, body: `"policyName":"${secret}"` }),
  (secret) => ({ path: '/crm/v3/owners/1', status: 403, body: secret }),
  (secret) => ({
    path: '/crm/v3/owners/1',
    status: 403,
    body: scopesBody([secret, `crm.${secret}.read`, 'tickets']),
  }),
  (secret) => ({
    path: '/files/v3/files',
    status: 403,
    body: scopesBody([secret], `Of the following scopes are required: [${secret}]`),
  }),
  (secret) => ({
    path: '/files/v3/files',
    status: 403,
    body: `{"category":"${secret}","message":"scopes are required: [${secret}]`,
  }),
];

it('lets nothing that looks like a token or an address into what it tells', () => {
  fc.assert(
    fc.property(fc.oneof(secrets, emails), fc.boolean(), (secret, timed) => {
      const calls = placed.map((place) => ({ method: 'GET', ...(timed && { at: START }), ...place(secret) }));
      const log = summarize(tallyOf(calls), [], 0);
      const said = JSON.stringify([log, refusalsOf(log)]);
      expect(log.calls).toBe(placed.length);
      expect(said).not.toContain(secret);
      expect(said).not.toContain(encodeURIComponent(secret));
      expect(said.toLowerCase()).not.toContain(secret.toLowerCase());
    }),
  );
});
