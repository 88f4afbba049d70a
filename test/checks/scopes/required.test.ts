import { describe, expect, test } from 'vitest';
import required from '../../../checks/scopes/required.ts';
import accepted from '../../../checks/token/accepted.ts';
import { SCOPE_RULES } from '../../../src/core/hubspot/scopes.ts';
import type { LogRefusals } from '../../../src/core/log-refusals.ts';
import { answer, causesOf, found, NO_DIAGNOSIS, NOT_GIVEN, TIMED_OUT, verdictOf } from '../token/judging.ts';

const ALL = SCOPE_RULES.map(({ name }) => name);
const READABLE = ALL.filter((name) => !name.endsWith('.write') && !name.includes('schemas'));

function listing(scopes: readonly string[]) {
  return verdictOf(required, {
    'token.introspection': found({ hubId: 1001, appId: 2002, userId: 7001, scopes: [...scopes] }),
  });
}

const without = (...names: string[]) => listing(ALL.filter((name) => !names.includes(name)));

function reading(granted: readonly string[], refused: readonly string[]) {
  return verdictOf(required, {
    'token.introspection': TIMED_OUT,
    'scopes.reads': found({ granted: [...granted], refused: [...refused] }),
  });
}

function logged(...missingScopes: LogRefusals['missingScopes']) {
  return verdictOf(required, {
    'token.introspection': TIMED_OUT,
    'scopes.reads': TIMED_OUT,
    'logs.refusals': found({ missingScopes, rateLimits: [], unauthorized: null, calls: 9 }, 'file'),
  });
}

describe('scopes/required, by the list of granted scopes', () => {
  test('passes when all are granted', () => {
    expect(listing(ALL)).toMatchObject({ status: 'pass', source: 'live' });
  });

  test('takes the two ticket scopes for the one', () => {
    const scopes = ALL.filter((name) => name !== 'tickets');
    expect(listing([...scopes, 'crm.objects.tickets.read', 'crm.objects.tickets.write']).status).toBe('pass');
  });

  test.each([
    ['crm.objects.tickets.read', 'crm.objects.tickets.write'],
    ['crm.objects.tickets.write', 'crm.objects.tickets.read'],
  ])('names what is missing beside %s, and the older one that would do', (held, missing) => {
    const verdict = listing([...ALL.filter((name) => name !== 'tickets'), held]);
    expect(verdict.findings).toMatchObject([{ cause: 'scope-missing', details: { scopes: [missing] } }]);
    expect(verdict.summary).toContain(`${missing}, or the older tickets (`);
  });

  test.each([
    ['files', 'files.read'],
    ['automation', 'automation.workflows.write'],
  ])('does not miss %s where HubSpot has renamed it, to %s say', (name, renamed) => {
    const scopes = ALL.filter((scope) => scope !== name);
    expect(listing(scopes).summary).toContain(name);
    expect(listing([...scopes, renamed]).summary).not.toContain(name);
  });

  test.each(
    SCOPE_RULES.filter(({ tier, name }) => tier === 'required' && name !== 'crm.objects.owners.read'),
  )('fails without $name and says what breaks', ({ name, breaks }) => {
    const verdict = without(name);
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'scope-missing']);
    expect(verdict.findings[0]?.details).toEqual({ scopes: [name], breaks });
    expect(verdict.summary).toContain(`${name} (${breaks})`);
  });

  test('lets the owners scope lead when it is the only one missing', () => {
    expect(causesOf(without('crm.objects.owners.read'))).toEqual(['owners-scope-missing']);
  });

  test('names the owners scope and the others apart', () => {
    const verdict = without('crm.objects.owners.read', 'tickets', 'conversations.write');
    expect(causesOf(verdict)).toEqual(['owners-scope-missing', 'scope-missing']);
    expect(verdict.findings[1]?.details).toMatchObject({ scopes: ['conversations.write', 'tickets'] });
  });

  test('only warns when no more than a secondary scope is missing', () => {
    const verdict = without('crm.objects.deals.read');
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['warn', 'scope-missing']);
  });

  test('fails for the required one and mentions the secondary one', () => {
    const verdict = without('tickets', 'crm.objects.deals.read');
    expect(verdict.findings[0]?.details).toMatchObject({ scopes: ['tickets'] });
    expect(verdict.summary).toContain('crm.objects.deals.read');
  });

  test('passes without an optional scope and mentions it', () => {
    const verdict = without('files');
    expect(verdict.status).toBe('pass');
    expect(verdict.summary).toContain('files');
  });
});

describe('scopes/required, by small reads', () => {
  test('fails for a refused read', () => {
    const verdict = reading(['conversations.read'], ['tickets']);
    expect([verdict.status, ...causesOf(verdict)]).toEqual(['fail', 'scope-missing']);
  });

  test('warns for a refused secondary read', () => {
    expect(reading(READABLE, ['crm.objects.companies.read']).status).toBe('warn');
  });

  test('leaves it open when nothing was refused, and names what could not be tried', () => {
    const verdict = reading(READABLE, []);
    expect(verdict).toMatchObject({ status: 'unknown', findings: [] });
    expect(verdict.summary).toContain(
      'conversations.write; crm.objects.tickets.write, or the older tickets; crm.objects.contacts.write',
    );
    expect(verdict.summary).not.toContain('conversations.read');
  });
});

describe('scopes/required, by an API-call log', () => {
  const row = { scope: 'tickets', route: 'POST /crm/v3/objects/tickets', count: 3, inferred: false };

  test('takes a refusal for likely', () => {
    const verdict = logged(row);
    expect(verdict.findings).toMatchObject([{ cause: 'scope-missing', confidence: 'likely' }]);
  });

  test('takes a concluded refusal for possible', () => {
    expect(logged({ ...row, inferred: true }).findings[0]?.confidence).toBe('possible');
  });

  test('names the scope that HubSpot named, though another one would do', () => {
    const verdict = logged({ ...row, scope: 'crm.objects.tickets.write' });
    expect(verdict.findings[0]?.details).toMatchObject({ scopes: ['crm.objects.tickets.write'] });
  });

  test.each([[[]], [[{ ...row, scope: 'timeline' }]]])(
    'leaves it open when no needed scope was refused',
    (rows) => {
      expect(logged(...rows).status).toBe('unknown');
    },
  );
});

describe('scopes/required, when HubSpot tells nothing', () => {
  test.each(Object.entries(NO_DIAGNOSIS))('accuses no scope after %s', (_name, failure) => {
    const verdict = verdictOf(required, { 'token.introspection': failure, 'scopes.reads': failure });
    expect(verdict).toMatchObject({ status: 'unknown', findings: [] });
  });

  test('is blocked by a refused token', () => {
    const refused = answer(401);
    const evidence = { 'token.introspection': refused, 'account.details': refused, 'scopes.reads': refused };
    expect(verdictOf(required, evidence, { before: [accepted] })).toMatchObject({
      status: 'blocked',
      blockedBy: 'token/accepted',
    });
  });

  test('is not looked at when nothing was asked', () => {
    expect(verdictOf(required, { 'logs.refusals': NOT_GIVEN }).status).toBe('na');
  });
});
