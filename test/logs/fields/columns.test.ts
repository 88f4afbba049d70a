import { expect, test } from 'vitest';
import { callOf } from '../../../src/logs/fields/call.ts';
import { expectColumns, mapColumns, parseColumnMap } from '../../../src/logs/fields/columns.ts';

const fieldsOf = (header: readonly string[], words: readonly string[] = []) =>
  Object.fromEntries(
    mapColumns(header, parseColumnMap(words)).columns.map(({ column, field }) => [column, field]),
  );

test.each([
  [
    'method',
    ['Method', 'HTTP method', 'http_method', 'Verb', 'requestMethod', 'request.method', 'REQUEST-METHOD'],
  ],
  [
    'path',
    ['Request URL', 'request_uri', 'URL', 'Endpoint', 'path', 'requestPath', 'request.url', 'extraInfo.path'],
  ],
  [
    'status',
    ['Response code', 'HTTP status', 'Status code', 'status_code', 'statusCode', 'response.status', 'code'],
  ],
  [
    'at',
    [
      'Timestamp',
      '@timestamp',
      'Date',
      'Date (UTC)',
      'Request time',
      'ts',
      'Date/Time',
      'requestExecutionTimestamp',
    ],
  ],
  [
    'durationMs',
    [
      'Duration (ms)',
      'duration_ms',
      'Response time',
      'Latency',
      'took',
      'elapsed',
      'Duration (s)',
      'latency_seconds',
    ],
  ],
  ['category', ['Error category', 'Error type', 'errorType', 'category', 'log.errorType']],
  [
    'body',
    ['Response body', 'response_body', 'Error message', 'errorMessage', 'body', 'error', 'response.body'],
  ],
])('%s is known by many names', (field, names) => {
  for (const name of names) expect({ name, field: fieldsOf([name])[name] }).toEqual({ name, field });
});

test.each([
  'Contact',
  'Notes',
  'level',
  'portal',
  'request.body',
  'request_body',
  'request.headers.method',
  'response.headers.date',
  'headers.status',
  'cookies.path',
  '',
])('%j is made nothing of', (name) => {
  expect(mapColumns([name])).toMatchObject({ columns: [], ignored: [name] });
});

test('a correlation id is understood and not kept', () => {
  expect(mapColumns(['Correlation ID', 'requestId', 'status'])).toMatchObject({
    columns: [{ column: 'status', field: 'status' }],
    ignored: [],
  });
});

test('of several columns the surest that has a value counts', () => {
  const mapping = mapColumns(['Status', 'Response code', 'error', 'Response body']);
  expect(callOf(['Failed', '403', 'none', '{"a":1}'], mapping)).toEqual({ status: 403, body: '{"a":1}' });
  expect(callOf(['403', '', 'none', ''], mapping)).toEqual({ status: 403, body: 'none' });
});

test('a column "Response" is a status where there is no other, and else what was answered', () => {
  expect(callOf(['/a', '403 Forbidden'], mapColumns(['Path', 'Response']))).toEqual({
    path: '/a',
    status: 403,
  });
  const both = mapColumns(['Status', 'Response']);
  expect(both.columns).toContainEqual({ column: 'Response', field: 'body' });
  expect(callOf([403, '{"message":"no"}'], both)).toEqual({ status: 403, body: '{"message":"no"}' });
});

test('units of time are read off the name', () => {
  const lasts = (name: string, value: unknown) => callOf([200, value], mapColumns(['status', name]));
  expect(lasts('Duration (s)', '1.5')).toMatchObject({ durationMs: 1500 });
  expect(lasts('elapsed_seconds', 2)).toMatchObject({ durationMs: 2000 });
  expect(lasts('latency_us', 2500)).toMatchObject({ durationMs: 2.5 });
  expect(lasts('event.duration', 3_000_000)).toMatchObject({ durationMs: 3 });
  expect(lasts('Duration', 12)).toMatchObject({ durationMs: 12 });
});

test('what --map says outweighs every name', () => {
  const words = ['Result=status', 'status=body', 'Lasted (s)=durationMs'];
  const mapping = mapColumns(['Result', 'Status', 'Lasted (s)'], parseColumnMap(words));
  expect(mapping.columns).toEqual([
    { column: 'Result', field: 'status' },
    { column: 'Status', field: 'body' },
    { column: 'Lasted (s)', field: 'durationMs' },
  ]);
  expect(callOf(['403', 'denied', '2'], mapping)).toEqual({ status: 403, body: 'denied', durationMs: 2000 });
});

test('a row with neither a status nor a path is no call', () => {
  const mapping = mapColumns(['status', 'path', 'method', 'body']);
  expect(callOf(['', '', 'GET', 'x'], mapping)).toEqual({ fault: 'neither a status nor a path' });
  expect(callOf([], mapping)).toEqual({ fault: 'neither a status nor a path' });
});

test('the answer is kept for refused calls and where no status is known', () => {
  const mapping = mapColumns(['status', 'path', 'body']);
  expect(callOf([200, '/a', 'secret'], mapping)).toEqual({ status: 200, path: '/a' });
  expect(callOf([302, '/a', 'secret'], mapping)).toEqual({ status: 302, path: '/a' });
  expect(callOf([400, '/a', 'why'], mapping)).toEqual({ status: 400, path: '/a', body: 'why' });
  expect(callOf(['', '/a', 'why'], mapping)).toEqual({ path: '/a', body: 'why' });
});

test('a column may contain the sign that separates it from its field', () => {
  expect(parseColumnMap(['a=b=status', ' Answer = DURATIONMS '])).toEqual([
    { column: 'a=b', field: 'status' },
    { column: 'Answer', field: 'durationMs' },
  ]);
});

test.each([
  ['status', /takes column=field/],
  ['=status', /takes column=field/],
  ['Answer=', /takes column=field/],
  ['Answer=statsu', /no field "statsu"; the nearest one is "status"/],
])('--map %s is refused', (word, reason) => {
  expect(() => parseColumnMap([word])).toThrow(reason);
  expect(() => parseColumnMap([word])).toThrow(expect.objectContaining({ name: 'UsageError' }));
});

test('--map may name a column once', () => {
  expect(() => parseColumnMap(['A=status', 'A=path'])).toThrow('--map names the column "A" twice.');
});

test('a column that is not there is named with the nearest, and never with one that holds values', () => {
  const map = parseColumnMap(['Respons code=status']);
  expect(() => expectColumns(map, ['Method', 'Response code'], 'x.csv')).toThrow(
    'The API-call log x.csv has no column "Respons code", which --map names; the nearest one is "Response code".',
  );
  expect(() => expectColumns(map, ['jo@example.test'], 'x.csv')).toThrow(/^((?!example\.test).)*$/);
  expect(() => expectColumns(map, ['respons_CODE'], 'x.csv')).not.toThrow();
});
