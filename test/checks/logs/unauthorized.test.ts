import { describe, expect, test } from 'vitest';
import type { EvidenceSet } from '../../../checks/facts.ts';
import unauthorized from '../../../checks/logs/unauthorized.ts';
import type { LoggedTokenCause, LogRefusals } from '../../../src/core/log-refusals.ts';
import { answer, causesOf, found, NOT_GIVEN, TIMED_OUT, verdictOf } from '../token/judging.ts';

const DIED = {
  count: 4,
  since: '2026-11-19T08:00:00Z',
  lastAt: '2026-11-19T09:30:00Z',
  ended: false,
} satisfies LogRefusals['unauthorized'];

function logged(refused: LogRefusals['unauthorized'], more: EvidenceSet = {}, calls = 9) {
  return verdictOf(unauthorized, {
    'logs.refusals': found({ missingScopes: [], rateLimits: [], unauthorized: refused, calls }, 'file'),
    ...more,
  });
}

const ACCEPTED: EvidenceSet = {
  'token.introspection': found({ hubId: 1001, appId: 2002, userId: 7001, scopes: [] }),
};

describe('logs/unauthorized', () => {
  test('passes for a log without a 401, and says what that rests on', () => {
    expect(logged(null)).toMatchObject({ status: 'pass', measured: '9 calls looked at' });
  });

  test('takes refusals that last to the end of the log for a token that is likely dead', () => {
    const verdict = logged(DIED);
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'token-rejected']);
    expect(verdict.findings).toMatchObject([
      { confidence: 'likely', details: { since: '2026-11-19T08:00:00Z', ended: false } },
    ]);
    expect(verdict.summary).toContain('since 2026-11-19T08:00:00Z');
    expect(verdict.measured).toBe(
      'status 401 4 times in the API-call log, the last run of them from 2026-11-19T08:00:00Z to 2026-11-19T09:30:00Z',
    );
  });

  test.each([
    [1, 'unknown', 'fail'],
    [2, 'unknown', 'unknown'],
  ] as const)('with %i of 19 rows damaged: %s, and beside refusals %s', (count, clean, refused) => {
    const read = { missingScopes: [], rateLimits: [], calls: 19 - count, broken: { count, of: 19 } };
    const judge = (runs: typeof DIED | null) =>
      verdictOf(unauthorized, { 'logs.refusals': found({ ...read, unauthorized: runs }, 'file') }).status;
    expect([judge(null), judge(DIED)]).toEqual([clean, refused]);
  });

  test('where something on the way refused calls, nothing is said of what HubSpot would have answered', () => {
    const read = { missingScopes: [], rateLimits: [], calls: 9, accepted: 9, between: 2 };
    const judge = (runs: typeof DIED | null) =>
      verdictOf(unauthorized, { 'logs.refusals': found({ ...read, unauthorized: runs }, 'file') });
    expect(judge(null)).toMatchObject({
      status: 'unknown',
      summary: expect.stringContaining('2 calls were refused by something on the way to HubSpot'),
    });
    expect(judge(DIED).status).toBe('fail');
  });

  test.each([
    [0, 'unknown'],
    [1, 'pass'],
  ])('where HubSpot took the token for %i calls: %s', (accepted, status) => {
    const refusals = { missingScopes: [], rateLimits: [], unauthorized: null, accepted, calls: 9 };
    expect(verdictOf(unauthorized, { 'logs.refusals': found(refusals, 'file') }).status).toBe(status);
  });

  test('only warns of refusals that ended, and says that they did', () => {
    const verdict = logged({ ...DIED, ended: true });
    expect(verdict.status).toBe('warn');
    expect(verdict.findings).toMatchObject([{ confidence: 'possible', details: { ended: true } }]);
    expect(verdict.summary).toContain('it ended');
  });

  test('only warns where HubSpot accepts the token of this run now', () => {
    const verdict = logged(DIED, ACCEPTED);
    expect(verdict.status).toBe('warn');
    expect(verdict.findings).toMatchObject([{ cause: 'token-rejected', confidence: 'possible' }]);
    expect(verdict.summary).toContain('accepts the token of this run');
  });

  test.each([
    ['refused', answer(401)],
    ['not told', TIMED_OUT],
    ['not given', NOT_GIVEN],
  ])('fails where the token is %s now', (_what, introspection) => {
    expect(logged(DIED, { 'token.introspection': introspection }).status).toBe('fail');
  });

  test.each<[NonNullable<NonNullable<LogRefusals['unauthorized']>['untold']>, RegExp]>([
    ['no-times', /has no times/],
    ['other-routes', /never took the token/],
    ['expired-at-end', /had expired/],
  ])('leaves open what the log does not tell: %s', (untold, words) => {
    const verdict = logged({ count: 2, ended: false, untold });
    expect(verdict).toMatchObject({ status: 'unknown', findings: [] });
    expect(verdict.summary).toMatch(words);
    expect(logged({ count: 2, ended: false, untold }, ACCEPTED)).toMatchObject({ status: 'pass' });
  });

  test.each([{}, { since: DIED.since }, { lastAt: DIED.lastAt }])(
    'does without times, or with %j alone',
    (known) => {
      const verdict = logged({ count: 1, ended: false, ...known });
      expect(verdict.measured).toBe('status 401 once in the API-call log');
      expect(verdict.findings[0]?.details).toEqual({
        ended: false,
        ...('since' in known && { since: known.since }),
      });
      expect(verdict.summary).not.toContain('undefined');
    },
  );

  test('leaves it open for a log without a call', () => {
    expect(logged(null, {}, 0)).toMatchObject({ status: 'unknown', findings: [] });
  });

  test('is not looked at when no log was given, and names the flag that takes one', () => {
    const verdict = verdictOf(unauthorized, { 'logs.refusals': NOT_GIVEN });
    expect(verdict.status).toBe('na');
    expect(verdict.summary).toContain('--api-log FILE');
  });

  test('leaves it open when the log could not be read', () => {
    expect(verdictOf(unauthorized, { 'logs.refusals': TIMED_OUT }).status).toBe('unknown');
  });
});

describe('what HubSpot says of the token in other words than 401', () => {
  const spoken = (cause: LoggedTokenCause, still: boolean, more: EvidenceSet = {}) =>
    verdictOf(unauthorized, {
      'logs.refusals': found(
        {
          missingScopes: [],
          rateLimits: [],
          unauthorized: null,
          tokenRefusals: [{ cause, count: 3, lastAt: '2026-11-19T09:30:00Z', still }],
          calls: 9,
        },
        'file',
      ),
      ...more,
    });

  test.each<[LoggedTokenCause, boolean, EvidenceSet, string]>([
    ['token-wrong-region', true, {}, 'fail'],
    ['token-wrong-region', true, ACCEPTED, 'warn'],
    ['token-wrong-region', false, {}, 'warn'],
    ['token-creator-removed', true, {}, 'fail'],
    ['token-creator-removed', true, ACCEPTED, 'fail'],
    ['token-creator-removed', false, {}, 'warn'],
  ])('%s, still at the end: %s', (cause, still, more, status) => {
    const verdict = spoken(cause, still, more);
    expect([verdict.status, ...causesOf(verdict)]).toEqual([status, cause]);
    expect(verdict.measured).toContain('3 times in the API-call log, last 2026-11-19T09:30:00Z');
  });

  test.each([
    [{ ended: false, still: false }, ['fail', 'token-rejected', 'token-wrong-region']],
    [{ ended: true, still: true }, ['fail', 'token-wrong-region', 'token-rejected']],
    [{ ended: true, still: false }, ['warn', 'token-rejected', 'token-wrong-region']],
  ])('what goes on leads what is over: %j', ({ ended, still }, concluded) => {
    const verdict = verdictOf(unauthorized, {
      'logs.refusals': found(
        {
          missingScopes: [],
          rateLimits: [],
          unauthorized: { ...DIED, ended },
          tokenRefusals: [{ cause: 'token-wrong-region', count: 1, still }],
          calls: 9,
        },
        'file',
      ),
    });
    expect([verdict.status, ...causesOf(verdict)]).toEqual(concluded);
  });
});
