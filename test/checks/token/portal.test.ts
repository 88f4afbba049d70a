import { describe, expect, test } from 'vitest';
import type { EvidenceSet } from '../../../checks/facts.ts';
import accepted from '../../../checks/token/accepted.ts';
import portal from '../../../checks/token/portal.ts';
import { answer, causesOf, found, NOT_GIVEN, TIMED_OUT, verdictOf } from './judging.ts';

const MEANT = { 'portal.expected': found(1001, 'given') };

function introspected(hubId: number) {
  return found({ hubId, appId: 2002, userId: 7001, scopes: [] });
}

describe('token/portal', () => {
  test('passes for the portal that is meant', () => {
    const verdict = verdictOf(portal, { ...MEANT, 'token.introspection': introspected(1001) });
    expect(verdict).toMatchObject({ status: 'pass', measured: 'portal 1001' });
  });

  test.each([
    ['introspection', { 'token.introspection': introspected(9999) }],
    [
      'the account details',
      { 'token.introspection': TIMED_OUT, 'account.details': found({ portalId: 9999 }) },
    ],
  ])('names another portal by %s', (_source, evidence) => {
    const verdict = verdictOf(portal, { ...MEANT, ...evidence });
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'token-other-portal']);
    expect(verdict.findings[0]?.details).toEqual({ portal: 9999, expected: 1001, linked: false });
  });

  const link = (portalId: number, region?: string) => ({
    'portal.linked': found({ portalId, ...(region && { region }) }, 'given'),
  });

  test.each<[string, EvidenceSet]>([
    ['none is named otherwise', { 'portal.expected': NOT_GIVEN }],
    ['the one of the token is named', MEANT],
    ['it is the one that is named', { 'portal.expected': found(5005, 'given') }],
  ])('names the portal of a link that leads elsewhere, where %s', (_, named) => {
    const evidence = { ...named, ...link(5005, 'eu1'), 'token.introspection': introspected(1001) };
    const verdict = verdictOf(portal, evidence);
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'token-other-portal']);
    expect(verdict.findings[0]?.details).toEqual({ portal: 1001, expected: 5005, linked: true });
    expect(verdict.summary).toContain('leads to portal 5005 (eu1)');
  });

  test('names the portal that is meant where the link is right and the number is not', () => {
    const evidence = { ...MEANT, ...link(9999), 'token.introspection': introspected(9999) };
    expect(verdictOf(portal, evidence).findings[0]?.details).toMatchObject({ expected: 1001, linked: false });
  });

  test('takes an older link to a portal that has moved for what it is', () => {
    const evidence = {
      ...link(1001, 'na2'),
      'token.introspection': introspected(1001),
      'account.details': found({ portalId: 1001, region: 'eu1' }),
    };
    const verdict = verdictOf(portal, evidence);
    expect(verdict.status).toBe('pass');
    expect(verdict.summary).toContain('region na2, and HubSpot hosts the portal in eu1');
  });

  test('has no meaning when no portal is meant', () => {
    const evidence = { 'portal.expected': NOT_GIVEN, 'token.introspection': introspected(9999) };
    expect(verdictOf(portal, evidence).status).toBe('na');
  });

  test('leaves it open when HubSpot does not answer', () => {
    const evidence = { ...MEANT, 'token.introspection': TIMED_OUT, 'account.details': TIMED_OUT };
    expect(verdictOf(portal, evidence)).toMatchObject({ status: 'unknown', findings: [] });
  });

  test('is blocked by a token that is refused', () => {
    const refused = answer(401);
    const evidence = { ...MEANT, 'token.introspection': refused, 'account.details': refused };
    const verdict = verdictOf(portal, evidence, { before: [accepted] });
    expect(verdict).toMatchObject({ status: 'blocked', blockedBy: 'token/accepted' });
  });
});
