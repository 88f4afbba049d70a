import { describe, expect, test } from 'vitest';
import accepted from '../../../checks/token/accepted.ts';
import inOpenCx from '../../../checks/token/in-opencx.ts';
import { connectionChecks } from '../../../src/doctor/selection.ts';
import { answer, causesOf, found, NOT_GIVEN, verdictOf } from './judging.ts';

describe('token/in-opencx', () => {
  test('rests on what a person says', () => {
    const saved = verdictOf(inOpenCx, { 'opencx.tokenSaved': found(true, 'stated') });
    expect(saved).toMatchObject({ status: 'pass', source: 'stated' });
    const notSaved = verdictOf(inOpenCx, { 'opencx.tokenSaved': found(false, 'stated') });
    expect([notSaved.status, notSaved.source, ...causesOf(notSaved)]).toEqual([
      'fail',
      'stated',
      'token-not-saved',
    ]);
  });

  test('asks where nobody has said, however green the token is', () => {
    const evidence = { 'account.details': found({ portalId: 1 }), 'opencx.tokenSaved': NOT_GIVEN };
    expect(verdictOf(inOpenCx, evidence, { before: [accepted] }).status).toBe('manual');
  });

  test('asks nothing of a token that HubSpot refuses', () => {
    const refused = answer(401, { category: 'INVALID_AUTHENTICATION' });
    const evidence = { 'account.details': refused, 'opencx.tokenSaved': NOT_GIVEN };
    expect(verdictOf(inOpenCx, evidence, { before: [accepted] })).toMatchObject({
      status: 'blocked',
      blockedBy: 'token/accepted',
    });
  });

  test('means nothing for an OAuth connection', () => {
    const evidence = { 'opencx.tokenSaved': found(false, 'stated') };
    expect(verdictOf(inOpenCx, evidence, { mode: 'oauth' })).toMatchObject({ status: 'na', findings: [] });
  });

  test('is left out where a script looks at the connection alone', () => {
    expect(connectionChecks().checks).toContain('token/accepted');
    expect(connectionChecks().checks).not.toContain('token/in-opencx');
  });
});
