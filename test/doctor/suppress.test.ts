import { describe, expect, test } from 'vitest';
import type { Suppression } from '../../src/core/suppression.ts';
import type { Status, Verdict } from '../../src/core/verdict.ts';
import { statusOf, summarize } from '../../src/doctor/status.ts';
import { applySuppressions } from '../../src/doctor/suppress.ts';

const NOW = Date.parse('2026-11-22T10:00:00Z');
const PORTAL = { portal: 1020304, now: NOW };

function entry(more: Partial<Suppression> = {}): Suppression {
  return { check: 'webhooks/throttle', scope: {}, reason: 'a small portal', expires: '2026-12-31', ...more };
}

function verdict(status: Status, more: Partial<Verdict> = {}): Verdict {
  return { check: 'webhooks/throttle', status, blockedBy: null, ...more } as Verdict;
}

const applied = (
  status: Status,
  suppression: Suppression,
  context: Parameters<typeof applySuppressions>[2] = PORTAL,
) =>
  applySuppressions([verdict(status), verdict('pass', { check: 'token/accepted' })], [suppression], context);

test('where nothing is accepted, nothing changes and no entry is of any use', () => {
  const verdicts = [verdict('fail'), verdict('pass', { check: 'token/accepted' })];
  expect(applySuppressions(verdicts, [], PORTAL)).toStrictEqual({
    verdicts,
    use: { applied: [], unused: [], expired: [] },
  });
});

describe('a failure that is accepted', () => {
  test('keeps its status, carries the reason, and counts nowhere', () => {
    const { verdicts, use } = applied('fail', entry());
    expect(verdicts[0]).toMatchObject({
      status: 'fail',
      suppressed: { reason: 'a small portal', expires: '2026-12-31' },
    });
    expect(use).toEqual({ applied: ['webhooks/throttle'], unused: [], expired: [] });
    expect(summarize(verdicts)).toMatchObject({ fail: 0, pass: 1 });
    expect(statusOf(verdicts, [])).toBe('healthy');
  });

  test('is the known reason of what it blocks', () => {
    const blocked = verdict('blocked', { check: 'replies/public', blockedBy: 'webhooks/throttle' });
    const { verdicts } = applySuppressions([verdict('fail'), blocked], [entry()], PORTAL);
    expect(statusOf(verdicts, [])).toBe('healthy');
    expect(statusOf([verdict('fail'), blocked], [])).toBe('problems');
  });

  test('leaves another failure a problem', () => {
    const other = verdict('fail', { check: 'token/accepted' });
    const { verdicts } = applySuppressions([verdict('fail'), other], [entry()], PORTAL);
    expect(statusOf(verdicts, [])).toBe('problems');
  });
});

test.each<[string, Suppression['scope'], Parameters<typeof applySuppressions>[2], boolean]>([
  ['the portal', { portal: 1020304 }, PORTAL, true],
  ['another portal', { portal: 99 }, PORTAL, false],
  ['a portal, where none is known', { portal: 1020304 }, { now: NOW }, false],
  ['the profile', { profile: 'shop' }, { ...PORTAL, profile: 'shop' }, true],
  ['another profile', { profile: 'shop' }, { ...PORTAL, profile: 'outlet' }, false],
  ['a profile, where none was chosen', { profile: 'shop' }, PORTAL, false],
])('an entry for %s', (_, scope, context, holds) => {
  const { verdicts, use } = applied('fail', entry({ scope }), context);
  expect(verdicts[0]?.suppressed !== undefined).toBe(holds);
  expect(use.applied).toHaveLength(holds ? 1 : 0);
  expect([...use.unused, ...use.expired]).toEqual([]);
});

test.each<[string, string, boolean]>([
  ['on its last day', '2026-11-22', true],
  ['the day after', '2026-11-21', false],
])('%s', (_, expires, holds) => {
  const { verdicts, use } = applied('fail', entry({ expires }));
  expect(verdicts[0]?.suppressed !== undefined).toBe(holds);
  expect(use.expired).toHaveLength(holds ? 0 : 1);
});

test.each<[Status, boolean]>([
  ['pass', true],
  ['na', true],
  ['unknown', false],
  ['blocked', false],
  ['manual', false],
])('an entry for a check that is %s is unused: %s', (status, unused) => {
  const { verdicts, use } = applied(status, entry());
  expect(verdicts[0]?.suppressed).toBeUndefined();
  expect(use.unused).toHaveLength(unused ? 1 : 0);
});

test('an entry for a check that was not judged says nothing about this run', () => {
  expect(applied('fail', entry({ check: 'crm/connection', expires: '2020-01-01' })).use).toEqual({
    applied: [],
    unused: [],
    expired: [],
  });
});
