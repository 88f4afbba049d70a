import { describe, expect, it, test } from 'vitest';
import { OWNERS_SCOPE } from '../../../src/core/hubspot/scopes.ts';
import { LONGEST_DURATION } from '../../../src/logs/analysis/histogram.ts';
import { refusalsOf } from '../../../src/logs/analysis/refusals-of.ts';
import { summarize } from '../../../src/logs/analysis/summarize.ts';
import type { ApiCall } from '../../../src/logs/fields/roles.ts';
import {
  analysed,
  call,
  limitBody,
  MINUTE,
  minutes,
  OWNERS,
  scopesBody,
  TICKETS,
  tallyOf,
  told,
} from './calls.ts';

const CONTACTS = '/crm/v3/objects/contacts/9';
const lookup = (status: number, minute?: number, body?: string): ApiCall =>
  call(status, minute, { path: OWNERS, ...(body !== undefined && { body }) });
const refusedLookup = (minute?: number) => lookup(403, minute, scopesBody([OWNERS_SCOPE]));

describe('refusals', () => {
  it('are told by route, status and category, most calls first', () => {
    const log = analysed([
      call(200, 0),
      call(404, 1),
      refusedLookup(2),
      refusedLookup(4),
      call(409, 3, { category: 'CONFLICT' }),
      call(502, 5),
    ]);
    expect(log.refusals).toEqual([
      {
        route: 'GET /crm/owners/v3/A-{id}',
        status: 403,
        category: 'MISSING_SCOPES',
        count: 2,
        firstAt: told(2),
        lastAt: told(4),
        stillAtEnd: true,
      },
      expect.objectContaining({ status: 404, category: null, count: 1 }),
      expect.objectContaining({ status: 409, category: 'CONFLICT', count: 1 }),
    ]);
    expect(log.serverErrors).toEqual([
      { route: 'GET /crm/v3/objects/tickets/{id}', status: 502, count: 1, firstAt: told(5), lastAt: told(5) },
    ]);
    expect([log.firstAt, log.lastAt]).toEqual([told(0), told(5)]);
  });

  const stillAtEnd = (calls: ApiCall[]) => analysed(calls).refusals[0]?.stillAtEnd;

  it('are over when a later call of the same route succeeded, wherever it stands in the log', () => {
    expect(stillAtEnd([call(200, 5), call(404, 3)])).toBe(false);
    expect(stillAtEnd([call(200, 3), call(404, 3)])).toBe(false);
    expect(stillAtEnd([call(404, 3), call(200, 2)])).toBe(true);
    expect(stillAtEnd([call(404, 3), call(200, 5, { path: CONTACTS })])).toBe(true);
  });

  it('are over by their place in the log where it has no times', () => {
    expect(stillAtEnd([call(404), call(200)])).toBe(false);
    expect(stillAtEnd([call(200), call(404)])).toBe(true);
  });
});

test('a creator who has gone is told by a 403 alone', () => {
  const refused = (status: number) =>
    refusalsOf(analysed([call(status, 1, { category: 'USER_DOES_NOT_HAVE_PERMISSIONS' })])).tokenRefusals;
  expect(refused(403)).toEqual([{ cause: 'token-creator-removed', count: 1, lastAt: told(1), still: true }]);
  expect(refused(401)).toBeUndefined();
});

describe('missing scopes', () => {
  it('are over for a route of which all that succeeded came last, in the same moment too', () => {
    const over = (...calls: ApiCall[]) => analysed(calls).missingScopes[0]?.byRoute[0]?.over;
    expect(over(refusedLookup(2), lookup(200, 3))).toBe(true);
    expect(over(refusedLookup(2), lookup(200, 2))).toBe(true);
    expect(over(lookup(200, 1), refusedLookup(2), lookup(200, 3))).toBe(false);
    expect(over(refusedLookup(2))).toBe(false);
  });

  it('are told once for all routes, and for each route to the checks', () => {
    const log = analysed([
      refusedLookup(0),
      refusedLookup(1),
      call(403, 2, { path: '/crm/v3/owners/7?idProperty=userId', body: scopesBody([OWNERS_SCOPE]) }),
      call(403, 3, { path: TICKETS }),
    ]);
    expect(log.missingScopes).toMatchObject([
      {
        scopes: [OWNERS_SCOPE],
        form: 'any',
        inferred: false,
        count: 3,
        routes: ['GET /crm/owners/v3/A-{id}', 'GET /crm/v3/owners/{id}'],
        firstAt: told(0),
        lastAt: told(2),
        stillAtEnd: true,
      },
      { scopes: ['tickets'], form: 'unsaid', inferred: true, count: 1 },
    ]);
    expect(refusalsOf(log)).toMatchObject({
      calls: 4,
      missingScopes: [
        {
          scope: OWNERS_SCOPE,
          route: 'GET /crm/owners/v3/A-{id}',
          count: 2,
          lastAt: told(1),
          inferred: false,
        },
        { scope: OWNERS_SCOPE, route: 'GET /crm/v3/owners/{id}', count: 1, lastAt: told(2), inferred: false },
        { scope: 'tickets', count: 1, inferred: true },
      ],
    });
  });

  it('are the first of those of which any is enough, and all of those that are all wanted', () => {
    const log = analysed([
      call(403, 0, {
        path: '/crm/v3/objects/deals/1',
        body: scopesBody(['crm.schemas.deals.read', 'crm.objects.deals.read']),
      }),
      call(403, 1, {
        path: '/files/v3/files/1',
        body: scopesBody(['files', 'files.ui_hidden.read'], 'All of the following scopes are required.'),
      }),
    ]);
    expect(
      refusalsOf(log)
        .missingScopes.map(({ scope }) => scope)
        .sort(),
    ).toEqual(['crm.objects.deals.read', 'files', 'files.ui_hidden.read']);
  });

  it('named by an answer and concluded from the route are one row for the checks', () => {
    const log = analysed([lookup(403, 0), refusedLookup(1)]);
    expect(log.missingScopes).toHaveLength(2);
    expect(refusalsOf(log).missingScopes).toEqual([
      {
        scope: OWNERS_SCOPE,
        route: 'GET /crm/owners/v3/A-{id}',
        count: 2,
        firstAt: told(0),
        lastAt: told(1),
        inferred: false,
      },
    ]);
  });

  it('that nothing names are told to the checks without a name', () => {
    const log = analysed([call(403, 0, { path: '/cms/v3/pages', category: 'MISSING_SCOPES' })]);
    expect(log.missingScopes).toMatchObject([{ scopes: [], inferred: false, count: 1 }]);
    expect(refusalsOf(log).missingScopes).toMatchObject([
      { scope: null, route: 'GET /cms/v3/pages', count: 1 },
    ]);
  });

  it('tell the owner lookup in every spelling of its path', () => {
    const paths = [
      '/crm/owners/v3/A-7',
      '/crm/v3/owners/7',
      '/crm/owners/2026-09-beta/A-7',
      '/crm/v3/owners',
    ];
    const log = analysed(
      paths.map((path, minute) => call(403, minute, { path, body: scopesBody([OWNERS_SCOPE]) })),
    );
    expect(log.ownersLookup).toEqual({
      count: 3,
      paths: ['/crm/owners/2026-09-beta/A-{id}', '/crm/owners/v3/A-{id}', '/crm/v3/owners/{id}'],
      firstAt: told(0),
      lastAt: told(2),
      stillAtEnd: true,
    });
    expect(analysed([refusedLookup(0), lookup(200, 1)]).ownersLookup?.stillAtEnd).toBe(false);
    expect(analysed([lookup(403, 0, '{"category":"GATED"}'), lookup(404, 1)]).ownersLookup).toBeNull();
  });
});

describe('a refusal that is over', () => {
  const rows = (calls: ApiCall[]) => refusalsOf(analysed(calls)).missingScopes;

  it('is one of whose route a later call succeeded', () => {
    expect(rows([refusedLookup(0), lookup(200, 1)])).toMatchObject([{ scope: OWNERS_SCOPE, over: true }]);
    expect(rows([lookup(200, 0), refusedLookup(1)])[0]).not.toHaveProperty('over');
    const mixed = [refusedLookup(0), lookup(200, 1), refusedLookup(2), lookup(200, 3)];
    expect(rows(mixed)[0]).not.toHaveProperty('over');
    expect(rows(mixed)[0]).toHaveProperty('parted', true);
    for (const alone of [[refusedLookup(0)], [lookup(200, 0), refusedLookup(1)]])
      expect(rows(alone)[0]).not.toHaveProperty('parted');
  });

  const owners = (status: number, minute: number) => call(status, minute, { path: '/crm/v3/owners/7' });
  const extension = (names: string[]) =>
    call(403, 1, { path: '/crm/v3/extensions/x', body: scopesBody(names) });

  it.each<[string, boolean, ApiCall[]]>([
    ['another spelling of the lookup', true, [refusedLookup(0), owners(200, 1)]],
    ['one that succeeded all along', false, [owners(200, 0), refusedLookup(1), owners(200, 2)]],
    ['one before', false, [owners(200, 0), refusedLookup(1)]],
    ['one that wants another scope', false, [refusedLookup(0), call(200, 1)]],
    ['any of several scopes', true, [extension(['content', OWNERS_SCOPE]), owners(200, 2)]],
    ['reading, of a scope to write as well', false, [extension(['tickets']), call(200, 2)]],
  ])('may be shown by another route that wants its scope: %s', (_what, over, calls) => {
    expect(rows(calls).map((row) => row.over ?? false)).toContain(over);
    expect(rows(calls).some((row) => row.over)).toBe(over);
  });

  it('is one that a text tells to have ended well, and others without a path go on', () => {
    const told: ApiCall = { status: 403, body: scopesBody([OWNERS_SCOPE]), at: minutes(1), told: true };
    expect(rows([told, { ...told, over: true }])).toMatchObject([
      { route: '(no path)', count: 1 },
      { route: '(no path), tried again', over: true },
    ]);
    expect(rows([told])[0]).not.toHaveProperty('over');
  });
});

describe('what went well', () => {
  it('is counted, whatever a filter leaves out; a scope is refused to a token that was taken', () => {
    const counts = ({ succeeded, accepted }: ReturnType<typeof refusalsOf>) => [succeeded, accepted];
    expect(counts(refusalsOf(analysed([call(404, 0), call(502, 1)])))).toEqual([0, 0]);
    const tally = tallyOf([call(404, 0), refusedLookup(1)]);
    expect(counts(refusalsOf(summarize(tally, [], 0)))).toEqual([0, 1]);
    tally.passOver(tally.route('GET', TICKETS), 200, minutes(2));
    expect(counts(refusalsOf(summarize(tally, [], 1)))).toEqual([1, 2]);
  });
});

describe('a 403 of which nothing says why', () => {
  const deals = (more: ApiCall = {}) => call(403, 1, { path: '/crm/v3/objects/deals/1', ...more });
  const untold = (calls: ApiCall[]) => refusalsOf(analysed(calls)).untold;

  it('is one without an answer, on a route whose scopes are not known', () => {
    expect(untold([deals(), deals({ body: '' }), call(403, 2, { path: undefined as never })])).toBe(3);
  });

  it.each([
    '<html>Forbidden</html>',
    '{"status":"error","mess\n2026-11-20T09:00:00Z,GET,/crm/v3/objects/tickets/1,200,',
    '{"status":"error","message":"This token does not have proper permissions! (requires any of [x])"}',
    'forbidden',
  ])('is one whose answer is not understood, whatever the route: %j', (body) => {
    expect(untold([deals({ body }), call(403, 2, { body })])).toBe(2);
  });

  it('is none where the answer or the route tells', () => {
    const isInternal = { body: '{"message":"This API isn\'t available for public use."}' };
    const told = [isInternal, { category: 'GATED' }, { category: 'MISSING_SCOPES' }];
    expect(untold([...told.map(deals), call(403, 2), call(404, 3)])).toBeUndefined();
  });
});

describe('runs of 401', () => {
  it('end with a success, of whichever route, and the last one may not have', () => {
    const log = analysed([
      call(401, 1),
      call(401, 9, { path: CONTACTS }),
      call(200, 12),
      call(401, 20),
      lookup(401, 30),
    ]);
    expect(log.unauthorized).toEqual({
      count: 4,
      runs: [
        {
          count: 2,
          firstAt: told(1),
          lastAt: told(9),
          ended: true,
          routes: ['GET /crm/v3/objects/contacts/{id}', 'GET /crm/v3/objects/tickets/{id}'],
        },
        {
          count: 2,
          firstAt: told(20),
          lastAt: told(30),
          ended: false,
          routes: ['GET /crm/owners/v3/A-{id}', 'GET /crm/v3/objects/tickets/{id}'],
        },
      ],
    });
    expect(refusalsOf(log).unauthorized).toEqual({
      count: 4,
      since: told(20),
      lastAt: told(30),
      ended: false,
    });
  });

  it('are not ended by another refusal', () => {
    expect(
      analysed([call(401, 0), call(403, 1), call(429, 2), call(500, 3), call(401, 4)]).unauthorized.runs,
    ).toHaveLength(1);
  });

  it('begin after the success that stands in the same minute', () => {
    const second = 1 / 60;
    const log = analysed([call(401, 2), call(200, 3), call(401, 3 + 20 * second), call(401, 5)]);
    expect(log.unauthorized.runs.map(({ firstAt }) => firstAt)).toEqual([told(2), told(3 + 20 * second)]);
  });

  it('are ended by a success after the last of them', () => {
    expect(refusalsOf(analysed([call(401, 0), call(200, 1)])).unauthorized).toMatchObject({ ended: true });
    expect(refusalsOf(analysed([call(200, 0), call(401, 1)])).unauthorized).toMatchObject({ ended: false });
    expect(refusalsOf(analysed([call(200, 0)])).unauthorized).toBeNull();
  });

  it('are one where the log has no times, which does not tell what came last', () => {
    const run = { count: 2, routes: ['GET /crm/v3/objects/tickets/{id}'], ended: false };
    expect(analysed([call(401), call(401)]).unauthorized.runs).toEqual([run]);
    expect(analysed([call(401), call(200), call(401)]).unauthorized.runs).toEqual([
      { ...run, untold: 'no-times' },
    ]);
  });

  describe('of a route that never takes the token', () => {
    const templates = (minute: number) =>
      call(401, minute, { path: '/integrators/timeline/v3/2002/event-templates' });
    const ROUTE = 'GET /integrators/timeline/v3/{id}/event-templates';

    it('are none of the token where other calls succeed in between', () => {
      const log = analysed([call(200, 0), templates(1), call(200, 2), templates(3)]);
      expect(log.unauthorized).toEqual({
        count: 0,
        runs: [],
        routesAlone: [{ route: ROUTE, count: 2, firstAt: told(1), lastAt: told(3) }],
      });
      expect(refusalsOf(log).unauthorized).toBeNull();
    });

    it('are none where other calls succeed before and after', () => {
      expect(analysed([call(200, 0), templates(1), call(200, 2)]).unauthorized.runs).toEqual([]);
    });

    it('hide no token that dies', () => {
      const log = analysed([call(200, 0), templates(1), call(200, 2), templates(3), call(401, 4)]);
      expect(log.unauthorized).toMatchObject({ count: 2, runs: [{ firstAt: told(3), ended: false }] });
      expect(log.unauthorized.routesAlone).toMatchObject([{ route: ROUTE, count: 2 }]);
    });
  });

  it('of very many tell the last', () => {
    const flapping = Array.from({ length: 300 }, (_, index) => call(index % 2 ? 200 : 401, index));
    const { count, runs } = analysed(flapping).unauthorized;
    expect(count).toBe(150);
    expect(runs).toHaveLength(100);
    expect(runs.at(-1)).toMatchObject({ firstAt: told(298), ended: true });
  });
});

describe('windows of 429', () => {
  const limited = (minute: number, policy = 'TEN_SECONDLY_ROLLING') =>
    call(429, minute, { body: limitBody(policy) });

  it('are told by policy, most calls first', () => {
    const log = analysed([limited(0), limited(1, 'DAILY'), limited(2), call(429, 3)]);
    expect(log.rateLimits).toEqual([
      {
        policy: 'TEN_SECONDLY_ROLLING',
        count: 2,
        windows: [{ count: 2, firstAt: told(0), lastAt: told(2) }],
      },
      { policy: 'DAILY', count: 1, windows: [{ count: 1, firstAt: told(1), lastAt: told(1) }] },
      { policy: 'unsaid', count: 1, windows: [{ count: 1, firstAt: told(3), lastAt: told(3) }] },
    ]);
    expect(refusalsOf(log).rateLimits[0]).toEqual({
      policy: 'TEN_SECONDLY_ROLLING',
      count: 2,
      lastAt: told(2),
    });
  });

  it('go on while no call succeeds, and over a success that is followed by a refusal soon', () => {
    const counts = (calls: ApiCall[]) => analysed(calls).rateLimits[0]?.windows.map(({ count }) => count);
    expect(counts([limited(0), limited(50)])).toEqual([2]);
    expect(counts([limited(0), call(200, 2), limited(4)])).toEqual([2]);
    expect(counts([limited(0), call(200, 25), limited(50)])).toEqual([1, 1]);
  });

  it('are bridged where they would be very many', () => {
    const calls = Array.from({ length: 600 }, (_, index) =>
      index % 2 ? call(200, index * 10) : limited(index * 10),
    );
    const windows = analysed(calls).rateLimits[0]?.windows ?? [];
    expect(windows.length).toBeLessThanOrEqual(100);
    expect(windows.reduce((sum, { count }) => sum + count, 0)).toBe(300);
  });

  it('without times are one', () => {
    expect(analysed([call(429), call(200), call(429)]).rateLimits).toEqual([
      { policy: 'unsaid', count: 2, windows: [{ count: 2 }] },
    ]);
  });
});

describe('what cannot be', () => {
  it('is counted and stands on no timeline', () => {
    const log = analysed([
      call(200, 0, { durationMs: 40 }),
      call(99, 1, { durationMs: -5 }),
      { path: TICKETS, status: 600, at: Date.UTC(1999, 11, 31), durationMs: Number.NaN },
      { path: TICKETS, at: Date.UTC(2100, 0, 1), durationMs: Number.POSITIVE_INFINITY },
      { path: TICKETS, durationMs: LONGEST_DURATION },
      {},
    ]);
    expect(log).toMatchObject({
      calls: 6,
      statuses: { 200: 1, none: 5 },
      firstAt: told(0),
      lastAt: told(1),
      latency: { count: 1, p50: 40, max: 40 },
      refusals: [],
      serverErrors: [],
    });
    expect(log.timeline?.calls).toEqual([1, 1]);
  });

  it('is of a status told by the hundreds of HTTP, from 100 to 599', () => {
    const asTold = (status: number) => analysed([call(status)]).statuses;
    for (const status of [100, 101, 199, 598, 599]) expect(asTold(status)).toEqual({ [status]: 1 });
    for (const status of [0, 99, 100.5, 600, 601, -200]) expect(asTold(status)).toEqual({ none: 1 });
  });

  it('leaves an empty log empty', () => {
    expect(analysed([])).toEqual({
      files: [],
      calls: 0,
      leftOut: 0,
      firstAt: null,
      lastAt: null,
      statuses: {},
      refusals: [],
      missingScopes: [],
      ownersLookup: null,
      unauthorized: { count: 0, runs: [] },
      untold: 0,
      told: 0,
      succeeded: 0,
      accepted: 0,
      rateLimits: [],
      serverErrors: [],
      latency: null,
      routes: [],
      timeline: null,
    });
  });
});

describe('the timeline', () => {
  it('has a step a minute for an hour, and tells refusals apart', () => {
    const { timeline } = analysed([call(200, 0), call(404, 1), call(429, 1), call(503, 59), call(200, 59)]);
    expect(timeline).toMatchObject({ startsAt: told(0), stepMs: MINUTE });
    expect(timeline?.calls).toHaveLength(60);
    expect(timeline?.calls.filter(Boolean)).toEqual([1, 2, 2]);
    expect([timeline?.refused[1], timeline?.rateLimited[1], timeline?.failed[59]]).toEqual([1, 1, 1]);
  });

  it.each([
    [60 * 24, 15 * MINUTE],
    [60 * 24 * 30, 12 * 60 * MINUTE],
    [60 * 24 * 365 * 20, 30 * 24 * 60 * MINUTE * 12],
  ])('has at most 120 steps for %d minutes', (length, step) => {
    const { timeline } = analysed([call(200, 0), call(200, length)]);
    expect(timeline?.stepMs).toBe(step);
    expect(timeline?.calls.length).toBeLessThanOrEqual(120);
    expect(timeline?.calls.reduce((sum, calls) => sum + calls, 0)).toBe(2);
    expect(Date.parse(timeline?.startsAt ?? '')).toBeLessThanOrEqual(minutes(0));
  });
});

describe('routes', () => {
  const word = (index: number) => [...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('');

  it('are the 50 with most calls and all with a refusal; the others make the last row', () => {
    const calls = Array.from({ length: 70 }, (_, index) =>
      Array.from({ length: index < 50 ? 2 : 1 }, () =>
        call(index === 60 ? 403 : 200, 0, { path: `/${word(index)}`, durationMs: 10 }),
      ),
    ).flat();
    const { routes } = analysed(calls);
    expect(routes).toHaveLength(52);
    expect(routes.map(({ route }) => route)).toContain(`GET /${word(60)}`);
    expect(routes.at(-1)).toMatchObject({
      route: 'other routes',
      count: 19,
      statuses: { 200: 19 },
      latency: { count: 19, p50: 10 },
    });
  });
});
