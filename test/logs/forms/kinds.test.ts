import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { parseColumnMap } from '../../../src/logs/fields/columns.ts';
import { readText } from './support.ts';

const CALL = '{"method":"GET","url":"/crm/v3/owners/1","status":403}';

test.each([
  ['one object a line', `${CALL}\n${CALL}\n`, 'ndjson', 2],
  ['one object, no line feed', CALL, 'ndjson', 1],
  ['one object a line after a line of noise', `server started\n${CALL}\n`, 'ndjson', 1],
  ['one object a line after a broken one', `{"method":"G\n${CALL}\n`, 'ndjson', 1],
  [
    'objects written over several lines',
    '{\n "status": 403,\n "path": "/crm/v3/a"\n}\n{\n "status": 200\n}',
    'json',
    2,
  ],
  ['an array on one line', `[${CALL},${CALL}]`, 'json', 2],
  ['an array with an item a line', `[\n${CALL},\n${CALL}\n]`, 'json', 2],
  ['two arrays', `[${CALL}]\n[${CALL}]`, 'json', 2],
  ['results', `{"results":[${CALL}],"paging":{"next":{"after":"1"}}}`, 'json', 1],
  ['pages on a line each', `{"results":[${CALL}]}\n{"results":[${CALL}]}\n`, 'json', 2],
  ['results behind other keys', `{"total":1,"paging":{"results":1},"results":[${CALL}]}`, 'json', 1],
  ['logs', `{"logs":[${CALL}]}`, 'json', 1],
  ['data', `{"data":[${CALL}]}`, 'json', 1],
  ['entries', `{"entries":[${CALL}]}`, 'json', 1],
  ['a detail on one line', `{"log":${CALL}}`, 'json', 1],
  [
    'a HAR on one line',
    `{"log":{"version":"1.2","entries":[{"request":{"url":"/crm/v3/a"},"response":{"status":200}}]}}`,
    'har',
    1,
  ],
  ['a CSV', 'Method,URL,Status\nGET,/crm/v3/a,200\n', 'csv', 1],
  ['a CSV with pipes', 'Method|URL|Status\nGET|/crm/v3/a|200\n', 'csv', 1],
  ['a CSV of one column', 'status\n200\n403\n', 'csv', 2],
  ['a CSV with the separator named first', 'sep=;\r\nStatus;URL\r\n200;/crm/v3/a\r\n', 'csv', 1],
  ['a CSV whose quoted columns hold separators', '"Status","URL; path, or both"\n200,/crm/v3/a\n', 'csv', 1],
  ['a CSV of an old Macintosh', 'Status,URL\r200,/crm/v3/a\r403,/crm/v3/b\r', 'csv', 2],
  ['a CSV whose bodies look like objects', `Status,Body\n403,"\n{""a"":1}\n"\n`, 'csv', 1],
])('%s is known by its content', async (_title, text, format, count) => {
  const { file } = await readText(text);
  expect(file).toMatchObject({ format, calls: count });
});

test.each([
  ['UTF-8 with a mark', Buffer.from('\ufeffStatus,URL\n200,/crm/v3/a\n')],
  ['UTF-16, little end first', Buffer.from('\ufeffStatus\tURL\n200\t/crm/v3/a\n', 'utf16le')],
  ['UTF-16, big end first', Buffer.from('\ufeffStatus\tURL\n200\t/crm/v3/a\n', 'utf16le').swap16()],
  ['gzip', gzipSync('Status,URL\n200,/crm/v3/a\n')],
  ['gzip of several members', Buffer.concat([gzipSync('Status,URL\n20'), gzipSync('0,/crm/v3/a\n')])],
  ['gzip of UTF-16', gzipSync(Buffer.from('\ufeffStatus\tURL\n200\t/crm/v3/a\n', 'utf16le'))],
])('%s is unpacked', async (_title, bytes) => {
  const { file, calls } = await readText(bytes);
  expect(calls).toEqual([{ status: 200, path: '/crm/v3/a' }]);
  expect(file.columns).toEqual([
    { column: 'Status', field: 'status' },
    { column: 'URL', field: 'path' },
  ]);
});

test.each([
  ['', /is empty/],
  [' \n\t\r\n', /is empty/],
  ['%PDF-1.7\n...', /is a PDF/],
  ['PK\x03\x04...', /zip archive.*unpack it/],
  ['SQLite format 3\0...', /journal/],
  ['<!DOCTYPE html><p>Sign in', /HTML page/],
  ['<?xml version="1.0"?><log/>', /XML/],
  ['\x00\x01\x02\x03\x04\x05\x06', /is no text/],
  ['Dear support: it does not work.', /is plain text/],
  ['{\n  status: 403\n}', /is plain text/],
  ['2026-11-20T09:00:00.001Z - SUCCESS\n  ID: 1\n', /prints for people.* --json/],
  ['Status,URL\n', /has a header and no rows/],
  ['Status,URL\n,\n200', /ends before its first call is complete/],
  ['Status,URL\nhello,world\n', /has no row that can be used; line 2: neither a status nor a path/],
  ['{"log":{"version":"1.2","entries":[]}}', /holds no calls/],
  ['{"results":[]}', /holds no calls/],
  ['[]', /holds no calls/],
  ['[{"status":20', /ends before its first call is complete/],
  ['[{"status":}]', /has no row that can be used; line 1: not JSON/],
  ['{"schemaVersion":1,"checks":{}}', /has no row that can be used; line 1: neither a status nor a path/],
  ['{"url":"https://api.open.cx/sessions","status":500}', /all of its calls go to other hosts/],
  ['jo@example.test,/crm/v3/owners,200\nsam@example.test,/a/b,403\n', /begins with values/],
])('%j is refused', async (text, reason) => {
  const error = await readText(text).catch((caught: Error) => caught);
  expect(error).toMatchObject({ name: 'UsageError', message: expect.stringMatching(reason) });
});

test('an archive that is compressed once more is told as such', async () => {
  await expect(readText(gzipSync('PK\x03\x04'))).rejects.toThrow(/zip archive/);
});

test('a CSV whose columns are not known says which it has and how to name them', async () => {
  const error = await readText('When,What,jo@example.test\n1,2,3\n').catch((caught: Error) => caught);
  expect(error).toMatchObject({ hint: expect.stringContaining('"When", "What", (3)') });
  expect(error).toMatchObject({ hint: expect.stringContaining('--map "When=FIELD"') });
});

const LISTED = {
  id: 'a',
  loggingSystemType: 'API_CALL',
  requestExecutionTimestamp: 1_793_527_200_000,
  portalId: 1020304,
  duration: 100,
};

test('a list of HubSpot’s command line that tells neither status nor path says where else to look', async () => {
  await expect(readText(JSON.stringify({ results: [LISTED] }))).rejects.toMatchObject({
    message: expect.stringContaining('neither a status nor a path'),
    hint: expect.stringMatching(/--map "\w+=FIELD".*Logs tab.*hs app log-details/),
  });
});

test('a list of other events says how to ask for the calls', async () => {
  const events = { results: [{ ...LISTED, loggingSystemType: 'WEBHOOKS' }] };
  await expect(readText(JSON.stringify(events))).rejects.toMatchObject({
    hint: expect.stringMatching(/^Ask HubSpot for the calls: `hs app logs .*--type=api-call/),
  });
});

test.each([
  ['Method,Answer\nGET,403\n'],
  ['{"verb":"GET","Answer":403}\n'],
  ['[{"verb":"GET","Answer":403}]'],
])('a column that --map names is taken, whatever the form: %j', async (text) => {
  const { file, calls } = await readText(text, { map: parseColumnMap(['answer=status']) });
  expect(calls).toEqual([{ method: 'GET', status: 403 }]);
  expect(file.columns).toContainEqual({ column: 'Answer', field: 'status' });
});

test.each([
  ['Method,Status\nGET,403\n'],
  ['{"Method":"GET","Status":403}\n'],
  ['[{"Method":"GET","Status":403}]'],
])('a column that --map names and the log has not got is refused: %j', async (text) => {
  await expect(readText(text, { map: parseColumnMap(['Stat=status']) })).rejects.toMatchObject({
    name: 'UsageError',
    message: expect.stringContaining('has no column "Stat", which --map names; the nearest one is "Status"'),
  });
});

test.each([
  ['E, [2026-11-20T09:00:00 #12] ERROR -- : the server returns an error\nHTTP status code: 403\n'],
  ['web_1  | {"time": "2026-11-20T09:00:00Z", "status": 403}\nweb_1  | {"time": "", "status": 200}\n'],
  ['Started, and waiting\nGET https://api.hubapi.com/crm/v3/owners 403\n'],
])('a line of text with commas is no header of a table: %j', async (text) => {
  await expect(readText(text)).rejects.toThrow('is plain text');
});

test.each([
  ['Moment,Result\nyesterday,well\n'],
  ['Moment,Result\nyesterday,"well, or not"\n'],
  ['Moment,Result\n'],
])('a table of which no column is known asks for its columns: %j', async (text) => {
  await expect(readText(text)).rejects.toMatchObject({
    hint: expect.stringContaining('--map "Moment=FIELD"'),
  });
});
