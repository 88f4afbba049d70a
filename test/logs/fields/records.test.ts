import { expect, test } from 'vitest';
import { parseColumnMap } from '../../../src/logs/fields/columns.ts';
import { createRecordReader } from '../../../src/logs/fields/records.ts';

const callOf = (record: object) => createRecordReader().callOf(record);

test.each([
  ['flat', { time: '2026-11-01T10:00:00Z', verb: 'get', uri: '/a', code: 403, took: 12, error: 'no' }],
  [
    'nested',
    {
      '@timestamp': 1_793_527_200,
      request: { method: 'GET', url: '/a' },
      response: { status: 403, body: 'no' },
      elapsed: 12,
    },
  ],
  [
    'of Elastic',
    {
      '@timestamp': '2026-11-01T10:00:00Z',
      http: { request: { method: 'GET' }, response: { status_code: 403, body: 'no' } },
      url: { path: '/a' },
      event: { duration: 12_000_000 },
    },
  ],
  [
    'of HubSpot’s CLI',
    {
      requestExecutionTimestamp: 1_793_527_200_000,
      duration: 12,
      label: 'GET /a',
      extraInfo: { status: '403' },
      responseBody: 'no',
    },
  ],
  [
    'of its detail',
    {
      log: {
        requestExecutionTimestamp: 1_793_527_200_000,
        duration: 12,
        extraInfo: { m: 'x', method: 'GET', path: '/a', code: '403' },
        responseBody: 'no',
      },
    },
  ],
])('a record %s is understood', (_form, record) => {
  expect(callOf(record)).toEqual({
    method: 'GET',
    path: '/a',
    status: 403,
    at: 1_793_527_200_000,
    durationMs: 12,
    body: 'no',
  });
});

test('an answer that stands as an object is kept whole', () => {
  const response = { status: 'error', message: 'no', category: 'MISSING_SCOPES' };
  expect(callOf({ status: 403, url: '/a', response })).toEqual({
    status: 403,
    path: '/a',
    category: 'MISSING_SCOPES',
    body: JSON.stringify(response),
  });
});

test('headers, cookies and request bodies are not searched', () => {
  const record = {
    status: 403,
    headers: { path: '/a' },
    cookies: { url: '/b' },
    request: { body: { url: '/c' }, headers: { uri: '/d' } },
  };
  expect(callOf(record)).toEqual({ status: 403 });
});

test('other events of HubSpot’s log are no calls', () => {
  const record = {
    loggingSystemType: 'WEBHOOKS',
    extraInfo: { url: 'https://example.test/hook', status: '500' },
  };
  expect(callOf(record)).toEqual({ fault: 'an event of another kind than an API call' });
});

test('keys are told over all records, in the order of the alphabet', () => {
  const reader = createRecordReader();
  reader.callOf({ url: '/a', status: 200, level: 'info' });
  reader.callOf({ status: 403, took: 3, extra: { note: 1 } });
  expect(reader.keys()).toEqual({
    columns: [
      { column: 'status', field: 'status' },
      { column: 'took', field: 'durationMs' },
      { column: 'url', field: 'path' },
    ],
    ignoredColumns: ['extra.note', 'level'],
    names: expect.arrayContaining(['level', 'status', 'took', 'url']),
  });
});

test('keys that are values are not told', () => {
  const reader = createRecordReader();
  reader.callOf({ status: 200, 'jo@example.test': 1, '/crm/v3': 2, byId: { 57000001: 1 } });
  expect(reader.keys().ignoredColumns).toEqual([]);
});

test('the same keys in another order, or at another depth, are told apart', () => {
  const reader = createRecordReader();
  expect(reader.callOf({ a: { b: 1 }, status: 403 })).toEqual({ status: 403 });
  expect(reader.callOf({ a: { b: 1, status: 500 } })).toEqual({ status: 500 });
  expect(reader.callOf({ status: 404, a: { b: 1 } })).toEqual({ status: 404 });
  expect(reader.callOf({ a: 1, status: 405 })).toEqual({ status: 405 });
});

test('records whose keys are ever new are read all the same', () => {
  const reader = createRecordReader();
  for (let index = 0; index < 10_000; index += 1) {
    const call = reader.callOf({ [`key${index}`]: 1, status: 403, path: '/a' });
    if ('fault' in call || call.status !== 403) expect(call).toEqual({ status: 403, path: '/a' });
  }
  expect(reader.keys().ignoredColumns).toHaveLength(500);
});

test('--map reaches a key within keys', () => {
  const reader = createRecordReader(parseColumnMap(['outcome.answer=status']));
  expect(reader.callOf({ url: '/a', outcome: { answer: '403' } })).toEqual({ path: '/a', status: 403 });
});

test('a record that is nested without end does no harm', () => {
  let record: object = { status: 200 };
  for (let depth = 0; depth < 5000; depth += 1) record = { inner: record, errors: [record] };
  expect(callOf({ status: 403, path: '/a', inner: record })).toEqual({ status: 403, path: '/a' });
});

test('a value whose keys are those of every object does no harm', () => {
  const record = { toString: 1, valueOf: 2 };
  expect(callOf({ status: 403, path: record, time: record, duration: record, method: record })).toEqual({
    status: 403,
  });
});

test('what only holds further keys is not said to be understood', () => {
  const records = createRecordReader();
  records.callOf({
    upstream: { request: { verb: 'GET', target: '/a' }, response: { code: 403, payload: 'no' } },
  });
  expect(records.keys().columns).toEqual([
    { column: 'upstream.request.verb', field: 'method' },
    { column: 'upstream.response.code', field: 'status' },
    { column: 'upstream.response.payload', field: 'body' },
  ]);
  expect(records.keys().ignoredColumns).toEqual(['upstream.request.target']);
});

test('an answer that lies there as an object is', () => {
  const records = createRecordReader();
  records.callOf({ path: '/a', status: 403, response: { message: 'no', category: 'GATED' } });
  expect(records.keys().columns).toContainEqual({ column: 'response', field: 'body' });
});

test('a refusal in the text of a row that was answered well is over', () => {
  const msg = 'HubSpot said {"message":"No.","category":"MISSING_SCOPES"}';
  expect(callOf({ url: '/hooks/in', status: 200, msg })).toMatchObject({ status: 403, over: true });
  expect(callOf({ url: '/hooks/in', status: 502, msg })).not.toHaveProperty('over');
});
