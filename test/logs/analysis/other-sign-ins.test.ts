/** What becomes of calls that are made without the app's token says nothing of it: neither that it died nor that it works. */
import { describe, expect, test } from 'vitest';
import { refusalsOf } from '../../../src/logs/analysis/refusals-of.ts';
import type { ApiCall } from '../../../src/logs/fields/roles.ts';
import { analysed, call, OWNERS, TICKETS, told } from './calls.ts';

const INVALID = '{"status":"error","message":"No.","category":"INVALID_AUTHENTICATION"}';

describe.each<[string, ApiCall]>([
  ['a preflight of a browser', { method: 'OPTIONS', path: OWNERS }],
  ['the exchange of a code for tokens', { method: 'POST', path: 'https://api.hubapi.com/oauth/v1/token' }],
  ['the same by date', { method: 'POST', path: '/oauth/2026-03/token' }],
  ['a look at a refresh token', { path: '/oauth/v1/refresh-tokens/00000000-0000-0000-0000-000000000000' }],
  ["a developer's key", { path: '/webhooks/v3/2002/settings?hapikey=0' }],
])('%s', (_what, of) => {
  const refused = (minute?: number) => call(401, minute, { body: INVALID, ...of });

  test('that is refused accuses no token', () => {
    expect(refusalsOf(analysed([refused(0), refused(1)]))).toMatchObject({ unauthorized: null, accepted: 0 });
    expect(refusalsOf(analysed([refused(), refused()])).unauthorized).toBeNull();
    expect(refusalsOf(analysed([call(200, 0), refused(1)])).unauthorized).toBeNull();
    expect(analysed([refused(0), refused(1)]).unauthorized.routesAlone).toMatchObject([{ count: 2 }]);
  });

  test('that succeeds clears none', () => {
    const log = analysed([call(200, 0), call(401, 1, { body: INVALID }), call(200, 2, of)]);
    expect(refusalsOf(log)).toMatchObject({ accepted: 1, unauthorized: { ended: false, since: told(1) } });
  });
});

test('no scope is concluded from a preflight', () => {
  const log = analysed([call(403, 0, { method: 'OPTIONS', path: OWNERS })]);
  expect(refusalsOf(log)).toMatchObject({ missingScopes: [], untold: 1 });
});

describe('what was refused and taken at one time', () => {
  const rows = (...calls: ApiCall[]) => refusalsOf(analysed(calls)).unauthorized;

  test.each([
    ['taken first', [call(200, 0), call(200, 5), call(401, 5)]],
    ['refused first', [call(401, 5), call(200, 5), call(200, 0)]],
    ['of another route', [call(200, 0), call(401, 5, { path: OWNERS }), call(200, 5)]],
  ])('leaves open which came last: %s', (_order, calls) => {
    expect(rows(...calls)).toMatchObject({ ended: false, untold: 'same-time' });
  });

  test('is over where a later call was taken, and not where a later one was refused', () => {
    expect(rows(call(401, 5), call(200, 5), call(200, 6))).toMatchObject({ ended: true });
    expect(rows(call(401, 5), call(200, 5), call(401, 6))).not.toHaveProperty('untold');
  });
});

describe('a refusal that HubSpot says of the token', () => {
  const gone = (minute: number) =>
    call(403, minute, { method: 'PATCH', category: 'USER_DOES_NOT_HAVE_PERMISSIONS' });
  const still = (...calls: ApiCall[]) => refusalsOf(analysed(calls)).tokenRefusals?.map((row) => row.still);

  test('is over with any later call for which it was taken', () => {
    expect(still(call(200, 0), gone(1))).toEqual([true]);
    expect(still(gone(1), call(200, 2, { path: TICKETS }))).toEqual([false]);
    expect(still(call(488, 1), call(200, 2, { path: OWNERS }))).toEqual([false]);
    expect(still(gone(1), call(200, 2, { method: 'OPTIONS' }))).toEqual([true]);
  });
});
