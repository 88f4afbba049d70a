import { describe, expect, test } from 'vitest';
import usage from '../../../checks/account/usage.ts';
import type { ConnectionMode } from '../../../src/core/connection.ts';
import { answer, causesOf, found, NO_DIAGNOSIS, verdictOf } from '../token/judging.ts';

function used(calls: number, limit = 1000, mode: ConnectionMode = 'legacy-app') {
  const counted = found({ used: calls, limit, resetsAt: '2026-11-21T05:00:00Z' });
  return verdictOf(usage, { 'account.usage': counted }, { mode });
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

  test.each([
    [0, 'na'],
    [799, 'na'],
    [800, 'warn'],
    [1000, 'fail'],
  ])('%i of 1000 calls, which leave those of a service key out: %s', (calls, status) => {
    expect(used(calls, 1000, 'service-key').status).toBe(status);
  });

  test('says nothing of OpenCX where its own app has no daily allowance', () => {
    const verdict = used(1000, 1000, 'oauth');
    expect(verdict).toMatchObject({ status: 'warn', findings: [{ confidence: 'possible' }] });
    expect(verdict.summary).toContain('states none for an OAuth connection');
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
