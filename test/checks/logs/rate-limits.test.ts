import { describe, expect, test } from 'vitest';
import rateLimits from '../../../checks/logs/rate-limits.ts';
import type { LogRefusals } from '../../../src/core/log-refusals.ts';
import { causesOf, found, NOT_GIVEN, TIMED_OUT, verdictOf } from '../token/judging.ts';

function judged(refusals: LogRefusals) {
  return verdictOf(rateLimits, { 'logs.refusals': found(refusals, 'file') });
}

function logged(...rows: LogRefusals['rateLimits']) {
  return judged({ missingScopes: [], rateLimits: rows, unauthorized: null, calls: 9 });
}

describe('logs/rate-limits', () => {
  test.each([[[]], [[{ policy: 'DAILY', count: 0 }]]])('passes for a log without a 429', (rows) => {
    expect(logged(...rows).status).toBe('pass');
  });

  test('warns and never fails', () => {
    const verdict = logged({ policy: 'TEN_SECONDLY_ROLLING', count: 3, lastAt: '2026-11-19T08:00:00Z' });
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['warn', 'rate-limited']);
    expect(verdict.measured).toBe('TEN_SECONDLY_ROLLING: 3, last 2026-11-19T08:00:00Z');
  });

  test('names the policy that lasts longest', () => {
    const verdict = logged({ policy: 'SECONDLY', count: 3 }, { policy: 'DAILY', count: 1 });
    expect(verdict.findings[0]?.details).toEqual({ count: 4, policy: 'DAILY' });
  });

  test('names no policy that HubSpot did not name', () => {
    const verdict = logged({ policy: 'unsaid', count: 2 });
    expect(verdict.findings[0]?.details).toEqual({ count: 2 });
    expect(verdict.measured).toBe('policy not named: 2');
    const named = logged({ policy: 'unsaid', count: 2 }, { policy: 'SECONDLY', count: 1 });
    expect(named.findings[0]?.details).toMatchObject({ policy: 'SECONDLY' });
  });

  test('leaves it open for a log without a call', () => {
    const refusals = { missingScopes: [], rateLimits: [], unauthorized: null, calls: 0 };
    expect(judged(refusals)).toMatchObject({ status: 'unknown', findings: [] });
  });

  test('is not looked at when no log was given', () => {
    expect(verdictOf(rateLimits, { 'logs.refusals': NOT_GIVEN }).status).toBe('na');
  });

  test('leaves it open when the log could not be read', () => {
    expect(verdictOf(rateLimits, { 'logs.refusals': TIMED_OUT }).status).toBe('unknown');
  });
});
