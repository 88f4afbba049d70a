import { describe, expect, test } from 'vitest';
import type { CauseId } from '../../checks/causes.ts';
import { CHECK_IDS, type CheckId } from '../../checks/index.ts';
import type { Report } from '../../src/core/report.ts';
import type { Status } from '../../src/core/verdict.ts';
import { compareReports } from '../../src/doctor/compare.ts';
import { cause, check, report } from '../reporters/build.ts';

interface Told {
  status: Status;
  finds?: CauseId;
  accepted?: boolean;
}

/** A report whose checks say this; a failing one may name a cause. */
function runOf(checks: Partial<Record<CheckId, Told | Status>>, rest: Partial<Report> = {}): Report {
  const told = Object.entries(checks).map(([id, what]) => {
    const each: Told = typeof what === 'string' ? { status: what } : what;
    return { id: id as CheckId, ...each };
  });
  return {
    ...report({
      status: 'healthy',
      checks: told.map(({ id, status, accepted }) =>
        check(id, status, `${id} is ${status}.`, {
          ...(accepted && { suppressed: { reason: 'known', expires: '2026-12-31' } }),
        }),
      ),
      causes: told.flatMap(({ id, finds, accepted }) =>
        finds && !accepted ? [cause(finds, { title: finds, checks: [id] })] : [],
      ),
    }),
    ...rest,
  };
}

const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id);
const TOO_LOW = { status: 'fail', finds: 'throttle-too-low' } as const;

describe('a cause', () => {
  const broken = runOf({ 'webhooks/throttle': TOO_LOW });

  test('is mended when its check is judged and does not name it', () => {
    const { causes, worse } = compareReports(broken, runOf({ 'webhooks/throttle': 'pass' }));
    expect(idsOf(causes.mended)).toEqual(['throttle-too-low']);
    expect(worse).toBe(false);
  });

  test('is mended too when the check now names another one', () => {
    const after = runOf({ 'webhooks/throttle': { status: 'fail', finds: 'changes-uncommitted' } });
    const { causes, worse } = compareReports(broken, after);
    expect(idsOf(causes.mended)).toEqual(['throttle-too-low']);
    expect(idsOf(causes.broke)).toEqual(['changes-uncommitted']);
    expect(worse).toBe(true);
  });

  test.each(['unknown', 'blocked', 'crash', 'manual', 'na'] as const)(
    'is not mended when its check is %s, and that is not worse',
    (status) => {
      const { causes, worse, checks } = compareReports(broken, runOf({ 'webhooks/throttle': status }));
      expect(causes.mended).toEqual([]);
      expect(causes.untold).toMatchObject([
        { id: 'throttle-too-low', now: [{ check: 'webhooks/throttle', status, accepted: false }] },
      ]);
      expect(checks).toMatchObject([{ change: 'untold' }]);
      expect(worse).toBe(false);
    },
  );

  test('is not mended when its check was not run', () => {
    const { causes } = compareReports(broken, runOf({ 'token/format': 'pass' }));
    expect(causes.untold).toMatchObject([{ now: [{ check: 'webhooks/throttle', status: null }] }]);
  });

  test('is not mended by being accepted, and not new by counting again', () => {
    const accepted = runOf({ 'webhooks/throttle': { ...TOO_LOW, accepted: true } });
    const silenced = compareReports(broken, accepted);
    expect(silenced.causes.mended).toEqual([]);
    expect(silenced.causes.untold).toMatchObject([{ now: [{ accepted: true }] }]);
    expect(silenced.checks).toMatchObject([{ change: 'accepted' }]);
    const again = compareReports(accepted, broken);
    expect(idsOf(again.causes.open)).toEqual(['throttle-too-low']);
    expect(again.worse).toBe(false);
  });

  test('is mended by the one of its checks that could be told', () => {
    const before = runOf({ 'scopes/owners-read': 'fail', 'logs/missing-scopes': 'fail' });
    before.causes = [
      cause('owners-scope-missing', { title: 'x', checks: ['scopes/owners-read', 'logs/missing-scopes'] }),
    ];
    for (const other of [{ 'logs/missing-scopes': 'manual' }, {}] as const) {
      const after = runOf({ 'scopes/owners-read': 'pass', ...other });
      expect(idsOf(compareReports(before, after).causes.mended)).toEqual(['owners-scope-missing']);
    }
  });

  test.each([
    ['was tried in vain', { status: 'unknown' }],
    ['fails with consent', { status: 'fail', accepted: true }],
  ] as const)('is not mended while one of its checks %s', (_how, other) => {
    const before = runOf({ 'scopes/owners-read': 'fail', 'logs/missing-scopes': 'fail' });
    before.causes = [
      cause('owners-scope-missing', { title: 'x', checks: ['scopes/owners-read', 'logs/missing-scopes'] }),
    ];
    const after = runOf({ 'scopes/owners-read': other, 'logs/missing-scopes': 'pass' });
    const { causes } = compareReports(before, after);
    expect(causes.mended).toEqual([]);
    expect(idsOf(causes.untold)).toEqual(['owners-scope-missing']);
  });

  test('stays open with the confidence of both days', () => {
    const surer = runOf({ 'webhooks/throttle': TOO_LOW });
    const less = runOf({ 'webhooks/throttle': TOO_LOW });
    less.causes = less.causes.map((each) => ({ ...each, confidence: 'likely' }));
    const { causes, worse, unchanged } = compareReports(less, surer);
    expect(causes.open).toMatchObject([{ confidence: { before: 'likely', after: 'confirmed' } }]);
    expect([worse, unchanged]).toEqual([false, 1]);
  });

  test('that is new counts as worse, but not where it only came to light', () => {
    const seen = compareReports(runOf({ 'webhooks/throttle': 'pass' }), broken);
    expect([idsOf(seen.causes.broke), idsOf(seen.causes.revealed)]).toEqual([['throttle-too-low'], []]);
    const found = compareReports(runOf({ 'webhooks/throttle': 'blocked' }), broken);
    expect([idsOf(found.causes.broke), idsOf(found.causes.revealed)]).toEqual([[], ['throttle-too-low']]);
    expect([seen.worse, found.worse]).toEqual([true, false]);
  });
});

describe('a check', () => {
  const CHANGES: readonly [Status, Status, string, boolean][] = [
    ['pass', 'fail', 'broke', true],
    ['warn', 'fail', 'broke', true],
    ['fail', 'pass', 'mended', false],
    ['warn', 'pass', 'mended', false],
    ['fail', 'warn', 'eased', false],
    ['pass', 'warn', 'other', false],
    ['pass', 'unknown', 'untold', false],
    ['fail', 'blocked', 'untold', false],
    ['unknown', 'pass', 'told', false],
    ['blocked', 'fail', 'told', false],
    ['manual', 'na', 'other', false],
  ];

  test.each(CHANGES)('from %s to %s: %s, worse: %s', (before, after, change, worse) => {
    const compared = compareReports(runOf({ 'token/portal': before }), runOf({ 'token/portal': after }));
    expect(compared.checks).toMatchObject([{ id: 'token/portal', before, after, change }]);
    expect([compared.worse, compared.unchanged]).toEqual([worse, 0]);
  });
});

test('checks that one run alone looked at are named as far as that is a help', () => {
  const ids = CHECK_IDS.slice(0, 6);
  const passing = (count: number) => runOf(Object.fromEntries(ids.slice(0, count).map((id) => [id, 'pass'])));
  const textsOf = (count: number) =>
    compareReports(passing(count), runOf({})).cautions.map(({ text }) => text);
  expect(textsOf(5)).toEqual([`Not looked at in the second run: ${ids.slice(0, 5).join(', ')}.`]);
  expect(textsOf(6)).toEqual(['Not looked at in the second run: 6 checks.']);
});

describe('what makes a comparison doubtful', () => {
  const one = runOf({ 'token/format': 'pass' });
  const kinds = (before: Report, after: Report) =>
    compareReports(before, after).cautions.map(({ kind }) => kind);

  test('nothing, where a portal is looked at twice', () => {
    expect(kinds(one, { ...one, startedAt: '2026-11-23T00:00:00.000Z' })).toEqual([]);
  });

  test.each([
    ['another portal', { portal: { hubId: 7700002 } }, ['portal']],
    ['another symptom', { symptom: 'crm-panel-empty' as const }, ['symptom']],
    ['another version', { tool: { name: 'opencx-hubspot', version: '0.2.0' } }, ['rules']],
    ['an earlier day', { startedAt: '2026-11-01T00:00:00.000Z' }, ['order']],
    ['other checks', runOf({ 'token/accepted': 'pass' }), ['checks', 'checks']],
    ['a portal that HubSpot did not tell', { portal: {} }, []],
  ])('%s', (_what, rest, expected) => {
    expect(kinds(one, { ...one, ...rest })).toEqual(expected);
  });
});
