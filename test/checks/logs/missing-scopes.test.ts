import { describe, expect, test } from 'vitest';
import type { EvidenceSet } from '../../../checks/facts.ts';
import missingScopes from '../../../checks/logs/missing-scopes.ts';
import { OWNERS_SCOPE } from '../../../src/core/hubspot/scopes.ts';
import type { LogRefusals } from '../../../src/core/log-refusals.ts';
import { causesOf, found, NOT_GIVEN, TIMED_OUT, verdictOf } from '../token/judging.ts';

type Row = LogRefusals['missingScopes'][number];

function row(scope: string | null, more: Partial<Row> = {}): Row {
  return { scope, route: 'GET /some/route/{id}', count: 2, inferred: false, ...more };
}

function logged(rows: Row[], more: EvidenceSet = {}, calls = 9) {
  return verdictOf(missingScopes, {
    'logs.refusals': found({ missingScopes: rows, rateLimits: [], unauthorized: null, calls }, 'file'),
    ...more,
  });
}

function granted(...scopes: string[]) {
  return { 'token.introspection': found({ hubId: 1001, appId: 2002, userId: 7001, scopes }) };
}

describe('logs/missing-scopes', () => {
  test('passes for a log without such a refusal', () => {
    expect(logged([])).toMatchObject({ status: 'pass', measured: '9 calls looked at' });
  });

  test('leaves it open for a log without a call', () => {
    expect(logged([], {}, 0)).toMatchObject({ status: 'unknown', findings: [] });
  });

  test('leaves it open where nothing says why calls were refused with 403', () => {
    const refusals = { missingScopes: [], rateLimits: [], unauthorized: null, untold: 3, calls: 9 };
    const verdict = verdictOf(missingScopes, { 'logs.refusals': found(refusals, 'file') });
    expect(verdict).toMatchObject({ status: 'unknown', findings: [] });
    expect(verdict.summary).toContain('3 calls were refused with 403');
    const named = { ...refusals, missingScopes: [row('tickets')] };
    expect(verdictOf(missingScopes, { 'logs.refusals': found(named, 'file') }).status).toBe('fail');
  });

  test.each([
    [[OWNERS_SCOPE], ['owners-scope-missing']],
    [['tickets'], ['scope-missing']],
    [
      ['tickets', OWNERS_SCOPE, 'tickets'],
      ['owners-scope-missing', 'scope-missing'],
    ],
  ])('a refusal for %j names %j', (scopes, causes) => {
    const verdict = logged(scopes.map((scope) => row(scope)));
    expect(verdict.status).toBe('fail');
    expect(causesOf(verdict)).toEqual(causes);
  });

  test.each(['timeline', 'crm.objects.custom.highly_sensitive.write.v2', 'files', 'crm.lists.read'])(
    'a refusal for %s, which OpenCX does not need, is mentioned and no cause',
    (scope) => {
      const alone = logged([row(scope)]);
      expect(alone).toMatchObject({ status: 'pass', findings: [] });
      expect(alone.summary).toContain(scope);
      const beside = logged([row(scope), row('tickets')]);
      expect(beside.findings.map(({ details }) => details?.['scopes'])).toEqual([['tickets']]);
      expect(beside.summary).toContain(scope);
    },
  );

  test.each<[string, Partial<LogRefusals>]>([
    ['where nothing went well', { succeeded: 0 }],
    ['where some were not told apart', { untold: 1 }],
    ['where the calls stand in lines of text alone', { told: 2 }],
    ['where most have no status', { unread: { count: 2, of: 3 } }],
  ])('a scope that OpenCX does not ask for is mentioned %s', (_, more) => {
    const refusals: LogRefusals = {
      missingScopes: [row('files')],
      rateLimits: [],
      unauthorized: null,
      calls: 2,
      ...more,
    };
    const { status, findings, summary } = verdictOf(missingScopes, {
      'logs.refusals': found(refusals, 'file'),
    });
    expect({ status, findings }).toEqual({ status: 'unknown', findings: [] });
    expect(summary).toMatch(/Also refused, and OpenCX [^:]+: files\.$/);
  });

  test('a refusal for a scope that costs context only is a warning', () => {
    const verdict = logged([row('crm.objects.deals.read')]);
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['warn', 'scope-missing']);
  });

  test.each([
    ['tickets', ['crm.objects.tickets.read', 'crm.objects.tickets.write'], 'warn'],
    ['tickets', ['crm.objects.tickets.read'], 'fail'],
    ['crm.objects.tickets.write', ['tickets'], 'warn'],
    ['crm.objects.tickets.write', ['crm.objects.tickets.read'], 'fail'],
  ])(
    'takes older and granular scopes for each other: %s refused, %j granted by now',
    (scope, now, status) => {
      expect(logged([row(scope)], granted(...now)).status).toBe(status);
    },
  );

  test('a refusal that names no scope is likely a missing one, and fails', () => {
    const verdict = logged([row(null)], granted('tickets'));
    expect(verdict.status).toBe('fail');
    expect(verdict.findings).toEqual([{ cause: 'scope-missing', confidence: 'likely' }]);
    expect(verdict.summary).toContain('one that HubSpot did not name');
  });

  test('beside a named one it is told, and the named one is the cause', () => {
    const verdict = logged([row(null), row('tickets')]);
    expect(causesOf(verdict)).toEqual(['scope-missing']);
    expect(verdict.findings[0]?.details).toMatchObject({ scopes: ['tickets'] });
    expect(verdict.summary).toContain('one that HubSpot did not name');
  });

  test('tells the route, the count and the last time', () => {
    const { measured } = logged([row(OWNERS_SCOPE, { count: 4, lastAt: '2026-11-19T08:00:00Z' })]);
    expect(measured).toBe('GET /some/route/{id} refused 4 times, last 2026-11-19T08:00:00Z');
    expect(logged([row('tickets', { count: 1 })]).measured).toBe('GET /some/route/{id} refused once');
  });

  test('holds a concluded scope for likely and a named one for what its source gives', () => {
    const verdict = logged([row(OWNERS_SCOPE, { inferred: true }), row('tickets')]);
    expect(Object.fromEntries(verdict.findings.map(({ cause, confidence }) => [cause, confidence]))).toEqual({
      'owners-scope-missing': 'likely',
      'scope-missing': undefined,
    });
  });

  test('only warns for what has been granted since', () => {
    const verdict = logged([row(OWNERS_SCOPE)], granted(OWNERS_SCOPE));
    expect(verdict.status).toBe('warn');
    expect(verdict.findings).toMatchObject([{ cause: 'owners-scope-missing', confidence: 'possible' }]);
  });

  test.each([
    [[{}], 'confirmed'],
    [[{ parted: true }], 'likely'],
    [[{ parted: true }, {}], 'confirmed'],
  ] as const)(
    'of rows %j a missing scope is %s: a log of several accounts confirms nothing',
    (rows, confidence) => {
      const verdict = logged(rows.flatMap((more) => row(OWNERS_SCOPE, more)));
      expect(verdict.status).toBe('fail');
      expect(verdict.findings[0]?.confidence ?? 'confirmed').toBe(confidence);
    },
  );

  test('only warns for what a later call of the route shows to be over', () => {
    const verdict = logged([row(OWNERS_SCOPE, { over: true })]);
    expect(verdict.status).toBe('warn');
    expect(verdict.findings).toMatchObject([{ cause: 'owners-scope-missing', confidence: 'possible' }]);
    expect(verdict.summary).toContain('no longer');
    const beside = logged([row(OWNERS_SCOPE, { over: true }), row('tickets')]);
    expect([beside.status, ...causesOf(beside)]).toEqual(['fail', 'scope-missing']);
  });

  test.each([
    [0, 'unknown'],
    [1, 'pass'],
  ])('where %i calls went well: %s', (succeeded, status) => {
    const refusals = { missingScopes: [], rateLimits: [], unauthorized: null, succeeded, calls: 9 };
    expect(verdictOf(missingScopes, { 'logs.refusals': found(refusals, 'file') }).status).toBe(status);
  });

  test('fails for what is still missing and leaves out what has been granted since', () => {
    const verdict = logged([row(OWNERS_SCOPE), row('tickets')], granted(OWNERS_SCOPE));
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'scope-missing']);
  });

  test('is judged also when HubSpot does not answer', () => {
    expect(logged([row('tickets')], { 'token.introspection': TIMED_OUT }).status).toBe('fail');
  });

  test('is not looked at when no log was given', () => {
    expect(verdictOf(missingScopes, { 'logs.refusals': NOT_GIVEN }).status).toBe('na');
  });

  test('leaves it open when the log could not be read', () => {
    expect(verdictOf(missingScopes, { 'logs.refusals': TIMED_OUT }).status).toBe('unknown');
  });
});
