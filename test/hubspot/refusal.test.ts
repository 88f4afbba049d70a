import { describe, expect, it } from 'vitest';
import { refusal } from '../../src/hubspot/refusal.ts';

const CORRELATION = '00000000-0000-0000-0000-000000000001';
const route = 'GET /crm/v3/owners/{id}';

function refused(status: number, body: unknown, headers: Record<string, string> = {}) {
  return refusal({
    status,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers,
    destination: { host: 'api.hubapi.com', route },
  }).error;
}

const granular = (message: string, scopes: string[]) => ({
  status: 'error',
  message: "This app hasn't been granted all required scopes to make this call.",
  correlationId: CORRELATION,
  errors: [{ message, context: { requiredGranularScopes: scopes } }],
  category: 'MISSING_SCOPES',
});

describe('a refusal in words of its own', () => {
  it('of an unknown sender says whom HubSpot takes for one, and quotes nothing', () => {
    const body = { message: 'Sender actor A-46606016 not found', correlationId: CORRELATION };
    const { message } = refused(400, body);
    expect(message).toContain('does not know the sender');
    expect(message).toContain('A-<user id>');
    expect(message).not.toContain('46606016');
  });

  it('of a lock says that it passes', () => {
    const body = { status: 'error', message: 'The resource is locked', correlationId: CORRELATION };
    expect(refused(423, body)).toMatchObject({
      kind: 'http',
      status: 423,
      message: `HubSpot has locked what ${route} asked for; that passes by itself (423).`,
    });
  });
});

describe('what is no answer of an API', () => {
  it.each([
    [302, '', 'was redirected elsewhere (302)'],
    [511, '<html>Sign in</html>', 'status 511 with a web page'],
  ])('%i is the word of something on the way', (status, body, said) => {
    const { kind, message } = refused(status, body);
    expect(kind).toBe('parse');
    expect(message).toContain(said);
  });
});

describe('a 401', () => {
  it('keeps category, route and correlation id', () => {
    const body = {
      message: 'Authentication credentials not found.',
      correlationId: CORRELATION,
      category: 'INVALID_AUTHENTICATION',
    };
    expect(refused(401, body)).toEqual({
      kind: 'http',
      status: 401,
      category: 'INVALID_AUTHENTICATION',
      correlationId: CORRELATION,
      host: 'api.hubapi.com',
      route,
      message: `HubSpot did not accept the token for ${route} (401, INVALID_AUTHENTICATION).`,
    });
  });

  it('tells an expired token from a secret that HubSpot could not read', () => {
    const expired = (time: string) =>
      refused(401, { category: 'EXPIRED_AUTHENTICATION', context: { 'expire time': [time] } }).message;
    expect(expired('2026-03-10T23:04:41.164Z')).toContain('has expired');
    expect(expired('1970-01-01T00:00:00Z')).toContain('a secret of another kind');
  });
});

describe('a 403 for want of scopes', () => {
  it.each([
    ['any one', 'One or more of the following scopes are required.', 'any'],
    ['all', 'All of the following scopes are required.', 'all'],
    ['not said', 'Something new.', 'unsaid'],
  ])('reads %s', (_name, message, form) => {
    expect(refused(403, granular(message, ['a.read', 'b.read'])).scopes).toEqual({
      form,
      names: ['a.read', 'b.read'],
    });
  });

  it('names the plain scope before sensitive ones, each once', () => {
    const scopes = [
      'crm.objects.deals.highly_sensitive.read.v2',
      'crm.objects.deals.sensitive.read.v2',
      'crm.objects.deals.read',
      'crm.objects.deals.read',
    ];
    expect(
      refused(403, granular('One or more of the following scopes are required.', scopes)).scopes?.names,
    ).toEqual([
      'crm.objects.deals.read',
      'crm.objects.deals.highly_sensitive.read.v2',
      'crm.objects.deals.sensitive.read.v2',
    ]);
  });

  it('says it in one sentence', () => {
    const error = refused(
      403,
      granular('One or more of the following scopes are required.', ['crm.objects.owners.read']),
    );
    expect(error.message).toBe(
      `HubSpot refused ${route}: the app lacks the scope crm.objects.owners.read (403, MISSING_SCOPES).`,
    );
  });

  it.each([
    ['the context of an error', { errors: [{ context: { requiredScopes: ['contacts'] } }] }, ['contacts']],
    ['the context of the whole answer', { context: { missingScopes: ['tickets'] } }, ['tickets']],
    [
      'the granular list rather than the older one',
      {
        context: { requiredScopes: ['contacts'] },
        errors: [{ context: { requiredGranularScopes: ['crm.objects.owners.read'] } }],
      },
      ['crm.objects.owners.read'],
    ],
  ])('reads %s', (_name, body, names) => {
    expect(refused(403, { category: 'MISSING_SCOPES', ...body }).scopes?.names).toEqual(names);
  });

  it('reads a list that stands in the sentence alone', () => {
    const message = 'All of the following scopes are required: [files, files.ui_hidden.read]';
    expect(refused(403, { message }).scopes).toEqual({
      form: 'all',
      names: ['files', 'files.ui_hidden.read'],
    });
  });

  it('knows a refusal that names none', () => {
    const message = "The scope needed for this API call isn't available for public use.";
    expect(refused(403, { message }).scopes).toEqual({ form: 'unsaid', names: [] });
  });

  it.each([
    [{ category: 'GATED', message: 'Not in your plan.' }],
    [{ message: "This API can't be called using an OAuth access token." }],
    [{ category: 'USER_DOES_NOT_HAVE_PERMISSIONS' }],
    ['<html>Forbidden</html>'],
    [''],
  ])('sees no scopes in %j', (body) => {
    expect(refused(403, body)).not.toHaveProperty('scopes');
  });

  it('sees no scopes in another status', () => {
    expect(
      refused(400, granular('All of the following scopes are required.', ['tickets'])),
    ).not.toHaveProperty('scopes');
  });
});

describe('other refusals', () => {
  it.each([
    [{ category: 'USER_DOES_NOT_HAVE_PERMISSIONS' }],
    [{ category: 'BANNED', subCategory: 'USER_DOES_NOT_HAVE_PERMISSIONS' }],
    [{ message: 'Refused: USER_DOES_NOT_HAVE_PERMISSIONS' }],
    [{ errors: [{ code: 'USER_DOES_NOT_HAVE_PERMISSIONS' }] }],
  ])('finds the missing permission of the creator in %j', (body) => {
    const error = refused(403, body);
    expect(error.category).toBe('USER_DOES_NOT_HAVE_PERMISSIONS');
    expect(error.message).toContain('the user who created the app');
  });

  it.each([
    [{ policyName: 'DAILY', message: 'You have reached your daily limit.' }, 'DAILY'],
    [{ message: 'You have reached your secondly limit.' }, 'SECONDLY'],
    [{ policyName: 'TEN_SECONDLY_ROLLING' }, 'TEN_SECONDLY_ROLLING'],
  ])('reads the policy of a 429', (body, policy) => {
    expect(refused(429, body)).toMatchObject({ status: 429, policy });
  });

  it.each([
    [{ correctHublet: 'eu1', message: 'Hub 1 is unknown to this Hublet' }, 'eu1'],
    [
      {
        message: 'Hub 1 is unknown to this Hublet, but it appears to exist in Hublet na2',
        correlationId: CORRELATION,
      },
      'na2',
    ],
  ])('reads the right region of a 488', (body, region) => {
    expect(refused(488, body)).toMatchObject({
      region,
      message: `The portal is in the region ${region}, not where the call went (488).`,
    });
  });

  it('tells a thing that is not there from an answer of somebody else', () => {
    expect(refused(404, { message: 'resource not found', correlationId: CORRELATION }).message).toContain(
      'does not have what',
    );
    expect(refused(404, '<html></html>').message).toContain('Something between here and HubSpot answered');
  });

  describe.each([
    ['a captive portal', '<html><title>Sign in</title></html>', 'a web page'],
    ['a gateway', { message: 'Unauthorized' }, 'JSON of another form'],
    ['a server that marks its errors', { status: 'error', message: 'Unauthorized' }, 'JSON of another form'],
    ['another gateway', { error: { code: 403, status: 'PERMISSION_DENIED' } }, 'JSON of another form'],
    ['a proxy', 'Access denied', 'a text of its own'],
    ['nobody', '', 'an empty body'],
  ])('the answer of %s', (_, body, looks) => {
    it.each([400, 401, 403, 404, 405, 407, 423, 429, 477, 488])('is no word of HubSpot with %i', (status) => {
      expect(refused(status, body)).toEqual({
        kind: 'parse',
        status,
        route,
        host: 'api.hubapi.com',
        message: `Something between here and HubSpot answered ${route}: status ${status} with ${looks}, not HubSpot's own error document.`,
      });
    });
  });

  it('takes no limit from a page that speaks of one', () => {
    const page = '<html>You have reached your daily limit. <b>"policyName":"DAILY"</b></html>';
    expect(refused(429, page)).not.toHaveProperty('policy');
  });

  it('says after whose pause a foreign 429 may be tried again', () => {
    const destination = { host: 'api.hubapi.com', route };
    const { hints } = refusal({ status: 429, body: '', headers: { 'retry-after': '7' }, destination });
    expect(hints).toEqual({ retryAfterMs: 7000 });
  });

  it.each([500, 502, 503, 504, 530])('blames nobody for a %i', (status) => {
    const { message, ...error } = refused(status, '<html>busy</html>');
    expect(message).toBe(`HubSpot could not answer ${route} just now (${status}).`);
    expect(error).toEqual({ kind: 'http', status, route, host: 'api.hubapi.com' });
  });

  it('takes the correlation id of the header where the body has none', () => {
    expect(refused(502, '<html></html>', { 'x-hubspot-correlation-id': CORRELATION }).correlationId).toBe(
      CORRELATION,
    );
  });

  it.each([
    null,
    5,
    [],
    { errors: 'none', context: 7, category: {}, message: [] },
    { errors: [{ context: { requiredScopes: 'x' } }] },
  ])('survives the body %j', (body) => {
    expect(refused(403, body)).toMatchObject({ kind: 'parse', status: 403, route });
    const marked = {
      ...(Array.isArray(body) || typeof body !== 'object' ? {} : body),
      correlationId: CORRELATION,
    };
    expect(refused(403, marked)).toEqual({
      kind: 'http',
      status: 403,
      route,
      host: 'api.hubapi.com',
      correlationId: CORRELATION,
      message: `HubSpot refused ${route} (403).`,
    });
  });

  it('passes nothing on that HubSpot could have quoted', () => {
    const canary = 'canary-secret-quoted';
    const body = {
      message: `${canary} is no token`,
      category: canary,
      correlationId: `${canary} ${canary}`,
      correctHublet: canary,
      policyName: canary,
      errors: [{ message: canary, context: { requiredGranularScopes: [`Bearer ${canary}`] } }],
    };
    for (const status of [401, 403, 429, 488])
      expect(JSON.stringify(refused(status, body))).not.toContain(canary);
  });
});
