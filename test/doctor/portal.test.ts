/** What of an account is known, and what links are built from, whichever of its sources answered. */
import { expect, test } from 'vitest';
import type { EvidenceSet } from '../../checks/facts.ts';
import { linkFacts, portalOf } from '../../src/doctor/portal.ts';
import { failed, obtained, REFUSED_401 } from './evidence.ts';

const TOKEN: EvidenceSet = {
  'token.introspection': obtained({ hubId: 1001, appId: 2002, userId: 7001, scopes: [] }),
};
const ACCOUNT: EvidenceSet = {
  'account.details': obtained({ portalId: 1001, uiDomain: 'app-eu1.hubspot.com', region: 'eu1' }),
};
const MEANT: EvidenceSet = { 'portal.expected': obtained(1003, 'given') };
const NOTHING: EvidenceSet = {
  'token.introspection': failed(REFUSED_401),
  'account.details': failed(REFUSED_401),
};

test.each<[string, EvidenceSet, ReturnType<typeof portalOf>]>([
  ['by its token', TOKEN, { hubId: 1001, appId: 2002 }],
  ['by its details', ACCOUNT, { hubId: 1001, uiDomain: 'app-eu1.hubspot.com', region: 'eu1' }],
  [
    'by both',
    { ...TOKEN, ...ACCOUNT },
    { hubId: 1001, appId: 2002, uiDomain: 'app-eu1.hubspot.com', region: 'eu1' },
  ],
  ['by neither', NOTHING, {}],
  ['by neither, though one is meant', { ...NOTHING, ...MEANT }, {}],
])('an account is known %s', (_, evidence, portal) => {
  expect(portalOf(evidence)).toStrictEqual(portal);
});

test.each<[string, EvidenceSet, number | undefined]>([
  ['the one that the token is of', { ...TOKEN, ...MEANT }, 1001],
  ['the one that has the details', { ...ACCOUNT, ...MEANT }, 1001],
  ['the one that is meant, where HubSpot says nothing', { ...NOTHING, ...MEANT }, 1003],
  ['none, where nobody says one', NOTHING, undefined],
])('links lead to a portal: %s', (_, evidence, portal) => {
  expect(linkFacts(evidence, 'legacy-app').hubId).toBe(portal);
});
