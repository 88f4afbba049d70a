import { describe, expect, test } from 'vitest';
import type { EvidenceSet } from '../../../checks/facts.ts';
import connected from '../../../checks/oauth/connected.ts';
import { causesOf, found, NOT_GIVEN, verdictOf } from '../token/judging.ts';

const MEANT: EvidenceSet = { 'portal.expected': found(1020304, 'given') };
const ALL_RIGHT: EvidenceSet = {
  ...MEANT,
  'oauth.approvedBy': found('super-admin', 'stated'),
  'oauth.approvedPortal': found(1020304, 'stated'),
};
const ELSEWHERE: EvidenceSet = { ...ALL_RIGHT, 'oauth.approvedPortal': found(5060708, 'stated') };
const NO_ADMIN: EvidenceSet = { ...ALL_RIGHT, 'oauth.approvedBy': found('other', 'stated') };

type State = 'active' | 'action-recommended' | 'reconnect-required' | 'error';

function shown(state: State, answers: EvidenceSet = {}) {
  const verdict = verdictOf(
    connected,
    { 'opencx.connectionState': found(state, 'stated'), ...answers },
    { mode: 'oauth' },
  );
  return { verdict, causes: verdict.findings.map(({ cause, confidence }) => [cause, confidence]) };
}

describe('oauth/connected', () => {
  test('passes where OpenCX shows the connection as active, for the account that is meant', () => {
    for (const answers of [ALL_RIGHT, NO_ADMIN]) {
      expect(shown('active', answers).verdict).toMatchObject({ status: 'pass', source: 'stated' });
    }
  });

  test('asks of an active connection for which account it is, and cannot tell where none is meant', () => {
    const { verdict } = shown('active', MEANT);
    expect(verdict.status).toBe('manual');
    expect(verdict.question).toContain('Which HubSpot account was chosen');
    const approved = shown('active', { 'oauth.approvedPortal': found(5060708, 'stated') }).verdict;
    expect(approved).toMatchObject({ status: 'unknown', findings: [] });
    expect(approved.summary).toContain('--portal ID');
  });

  test('asks what OpenCX shows where nobody has said', () => {
    const verdict = verdictOf(connected, { 'opencx.connectionState': NOT_GIVEN }, { mode: 'oauth' });
    expect(verdict.status).toBe('manual');
    expect(verdict.question).toContain('Reconnect required');
  });

  test.each(['legacy-app', 'project-app', 'service-key'] as const)('means nothing for a %s', (mode) => {
    const verdict = verdictOf(connected, { 'opencx.connectionState': found('error', 'stated') }, { mode });
    expect(verdict).toMatchObject({ status: 'na', findings: [] });
  });

  test('takes "Reconnect required" for the reason that it names', () => {
    const { verdict, causes } = shown('reconnect-required');
    expect(verdict.status).toBe('fail');
    expect(causes).toEqual([['oauth-install-revoked', undefined]]);
  });

  test.each<[State, EvidenceSet, string[]]>([
    ['active', ELSEWHERE, ['oauth-wrong-portal']],
    ['error', ELSEWHERE, ['oauth-wrong-portal']],
    ['error', NO_ADMIN, ['oauth-not-admin']],
    ['action-recommended', NO_ADMIN, ['oauth-not-admin']],
    ['reconnect-required', ELSEWHERE, ['oauth-install-revoked', 'oauth-wrong-portal']],
    ['reconnect-required', NO_ADMIN, ['oauth-install-revoked', 'oauth-not-admin']],
    [
      'error',
      { ...ELSEWHERE, ...{ 'oauth.approvedBy': found('other', 'stated') } },
      ['oauth-wrong-portal', 'oauth-not-admin'],
    ],
  ])('%s with %j: what the answers say, and nothing beside', (state, answers, wanted) => {
    expect(causesOf(shown(state, answers).verdict)).toEqual(wanted);
  });

  test.each(['error', 'action-recommended'] as const)('%s alone holds every reason for possible', (state) => {
    expect(shown(state).causes).toEqual([
      ['oauth-consent-canceled', 'possible'],
      ['oauth-wrong-portal', 'possible'],
      ['oauth-not-admin', 'possible'],
    ]);
    expect(shown(state, ALL_RIGHT).causes).toEqual([['oauth-consent-canceled', 'possible']]);
  });

  test('says of "Action recommended" that nothing need be broken', () => {
    expect(shown('action-recommended').verdict.summary).toContain('--mode legacy-app');
  });

  test('compares with the account of a token where none was named, and is less sure then', () => {
    const token = { 'token.introspection': found({ hubId: 1020304, userId: 1, scopes: [] }) };
    const approved = { 'oauth.approvedPortal': found(5060708, 'stated') } as const;
    expect(shown('active', { ...token, ...approved }).causes).toEqual([['oauth-wrong-portal', 'possible']]);
    expect(
      shown('active', { ...token, ...approved, 'portal.expected': found(5060708, 'given') }).causes,
    ).toEqual([]);
    expect(shown('active', approved).causes).toEqual([]);
  });
});
