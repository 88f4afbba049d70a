import { expect, test } from 'vitest';
import type { ReportCause } from '../../src/core/report.ts';
import { type Status, THRESHOLDS, type Threshold, type Verdict } from '../../src/core/verdict.ts';
import { type Conclusion, conclusionOf, statusOf, summarize } from '../../src/doctor/status.ts';

const CAUSE = [{ id: 'token-rejected' }] as ReportCause[];

function verdicts(...statuses: Status[]): Verdict[] {
  return statuses.map((status) => ({ status }) as Verdict);
}

type Conclusions = Record<Threshold, Conclusion>;
const CLEAN: Conclusions = { fail: 'clean', warn: 'clean', manual: 'clean' };
const PROBLEMS: Conclusions = { fail: 'problems', warn: 'problems', manual: 'problems' };
const INCOMPLETE: Conclusions = { fail: 'incomplete', warn: 'incomplete', manual: 'incomplete' };

test.each<[Status[], string, Conclusions]>([
  [['pass', 'na'], 'healthy', CLEAN],
  [['pass', 'blocked'], 'incomplete', INCOMPLETE],
  [['pass', 'manual'], 'open', { ...CLEAN, manual: 'problems' }],
  [['pass', 'warn'], 'warnings', { ...PROBLEMS, fail: 'clean' }],
  [['pass', 'warn', 'manual'], 'warnings', { ...PROBLEMS, fail: 'clean' }],
  [['pass', 'unknown'], 'incomplete', INCOMPLETE],
  [['pass', 'unknown', 'warn'], 'incomplete', { ...PROBLEMS, fail: 'incomplete' }],
  [['pass', 'unknown', 'manual'], 'incomplete', { ...INCOMPLETE, manual: 'problems' }],
  [['pass', 'crash'], 'incomplete', INCOMPLETE],
  [['manual', 'na'], 'incomplete', { ...INCOMPLETE, manual: 'problems' }],
  [[], 'incomplete', INCOMPLETE],
  [['pass', 'fail'], 'problems', PROBLEMS],
  [['fail', 'unknown', 'manual', 'warn'], 'problems', PROBLEMS],
])('%j is %s, and at the thresholds %j', (statuses, status, conclusions) => {
  const judged = verdicts(...statuses);
  const summary = summarize(judged);
  expect(statusOf(judged, [])).toBe(status);
  const come = THRESHOLDS.map((each) => [
    each,
    conclusionOf({ status: statusOf(judged, []), summary }, each),
  ]);
  expect(Object.fromEntries(come)).toEqual(conclusions);
});

test('what is blocked is told by the cause that was found', () => {
  expect(statusOf(verdicts('pass', 'blocked'), CAUSE)).toBe('healthy');
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
