import { expect, test } from 'vitest';
import type { ReportCause } from '../../src/core/report.ts';
import type { Status, Threshold, Verdict } from '../../src/core/verdict.ts';
import { statusOf, summarize } from '../../src/doctor/status.ts';

const CAUSE = [{ id: 'token-rejected' }] as ReportCause[];

function verdicts(...statuses: Status[]): Verdict[] {
  return statuses.map((status) => ({ status }) as Verdict);
}

test.each<[Status[], Threshold, boolean, string]>([
  [['pass', 'na'], 'fail', false, 'healthy'],
  [['pass', 'warn', 'manual'], 'fail', false, 'healthy'],
  [['pass', 'warn'], 'warn', true, 'problems'],
  [['pass', 'manual'], 'manual', false, 'problems'],
  [['pass', 'fail'], 'fail', true, 'problems'],
  [['fail', 'unknown'], 'fail', true, 'problems'],
  [['pass', 'unknown'], 'fail', false, 'incomplete'],
  [['pass', 'crash'], 'fail', false, 'incomplete'],
  [['pass', 'blocked'], 'fail', false, 'incomplete'],
  [['manual', 'na'], 'fail', false, 'incomplete'],
  [[], 'fail', false, 'incomplete'],
])('%j with --fail-on %s is %s %s', (statuses, threshold, withCause, expected) => {
  expect(statusOf(verdicts(...statuses), withCause ? CAUSE : [], threshold)).toBe(expected);
});

test('counts every verdict, also those that did not occur', () => {
  expect(summarize(verdicts('pass', 'pass', 'manual'))).toEqual({
    pass: 2,
    warn: 0,
    fail: 0,
    unknown: 0,
    blocked: 0,
    manual: 1,
    na: 0,
    crash: 0,
  });
});
