import { describe, expect, it } from 'vitest';
import { OWNERS_SCOPE } from '../../../src/core/hubspot/scopes.ts';
import { Answers, missingScopes, NO_ANSWER, readAnswer } from '../../../src/logs/analysis/answer.ts';
import { isOwnersLookup, knownScopes } from '../../../src/logs/analysis/scopes.ts';
import { limitBody, scopesBody } from './calls.ts';

const OWNERS_ROUTE = 'GET /crm/owners/v3/A-{id}';
const UNKNOWN_ROUTE = 'GET /cms/v3/pages';

/** What a 403 is taken for on a route. */
function refusedFor(
  body: string | undefined,
  { category, route = OWNERS_ROUTE }: { category?: string; route?: string } = {},
) {
  const set = missingScopes(readAnswer(403, category, body), knownScopes(route));
  return set && { scopes: set.scopes, form: set.form, inferred: set.inferred };
}

const CONCLUDED = { scopes: [OWNERS_SCOPE], form: 'unsaid', inferred: true };
const UNNAMED = { scopes: [], form: 'unsaid', inferred: false };
const named = (scopes: string[], form: string) => ({ scopes, form, inferred: false });

describe('a 403', () => {
  it('names the scopes of which any is enough, the everyday one first', () => {
    const body = scopesBody([
      'crm.objects.deals.highly_sensitive.read.v2',
      'crm.schemas.deals.read',
      'crm.objects.deals.read',
    ]);
    expect(refusedFor(body)).toEqual(
      named(
        ['crm.objects.deals.read', 'crm.schemas.deals.read', 'crm.objects.deals.highly_sensitive.read.v2'],
        'any',
      ),
    );
  });

  it('names the scopes of which all are wanted', () => {
    const body = scopesBody(['files', 'files.ui_hidden.read'], 'All of the following scopes are required.');
    expect(refusedFor(body, { route: UNKNOWN_ROUTE })).toEqual(
      named(['files', 'files.ui_hidden.read'], 'all'),
    );
  });

  it('is read from the sentence, from a body that was cut off, and from one that was quoted once more', () => {
    const sentence = 'All of the following scopes are required: [files, files.ui_hidden.read]';
    expect(refusedFor(sentence, { route: UNKNOWN_ROUTE })).toEqual(
      named(['files', 'files.ui_hidden.read'], 'all'),
    );
    const whole = scopesBody(['crm.objects.deals.read']);
    expect(refusedFor(whole.slice(0, -10))).toEqual(named(['crm.objects.deals.read'], 'any'));
    expect(refusedFor(JSON.stringify(whole))).toEqual(named(['crm.objects.deals.read'], 'any'));
  });

  it('is concluded from the route where the log keeps no answer, or one that names none', () => {
    expect(refusedFor(undefined)).toEqual(CONCLUDED);
    expect(refusedFor('', { category: 'Missing scopes' })).toEqual(CONCLUDED);
    expect(refusedFor('{"category":"MISSING_SCOPES"}')).toEqual(CONCLUDED);
    expect(refusedFor(scopesBody(['crm.objects.owners.read']).slice(0, 80))).toEqual(CONCLUDED);
  });

  it('is concluded from the route where an older answer names a broad scope that misleads', () => {
    expect(refusedFor('{"category":"MISSING_SCOPES","context":{"requiredScopes":["contacts"]}}')).toEqual(
      CONCLUDED,
    );
    const tickets = '{"category":"MISSING_SCOPES","context":{"requiredScopes":["tickets"]}}';
    expect(refusedFor(tickets, { route: 'GET /crm/v3/objects/tickets/{id}' })).toEqual(
      named(['tickets'], 'unsaid'),
    );
  });

  it('misses a scope that nothing names where the route is not known', () => {
    expect(refusedFor('', { category: 'MISSING_SCOPES', route: UNKNOWN_ROUTE })).toEqual(UNNAMED);
    expect(refusedFor(undefined, { route: UNKNOWN_ROUTE })).toBeNull();
  });

  it.each([
    ['another category', '{"category":"GATED","message":"Upgrade"}'],
    ['another category with a list', '{"category":"BANNED","context":{"requiredScopes":["tickets"]}}'],
    ['the creator of the app', '{"category":"MISSING_SCOPES","message":"USER_DOES_NOT_HAVE_PERMISSIONS"}'],
    ['another category, cut off', '{"category":"GATED","message":"Upgr'],
    ['a web page of a proxy', '<html><body>Forbidden</body></html>'],
    [
      'a sentence about something else',
      '{"message":"This API can\'t be called using an OAuth access token."}',
    ],
  ])('names no scope for %s', (_name, body) => {
    expect(refusedFor(body)).toBeNull();
  });

  it('names no scope for another category of a column', () => {
    expect(refusedFor('', { category: 'GATED' })).toBeNull();
    expect(refusedFor(undefined, { category: 'USER_DOES_NOT_HAVE_PERMISSIONS' })).toBeNull();
  });

  it('concludes nothing where HubSpot says that the scope is not for the public', () => {
    const body =
      '{"category":"MISSING_SCOPES","message":"The scope needed for this API call isn\'t available for public use."}';
    expect(refusedFor(body)).toEqual(UNNAMED);
  });

  it('takes over no name that has not the form of a scope', () => {
    const body = scopesBody(['pat-na1-00000000-0000-0000-0000-000000000000', 'a b', 'tickets', 'k3j4h5g6f7']);
    expect(refusedFor(body, { route: UNKNOWN_ROUTE })).toEqual(named(['tickets'], 'any'));
  });
});

describe('the category', () => {
  it('is what the body says, else what a column says', () => {
    expect(readAnswer(401, 'other', '{"category":"EXPIRED_AUTHENTICATION"}').category).toBe(
      'EXPIRED_AUTHENTICATION',
    );
    expect(readAnswer(401, 'invalid-authentication', 'no').category).toBe('INVALID_AUTHENTICATION');
    expect(readAnswer(409, 'SOMETHING_NEW').category).toBe('SOMETHING_NEW');
  });

  it.each(['John Doe', 'jo@example.test', 'AKIA0000', 'not applicable', ''])('is never %j', (word) => {
    expect(readAnswer(403, word).category).toBeNull();
  });
});

describe('the limit of a 429', () => {
  it.each([
    ['its name', undefined, limitBody('TEN_SECONDLY_ROLLING'), 'TEN_SECONDLY_ROLLING'],
    ['its sentence', undefined, '{"message":"You have reached your secondly limit."}', 'SECONDLY'],
    ['a body that was cut off', undefined, '{"policyName":"DAILY","mess', 'DAILY'],
    ['a column', 'ten secondly rolling', '', 'TEN_SECONDLY_ROLLING'],
    ['a column that says more', 'DAILY_LIMIT', '', 'DAILY'],
    ['nothing', 'RATE_LIMITS', '{"message":"Slow down"}', null],
  ])('is told by %s', (_name, category, body, policy) => {
    expect(readAnswer(429, category, body).policy).toBe(policy);
  });
});

describe('answers', () => {
  it('are read once for all that differ in their ids alone', () => {
    const answers = new Answers();
    expect(answers.of(403, undefined, scopesBody(['tickets']))).toBe(
      answers.of(403, undefined, scopesBody(['tickets'])),
    );
    expect(answers.of(403, undefined, scopesBody(['a.read']))).not.toBe(
      answers.of(403, undefined, scopesBody(['b.read'])),
    );
    const expired = (seconds: number) =>
      `{"category":"EXPIRED_AUTHENTICATION","message":"expired ${seconds} second(s) ago"}`;
    expect(answers.of(401, undefined, expired(1))).toBe(answers.of(401, undefined, expired(22)));
  });

  it('are told apart by status and column', () => {
    const answers = new Answers();
    expect(answers.of(403, 'GATED', '')).not.toEqual(answers.of(403, 'BANNED', ''));
    expect(answers.of(429, 'DAILY', '').policy).toBe('DAILY');
    expect(answers.of(403, 'DAILY', '').policy).toBeNull();
    expect(answers.of(403, undefined, '')).toBe(NO_ANSWER);
  });
});

describe('the scopes of a route', () => {
  it.each([
    ['GET /crm/v3/owners', OWNERS_SCOPE],
    ['GET /crm/v3/owners/{id}', OWNERS_SCOPE],
    ['/crm/owners/2026-09-beta/A-{id}', OWNERS_SCOPE],
    ['GET /conversations/v3/conversations/threads/{id}', 'conversations.read'],
    ['POST /conversations/v3/conversations/actors/batch/read', 'conversations.read'],
    ['POST /conversations/v3/conversations/threads/{id}/messages', 'conversations.write'],
    ['PUT /conversations/conversations/2026-09/threads/{id}/assignee', 'conversations.write'],
    ['PATCH /crm/v3/objects/tickets/{id}', 'tickets'],
    ['/crm/objects/2026-03/0-5/{id}', 'tickets'],
    ['POST /crm/v3/objects/contacts/search', 'crm.objects.contacts.read'],
    ['GET /crm/v3/objects/contacts/{email}', 'crm.objects.contacts.read'],
    ['POST /crm/v3/objects/contacts', 'crm.objects.contacts.write'],
    ['GET /settings/v3/users/{id}', 'settings.users.read'],
    ['GET /account-info/v3/activity/security', 'account-info.security.read'],
  ])('are known for %s', (route, scope) => {
    expect(knownScopes(route)).toMatchObject({ inferred: true });
    expect(knownScopes(route)?.scopes).toContain(scope);
  });

  it.each([
    '/crm/v3/objects/contacts/{id}',
    'GET /crm/v3/pipelines/tickets',
    'PUT /crm/v3/objects/tickets/{id}/associations/contacts/{id}',
    'GET /crm/v3/objects/ticketsx',
    'GET /crm/v3/ownersx',
    '(no path)',
    'other routes',
  ])('are not known for %s', (route) => {
    expect(knownScopes(route)).toBeNull();
  });

  it.each([
    ['GET /crm/owners/v3/A-{id}', true],
    ['/crm/v3/owners/A-{id}', true],
    ['GET /crm/v3/owners/{id}', true],
    ['GET /crm/owners/2026-03/{id}', true],
    ['GET /crm/owners/2026-09-beta/A-{id}', true],
    ['GET /crm/v3/owners', false],
    ['GET /crm/v3/owners/{value}', false],
    ['GET /crm/v3/objects/owners/{id}', false],
  ])('tell the owner lookup: %s', (route, is) => {
    expect(isOwnersLookup(route)).toBe(is);
  });
});
