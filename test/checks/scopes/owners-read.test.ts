import { describe, expect, test } from 'vitest';
import type { EvidenceSet } from '../../../checks/facts.ts';
import ownersRead from '../../../checks/scopes/owners-read.ts';
import { OWNERS_SCOPE } from '../../../src/core/hubspot/scopes.ts';
import { answer, causesOf, found, NO_DIAGNOSIS, TIMED_OUT, verdictOf } from '../token/judging.ts';

const REFUSED = answer(403, {
  category: 'MISSING_SCOPES',
  scopes: { form: 'any', names: [OWNERS_SCOPE] },
});
const GATED = answer(403, { category: 'GATED' });
const READABLE = found({ readable: true } as const);

function listing(...scopes: string[]) {
  return found({ hubId: 1001, appId: 2002, userId: 7001, scopes });
}

function logged(inferred: boolean, scope = OWNERS_SCOPE) {
  const missingScopes = [
    { scope, route: 'GET /crm/owners/v3/{id}', count: 4, lastAt: '2026-11-19T08:00:00Z', inferred },
  ];
  return found({ missingScopes, rateLimits: [], unauthorized: null, calls: 9 }, 'file');
}

describe('scopes/owners-read', () => {
  test('passes when the read works, whatever the list says', () => {
    expect(verdictOf(ownersRead, { 'owners.read': READABLE, 'token.introspection': listing() }).status).toBe(
      'pass',
    );
  });

  test.each<[string, EvidenceSet]>([
    ['the read is refused for the scope', { 'owners.read': REFUSED, 'token.introspection': TIMED_OUT }],
    ['both agree', { 'owners.read': REFUSED, 'token.introspection': listing('tickets') }],
    [
      'the read breaks and the scope is not listed',
      { 'owners.read': TIMED_OUT, 'token.introspection': listing('tickets') },
    ],
    [
      'the read is refused without a reason and the scope is not listed',
      { 'owners.read': GATED, 'token.introspection': listing() },
    ],
  ])('names the missing scope when %s', (_when, evidence) => {
    const verdict = verdictOf(ownersRead, evidence);
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'owners-scope-missing']);
    expect(verdict.findings[0]).not.toHaveProperty('confidence');
    expect(verdict.findings[0]?.details).toMatchObject({ scopes: [OWNERS_SCOPE], granted: false });
  });

  test.each([401, 404])(
    'cannot tell where the scope is listed and HubSpot answers the read with %i',
    (status) => {
      const verdict = verdictOf(ownersRead, {
        'owners.read': answer(status),
        'token.introspection': listing(OWNERS_SCOPE),
      });
      expect(verdict).toMatchObject({ status: 'unknown', findings: [] });
      expect(verdict.summary).toContain(`HubSpot answered ${status}`);
    },
  );

  test('says that a listed scope has likely not taken effect', () => {
    const verdict = verdictOf(ownersRead, {
      'owners.read': REFUSED,
      'token.introspection': listing(OWNERS_SCOPE),
    });
    expect(verdict.findings).toMatchObject([
      { cause: 'owners-scope-missing', confidence: 'likely', details: { granted: true } },
    ]);
    expect(verdict.summary).toContain('not taken effect');
  });

  test.each(Object.entries(NO_DIAGNOSIS))('passes by the list after %s', (_name, failure) => {
    const evidence = { 'owners.read': failure, 'token.introspection': listing(OWNERS_SCOPE) };
    expect(verdictOf(ownersRead, evidence).status).toBe('pass');
  });

  test('leaves a refusal open that names other scopes alone', () => {
    const other = answer(403, { category: 'MISSING_SCOPES', scopes: { form: 'any', names: ['tickets'] } });
    for (const introspection of [TIMED_OUT, listing(OWNERS_SCOPE)]) {
      const verdict = verdictOf(ownersRead, { 'owners.read': other, 'token.introspection': introspection });
      expect(verdict).toMatchObject({ status: 'unknown', findings: [] });
    }
  });

  test('leaves a refusal for another reason open', () => {
    const evidence = { 'owners.read': GATED, 'token.introspection': listing(OWNERS_SCOPE) };
    const verdict = verdictOf(ownersRead, evidence);
    expect(verdict).toMatchObject({ status: 'unknown', findings: [] });
    expect(verdict.summary).toContain('GATED');
  });

  test.each([
    [false, 'likely'],
    [true, 'possible'],
  ] as const)('goes by the log when HubSpot tells nothing (concluded: %s)', (inferred, confidence) => {
    const evidence = {
      'owners.read': TIMED_OUT,
      'token.introspection': TIMED_OUT,
      'logs.refusals': logged(inferred),
    };
    const verdict = verdictOf(ownersRead, evidence);
    expect(verdict.findings).toMatchObject([{ cause: 'owners-scope-missing', confidence }]);
    expect(verdict.measured).toContain('4 times');
  });

  test('counts the lookup in all the spellings that the log knows', () => {
    const row = { scope: OWNERS_SCOPE, count: 1, inferred: true };
    const missingScopes = [
      { ...row, route: 'GET /crm/owners/v3/{id}', lastAt: '2026-11-19T09:00:00Z' },
      { ...row, route: 'GET /crm/v3/owners/{id}', lastAt: '2026-11-19T08:00:00Z', inferred: false },
    ];
    const verdict = verdictOf(ownersRead, {
      'owners.read': TIMED_OUT,
      'token.introspection': TIMED_OUT,
      'logs.refusals': found({ missingScopes, rateLimits: [], unauthorized: null, calls: 9 }, 'file'),
    });
    expect(verdict.measured).toBe('refused 2 times in the API-call log, last on 2026-11-19T09:00:00Z');
    expect(verdict.findings).toMatchObject([{ confidence: 'likely' }]);
  });

  test.each(Object.entries(NO_DIAGNOSIS))('accuses nothing after %s', (_name, failure) => {
    const evidence = {
      'owners.read': failure,
      'token.introspection': failure,
      'logs.refusals': logged(false, 'tickets'),
    };
    expect(verdictOf(ownersRead, evidence)).toMatchObject({ status: 'unknown', findings: [] });
  });
});
