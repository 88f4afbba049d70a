import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { LONGEST_LINE_BYTES } from '../../../src/logs/forms/lines.ts';
import { streamSource } from '../../../src/logs/forms/source.ts';
import { chunks, read, readText } from './support.ts';

test('quotes, separators and line breaks within a value are kept', async () => {
  const body = '{"message":"a, b",\r\n"status":"error"}';
  const { file, calls } = await readText(
    `Status,Response body,URL\r\n403,"${body.replaceAll('"', '""')}",/crm/v3/a\r\n200,,/crm/v3/b\r\nno,,\r\n`,
  );
  expect(calls).toEqual([
    { status: 403, path: '/crm/v3/a', body },
    { status: 200, path: '/crm/v3/b' },
  ]);
  expect(file.badRows.first).toEqual([{ line: 5, reason: 'neither a status nor a path' }]);
});

test('a bad row of several lines is named by its first', async () => {
  const { file } = await readText('Status,URL\n200,/crm/v3/a\n"no\nstatus\nhere",\n200,/crm/v3/b\n,no\n');
  expect(file.badRows.first.map(({ line }) => line)).toEqual([3, 7]);
});

test('ten bad rows are shown and all are counted', async () => {
  const { file } = await readText(`Status,URL\n200,/crm/v3/a\n${'no,no\n'.repeat(25)}`);
  expect(file.badRows.count).toBe(25);
  expect(file.badRows.first.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test('a reason quotes nothing of the row', async () => {
  const secret = 'pat-na1-00000000-0000-0000-0000-000000000000';
  const { file } = await readText(`{"status":200}\n{"${secret}\n${secret}\n["${secret}"]\n{"${secret}":1}\n`);
  expect(file.badRows.count).toBe(4);
  expect(JSON.stringify(file)).not.toContain(secret);
});

test.each([
  ['a line that was cut', '{"status":200}\n{"status":20\n{"status":200}\n', 1],
  ['what a program prints beside its log', '{"status":200}\n{ status: 20\nready\n[1]\n', undefined],
  ['too many cells', 'Status,URL\n200,/crm/v3/a\n200,/crm/v3/a,b,c\n', 1],
  ['a table of other columns behind it', 'Status,URL\n200,/crm/v3/a\nURL,Status\nnowhere,403 no\n', 2],
  ['a line of totals', 'Status,URL,Note\n200,/crm/v3/a,\nTotal,,\n', undefined],
  ['a list in the place of a row', '{"status":200}\n[{"status":403}]\n', 1],
])('%s: %#', async (_title, text, broken) => {
  const { file } = await readText(text);
  expect(file.broken).toBe(broken);
  expect(file.badRows.count).toBeGreaterThan(0);
});

const DUMP = `request failed {
  status: 403,
  data: {
    message: 'No.',
    category: 'MISSING_SCOPES'
  }
}
`;

test('what a program prints between its rows is read as one text, and named by its first line', async () => {
  const { file, calls } = await readText(`{"status":200}\nready\n${DUMP}{"status":201}\n${DUMP}`);
  expect(calls.map(({ status, told }) => [status, told])).toEqual([
    [200, undefined],
    [403, true],
    [201, undefined],
    [403, true],
  ]);
  expect(file.badRows.first).toEqual([{ line: 2, reason: 'not JSON' }]);
  const other = await readText(`{"status":200}\n${DUMP.replaceAll('MISSING_SCOPES', 'OTHER')}`);
  expect(other.file.badRows.count).toBe(7);
});

test.each([
  ['portalId', [210, 210], undefined],
  ['took it', [204, 208, 731], undefined],
  ['Antwort', [403, 403], 'Antwort'],
  ['Antwort', [200, 404, 200], 'Antwort'],
  ['Antwort', ['', 502], 'Antwort'],
])('of the values of %s, %j: looks like the status %s', async (column, values, found) => {
  const rows = await readText(values.map((value) => `{"url":"/crm/v3/a","${column}":"${value}"}\n`).join(''));
  expect(rows.file.likelyStatus).toBe(found);
  const table = await readText(`URL,${column}\n${values.map((value) => `/crm/v3/a,${value}\n`).join('')}`);
  expect(table.file.likelyStatus).toBe(found);
});

const PAGE = 'https://app-eu1.hubspot.com/private-apps/1020304/2011410';

test.each([
  ['Origin', new URL(PAGE).origin, 0],
  ['referer', PAGE, 0],
  ['Origin', 'https://tool.example.test', 1],
  ['Authorization', 'Bearer kept-out', 1],
  ['Accept', '*/*', 0],
])('a call that a browser saved with %s %s', async (name, value, judged) => {
  const entry = {
    startedDateTime: '2026-11-20T10:00:00Z',
    request: {
      method: 'GET',
      url: 'https://api-eu1.hubspot.com/crm/v3/owners',
      headers: [{ name, value }],
    },
    response: { status: 401, content: {} },
  };
  const of = (url: string) => ({ ...entry, request: { method: 'GET', url, headers: [] } });
  const entries = [of('https://api.hubapi.com/crm/v3/owners'), entry];
  const { calls } = await readText(JSON.stringify({ log: { version: '1.2', creator: {}, entries } }));
  expect(calls).toHaveLength(1 + judged);
});

test('a header that comes again is no row', async () => {
  const table = 'Status,URL\n200,/crm/v3/a\n';
  const { file, calls } = await readText(`${table}${table}Status, URL \n403,/crm/v3/b\n`);
  expect(calls).toHaveLength(3);
  expect(file.badRows.count).toBe(0);
});

test('empty cells past the last column do no harm', async () => {
  const { file, calls } = await readText('Status,URL\n200,/crm/v3/a,,\n,,,\n403,/crm/v3/b\n');
  expect(calls).toHaveLength(2);
  expect(file.badRows.count).toBe(0);
});

test('line ends may differ from row to row', async () => {
  const { calls } = await readText('Status,URL\n200,/crm/v3/a\r\n201,/crm/v3/b\n202,/crm/v3/c\r\n');
  expect(calls.map(({ path }) => path)).toEqual(['/crm/v3/a', '/crm/v3/b', '/crm/v3/c']);
});

test.each([
  ['Status,URL,Method\n200,/crm/v3/a,GET\n403,/crm/v3/b', 1],
  ['Status,Response body\n200,\n403,"{""mess', 1],
  ['{"status":200}\n{"stat', 1],
  ['[{"status":200},{"status":403},{"sta', 2],
  ['{"results":[{"status":200}', 1],
])('%j ends in the middle of a row', async (text, count) => {
  const { file } = await readText(text);
  expect(file).toMatchObject({ calls: count, truncated: true, badRows: { count: 0 } });
});

test.each([
  ['Status,URL\n200,/crm/v3/a\n403,/crm/v3/b'],
  ['{"status":200}\n{"status":403}'],
  ['[{"status":200},{"status":403}]'],
])('%j lacks its last line feed and nothing else', async (text) => {
  const { file } = await readText(text);
  expect(file).toMatchObject({ calls: 2, truncated: false });
});

test('the last row of cut gzip is not trusted, though it looks whole', async () => {
  const rows = Array.from({ length: 2000 }, (_, index) => `200,/crm/v3/path/${index * 7919}`).join('\n');
  const packed = gzipSync(`Status,URL\n${rows}\n`);
  const { file, calls } = await readText(packed.subarray(0, packed.length / 2));
  expect(file.truncated).toBe(true);
  expect(calls.length).toBeGreaterThan(100);
  calls.forEach(({ path }, index) => {
    expect(path).toBe(`/crm/v3/path/${index * 7919}`);
  });
});

test('JSON that breaks in its middle keeps what came before', async () => {
  const { file, calls } = await readText(
    '[\n{"status":200},\n{"status":403},\n{status:1},\n{"status":200}\n]',
  );
  expect(calls.map(({ status }) => status)).toEqual([200, 403]);
  expect(file.badRows.first).toEqual([{ line: 4, reason: 'not JSON; nothing after it was read' }]);
});

test('items that are no objects are bad rows', async () => {
  const { file } = await readText('[{"status":200},1,\n"a",\nnull,\n[],\n{}]');
  expect(file.calls).toBe(1);
  expect(file.badRows.first.map(({ line, reason }) => [line, reason])).toEqual([
    [1, 'not an object'],
    [2, 'not an object'],
    [3, 'not an object'],
    [4, 'not an object'],
    [5, 'neither a status nor a path'],
  ]);
});

test('a line of more than 4 MB is a bad row, and the next ones are read', async () => {
  const long = `{"status":403,"note":"${'x'.repeat(LONGEST_LINE_BYTES)}"}`;
  const { file } = await readText(`{"status":200}\n${long}\n{"status":201}\n`);
  expect(file).toMatchObject({
    calls: 2,
    badRows: { count: 1, first: [{ line: 2, reason: 'longer than 4 MB' }] },
  });
});

test('a row of a CSV of more than 4 MB is a bad row, and the next ones are read', async () => {
  const { file } = await readText(
    `Status,URL\n200,/crm/v3/a\n200,/crm/v3/${'x'.repeat(LONGEST_LINE_BYTES)}\n201,/crm/v3/b\nno,no\n`,
  );
  expect(file.calls).toBe(2);
  expect(file.badRows.first.map(({ line }) => line)).toEqual([3, 5]);
});

test('a quote that is never closed costs 4 MB of rows, not the file', async () => {
  const row = '200,/crm/v3/path/that/goes/on\n';
  const first = '200,"/crm/v3/a\n';
  const swallowed = row.repeat(Math.ceil((LONGEST_LINE_BYTES - first.length) / row.length));
  const { file } = await readText(`Status,URL\n${first}${swallowed}${row.repeat(10)}no,no\n`);
  expect(file.calls).toBe(10);
  expect(file.badRows.first.map(({ line }) => line)).toEqual([2, 2 + swallowed.length / row.length + 11]);
});

test('what is no UTF-8 is read as Windows-1252', async () => {
  const { calls } = await readText(
    Buffer.from('Status,URL,Response body\n403,/crm/v3/a,B\xfcro\n', 'latin1'),
  );
  expect(calls).toEqual([{ status: 403, path: '/crm/v3/a', body: 'Büro' }]);
  const json = await readText(Buffer.from('[{"status":403,"body":"B\xfcro"}]', 'latin1'));
  expect(json.calls).toEqual([{ status: 403, body: 'Büro' }]);
});

test('bytes are counted as they lie in the file', async () => {
  const packed = gzipSync('Status,URL\n200,/crm/v3/a\n');
  const seen: number[] = [];
  await read(streamSource('log', chunks([packed.subarray(0, 7), packed.subarray(7)])), {
    onBytes: (done) => seen.push(done),
  });
  expect(seen).toEqual([7, packed.length]);
});

test('reading stops when it is told to, and lets go of the source', async () => {
  const controller = new AbortController();
  let closed = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      yield Buffer.from('Status,URL\n');
      for (;;) yield Buffer.from('200,/crm/v3/a\n'.repeat(10_000));
    } finally {
      closed = true;
    }
  }
  const reason = new Error('stopped');
  const onBytes = (done: number) => done > 200_000 && controller.abort(reason);
  await expect(read(streamSource('log', endless()), { signal: controller.signal, onBytes })).rejects.toBe(
    reason,
  );
  expect(closed).toBe(true);
});
