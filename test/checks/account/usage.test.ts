import { describe, expect, test } from 'vitest';
import usage from '../../../checks/account/usage.ts';
import { answer, causesOf, found, NO_DIAGNOSIS, verdictOf } from '../token/judging.ts';

function used(calls: number, limit = 1000) {
  return verdictOf(usage, {
    'account.usage': found({ used: calls, limit, resetsAt: '2026-11-21T05:00:00Z' }),
  });
}

describe('account/usage', () => {
  test.each([
    [0, 'pass'],
    [799, 'pass'],
    [800, 'warn'],
    [999, 'warn'],
    [1000, 'fail'],
    [1200, 'fail'],
  ])('%i of 1000 calls: %s', (calls, status) => {
    expect(used(calls).status).toBe(status);
  });

  test('tells when the count starts again', () => {
    const verdict = used(1000);
    expect(causesOf(verdict)).toEqual(['daily-limit-reached']);
    expect(verdict.summary).toContain('2026-11-21T05:00:00Z');
    expect(verdict.findings[0]?.details).toMatchObject({ percent: 100, resetsAt: '2026-11-21T05:00:00Z' });
  });

  test('holds a nearly used allowance for possible only', () => {
    expect(used(900).findings[0]?.confidence).toBe('possible');
  });

  test('leaves it open where HubSpot names no allowance', () => {
    expect(used(5, 0).status).toBe('unknown');
  });

  test.each(['account.usage', 'account.details', 'token.introspection'] as const)(
    'takes the daily 429 of %s at its word',
    (key) => {
      const verdict = verdictOf(usage, {
        'account.usage': answer(500),
        [key]: answer(429, { policy: 'DAILY' }),
      });
      expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'daily-limit-reached']);
    },
  );

  test.each(Object.entries(NO_DIAGNOSIS))('says nothing of the day after %s', (_name, failure) => {
    expect(verdictOf(usage, { 'account.usage': failure })).toMatchObject({ status: 'unknown', findings: [] });
  });
});
