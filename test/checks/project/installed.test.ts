import { expect, test } from 'vitest';
import type { EvidenceSet } from '../../../checks/facts.ts';
import installed from '../../../checks/project/installed.ts';
import { answer, causesOf, NO_DIAGNOSIS, verdictOf } from '../token/judging.ts';
import { found, NOT_GIVEN, project } from './judging.ts';

const ASKED = { required: ['oauth', 'tickets', 'crm.objects.owners.read'], optional: [] };
const NONE: EvidenceSet = {
  'project.found': found(project({ appScopes: ASKED })),
  'project.sources': NOT_GIVEN,
  'token.introspection': answer(401),
};
const look = (evidence: EvidenceSet) =>
  verdictOf(installed, { ...NONE, ...evidence }, { mode: 'project-app' });
const token = (...scopes: string[]) => found({ scopes });

test.each<[string, EvidenceSet, string, string[]]>([
  ['with all', { 'project.install': found({ withScopes: true, authorized: ['tickets'] }) }, 'pass', []],
  [
    'not at all',
    { 'project.install': found({ withScopes: false, authorized: [] }) },
    'fail',
    ['project-not-installed'],
  ],
  [
    'not at all, and the token works',
    {
      'project.install': found({ withScopes: false, authorized: [] }),
      'token.introspection': token('oauth'),
    },
    'unknown',
    [],
  ],
  [
    'without one',
    { 'project.install': found({ withScopes: false, authorized: ['tickets'] }) },
    'fail',
    ['project-scopes-outdated'],
  ],
  [
    'without one that the token has',
    {
      'project.install': found({ withScopes: false, authorized: ['tickets'] }),
      'token.introspection': token('crm.objects.owners.read'),
    },
    'unknown',
    [],
  ],
  [
    'with a granular one in its place',
    {
      'project.install': found({
        withScopes: false,
        authorized: ['crm.objects.owners.read', 'crm.objects.tickets.read', 'crm.objects.tickets.write'],
      }),
    },
    'unknown',
    [],
  ],
  [
    'nobody says with what',
    {
      'project.install': found({ withScopes: false, authorized: ['tickets'] }),
      'project.found': found(project()),
    },
    'unknown',
    [],
  ],
  [
    'whether cannot be read',
    { 'project.install': found({ unreadable: ['withScopes', 'authorized'] }) },
    'unknown',
    [],
  ],
  [
    'with what cannot be read',
    { 'project.install': found({ withScopes: false, unreadable: ['authorized'] }) },
    'unknown',
    [],
  ],
])('installed %s', (_what, evidence, status, causes) => {
  const verdict = look(evidence);
  expect([verdict.status, causesOf(verdict)], verdict.summary).toEqual([status, causes]);
});

test('what could not be had is no finding', () => {
  for (const evidence of [...Object.values(NO_DIAGNOSIS), answer(403), answer(404)]) {
    expect(look({ 'project.install': evidence }).status).toBe('unknown');
  }
  expect(look({ 'project.install': NOT_GIVEN }).status).toBe('na');
});
