import { describe, expect, test } from 'vitest';
import connection from '../../../checks/crm/connection.ts';
import { causesOf, found, NOT_GIVEN, verdictOf } from '../token/judging.ts';

describe('crm/connection', () => {
  test('passes when it is stated to be made', () => {
    const verdict = verdictOf(connection, { 'opencx.crmConnected': found(true, 'stated') });
    expect(verdict).toMatchObject({ status: 'pass', source: 'stated' });
  });

  test('fails when it is not', () => {
    const verdict = verdictOf(connection, { 'opencx.crmConnected': found(false, 'stated') });
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'crm-not-connected']);
  });

  test('asks when nobody has said', () => {
    const verdict = verdictOf(connection, { 'opencx.crmConnected': NOT_GIVEN });
    expect(verdict.status).toBe('manual');
    expect(verdict.question).toContain('CRMs');
  });
});
