import { expect, test } from 'vitest';
import { readTime } from '../../../src/logs/fields/time.ts';
import {
  readBody,
  readCategory,
  readDuration,
  readMethod,
  readPath,
  readStatus,
} from '../../../src/logs/fields/values.ts';

const AT = Date.UTC(2026, 10, 1, 10, 11, 12);

test.each([
  ['2026-11-01T10:11:12Z', AT],
  ['2026-11-01T10:11:12.345Z', AT + 345],
  ['2026-11-01T10:11:12.345678Z', AT + 345],
  ['2026-11-01T12:11:12+02:00', AT],
  ['2026-11-01T05:41:12-0430', AT],
  ['2026-11-01T10:11:12', AT],
  ['2026-11-01 10:11:12', AT],
  ['2026-11-01 10:11:12,345', AT + 345],
  ['2026-11-01 10:11:12 UTC', AT],
  ['2026/11/01 10:11', AT - 12_000],
  ['11/01/2026 10:11 AM', AT - 12_000],
  ['01.11.2026 10:11:12', AT],
  ['1.11.2026, 10:11', AT - 12_000],
  ['01.11.26 10:11:12', AT],
  ['01-Nov-26 10:11:12', AT],
  ['11/1/26 10:11:12', AT],
  ['26/11/01 10:11:12', AT],
  ['11/1/2026, 10:11:12 PM', AT + 12 * 3_600_000],
  ['11/01/2026 12:11:12 AM', AT - 10 * 3_600_000],
  ['11/01/2026 12:11:12 p.m.', AT + 2 * 3_600_000],
  ['01/Nov/2026:10:11:12 +0000', AT],
  ['Sun, 01 Nov 2026 10:11:12 GMT', AT],
  ['Nov 1, 2026 10:11:12 AM', AT],
  ['November 1, 2026 at 10:11:12 AM', AT],
  ['2026-11-01', Date.UTC(2026, 10, 1)],
  [AT, AT],
  [AT / 1000, AT],
  [AT / 1000 + 0.5, AT + 500],
  [AT * 1000, AT],
  [AT * 1_000_000, AT],
  [String(AT), AT],
  [` ${AT / 1000} `, AT],
])('%j is a time', (value, at) => {
  expect(readTime(value, 'mdy')).toBe(at);
});

test.each([
  '',
  'yesterday',
  '2026-13-01',
  '2026-02-30',
  '32/12/2026',
  '2026-11-01 25:00',
  '10:11:12',
  '1970-01-01',
  '9999-01-01T00:00:00Z',
  '01.11.02 10:11',
  '01.11.6 10:11',
  '26/11/20 10:11',
  '13/14/26',
  0,
  403,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  null,
  true,
  {},
  '1'.repeat(100),
  `2026-11-01 10:11:12${' '.repeat(100_000)}x`,
])('%j is no time', (value) => {
  expect(readTime(value)).toBeUndefined();
});

test.each([
  [403, 403],
  ['403', 403],
  [' 403 Forbidden', 403],
  ['403.0', 403],
  ['HTTP/1.1 403', 403],
  ['HTTP 502 Bad Gateway', 502],
  [0, undefined],
  [99, undefined],
  [600, undefined],
  [200.5, undefined],
  ['2026-11-01', undefined],
  ['403ms', undefined],
  ['Forbidden', undefined],
  ['error', undefined],
  ['', undefined],
  [null, undefined],
])('%j as a status is %j', (value, status) => {
  expect(readStatus(value)).toBe(status);
});

test.each([
  ['/crm/v3/owners?limit=1', '/crm/v3/owners?limit=1'],
  [' https://api.hubapi.com/crm ', 'https://api.hubapi.com/crm'],
  ['api.hubapi.com/crm/v3', 'https://api.hubapi.com/crm/v3'],
  ['crm/v3/owners', '/crm/v3/owners'],
  ['GET /crm/v3/owners HTTP/1.1', '/crm/v3/owners'],
  ['GET crm/v3/owners', '/crm/v3/owners'],
  ['Owner lookup', undefined],
  ['look up a/b', undefined],
  ['', undefined],
  [7, undefined],
])('%j as a path is %j', (value, path) => {
  expect(readPath(value)).toBe(path);
});

test.each([
  ['get', 'GET'],
  [' Post ', 'POST'],
  ['PATCH /crm/v3/objects/tickets/1 HTTP/2', 'PATCH'],
  ['Owner lookup', undefined],
  ['lookup /a', undefined],
  [1, undefined],
])('%j as a method is %j', (value, method) => {
  expect(readMethod(value)).toBe(method);
});

test.each([
  [12, 1, 12],
  ['12.5', 1, 12.5],
  [0.097, 1000, 97],
  ['1.2', 1000, 1200],
  ['1.2s', 1, 1200],
  ['0,12', 1000, 120],
  ['1,234', 1, undefined],
  ['120 ms', 1000, 120],
  ['0', 1, 0],
  [-1, 1, undefined],
  ['', 1, undefined],
  [null, 1, undefined],
  ['2026-11-01', 1, undefined],
  [1_793_610_000_000, 1, undefined],
  ['5 apples', 1, undefined],
])('%j in units of %j ms lasts %j ms', (value, perUnit, ms) => {
  expect(readDuration(value, perUnit)).toBe(ms);
});

test('a category is one of HubSpot’s, not any word', () => {
  expect(readCategory(' MISSING_SCOPES ')).toBe('MISSING_SCOPES');
  for (const other of ['http', 'Missing scopes', '', null, 'X'.repeat(200)])
    expect(readCategory(other)).toBeUndefined();
});

test('a body is kept as text, and a loose one only where it looks like an answer', () => {
  expect(readBody('{"a":1}', false)).toBe('{"a":1}');
  expect(readBody({ a: 1 }, false)).toBe('{"a":1}');
  expect(readBody({ a: 1 }, true)).toBeUndefined();
  expect(readBody({ message: 'no' }, true)).toBe('{"message":"no"}');
  expect(readBody('403 Forbidden', true)).toBeUndefined();
  expect(readBody('upstream timed out', true)).toBe('upstream timed out');
  for (const none of ['', ' ', null, undefined, 3]) expect(readBody(none, false)).toBeUndefined();
});
