import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ApiCall } from '../../../src/logs/fields/roles.ts';
import { streamSource } from '../../../src/logs/forms/source.ts';
import { runs } from '../../support/proof.ts';
import { chunks, cutAt, FIXTURES, outcome, read, readText } from './support.ts';

const SAMPLES = [
  'bad-rows.csv',
  'semicolons.csv',
  'utf16.csv',
  'cut.csv.gz',
  'owners-403.csv.gz',
  'owners-403.cli-pages.txt',
  'missing-scopes.json',
  'mixed-encoding.ndjson',
  'other-hosts.ndjson',
  'owners-403.har',
  'truncated.har',
];

const places = fc.array(fc.nat(), { maxLength: 40 });

test.each(SAMPLES)('%s: any split of the bytes tells the same', async (name) => {
  const bytes = await readFile(join(FIXTURES, name));
  const whole = await readText(bytes);
  await fc.assert(
    fc.asyncProperty(places, async (ends) => {
      expect(await read(streamSource('log', chunks(cutAt(bytes, ends))))).toEqual(whole);
    }),
    { numRuns: runs(100) },
  );
});

test.each(['bad-rows.csv', 'utf16.csv', 'owners-403-detail.cli.json', 'mixed-encoding.ndjson', 'cut.csv.gz'])(
  '%s: byte by byte tells the same',
  async (name) => {
    const bytes = await readFile(join(FIXTURES, name));
    const single = Array.from({ length: bytes.length }, (_, at) => bytes.subarray(at, at + 1));
    expect(await read(streamSource('log', chunks(single)))).toEqual(await readText(bytes));
  },
);

/** Starts that lead into each reader, and bytes that may follow. */
const START = fc.constantFrom(
  '',
  'Status,URL,Response body\n',
  'Status;URL;"Resp',
  'sep=,\n',
  '{"status":200}\n',
  '{"results":[{"status":200},',
  '{"log":{"version":"1.2","entries":[',
  '{"log":{"entries":[{"request":{"url":"/crm/v3/a"},"response":{"status":403,"content":{"text":"',
  '[{"status":200,"path":"/crm/v3/a"},',
  '{\n',
  '\ufeff',
  '\x1f\x8b\x08\x00',
);
const TOKENS = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '""',
    '\\',
    '\\u',
    '\n',
    '\r\n',
    '\r',
    ';',
    '\t',
    '\0',
    ' ',
    '1e999',
    '-',
    '403',
    '200',
  ],
  ...[
    '"status"',
    '"path"',
    '"/crm/v3/a"',
    'null',
    'true',
    'é',
    '\ud83d',
    '😀',
    '"__proto__"',
    '"log"',
    '"results"',
    '"response"',
  ],
);
const anything = fc
  .tuple(
    START,
    fc.array(fc.oneof(TOKENS, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 60 }),
    fc.uint8Array({ maxLength: 30 }),
  )
  .map(([start, tokens, bytes]) =>
    Buffer.concat([
      Buffer.from(start, start.startsWith('\x1f') ? 'latin1' : 'utf8'),
      Buffer.from(tokens.join('')),
      bytes,
    ]),
  );

test('no input crashes a reader, packed or cut or split in any way', async () => {
  await fc.assert(
    fc.asyncProperty(
      anything,
      fc.constantFrom('plain', 'gzip', 'cut'),
      places,
      async (text, packing, ends) => {
        const packed = packing === 'plain' ? text : gzipSync(text);
        const bytes = packing === 'cut' ? packed.subarray(0, (ends[0] ?? 7) % packed.length) : packed;
        const whole = await outcome(readText(bytes));
        if ('message' in whole) expect(whole.name).toBe('UsageError');
        expect(await outcome(read(streamSource('log', chunks(cutAt(bytes, ends)))))).toEqual(whole);
      },
    ),
    { numRuns: runs(3_000) },
  );
});

const call: fc.Arbitrary<ApiCall> = fc.record(
  {
    method: fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE'),
    path: fc.webPath().map((path) => `/crm/v3${path}`),
    status: fc.constantFrom(400, 401, 403, 429, 500, 502),
    at: fc
      .date({ min: new Date(Date.UTC(2020, 0)), max: new Date(Date.UTC(2030, 0)), noInvalidDate: true })
      .map(Number),
    durationMs: fc.nat({ max: 60_000 }),
    category: fc.constantFrom('MISSING_SCOPES', 'RATE_LIMITS'),
    body: fc
      .string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r\n', 'é', '😀', '{', ' ', '\\') })
      .filter((body) => body.trim() !== ''),
  },
  { requiredKeys: ['path', 'status'] },
);

const COLUMNS: readonly [keyof ApiCall, string][] = [
  ['at', 'Request time'],
  ['method', 'Method'],
  ['path', 'Request URL'],
  ['status', 'Response code'],
  ['durationMs', 'Duration (ms)'],
  ['category', 'Error category'],
  ['body', 'Response body'],
];

function csvOf(calls: readonly ApiCall[], delimiter: string, lineEnd: string): string {
  const quoted = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const shown = (field: keyof ApiCall, value: unknown) =>
    field === 'at' && typeof value === 'number' ? new Date(value).toISOString() : value;
  const rows = calls.map((row) => COLUMNS.map(([field]) => quoted(shown(field, row[field]))));
  return [COLUMNS.map(([, name]) => quoted(name)), ...rows].map((row) => row.join(delimiter)).join(lineEnd);
}

test('calls that are written as CSV are read as they were', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(call, { minLength: 1, maxLength: 20 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      places,
      async (calls, delimiter, lineEnd, ends) => {
        const bytes = Buffer.from(csvOf(calls, delimiter, lineEnd) + lineEnd);
        const found = await read(streamSource('log', chunks(cutAt(bytes, ends))));
        expect(found.calls).toEqual(calls);
        expect(found.file).toMatchObject({ badRows: { count: 0 }, truncated: false, ignoredColumns: [] });
      },
    ),
    { numRuns: runs(500) },
  );
});

test.each([
  [
    'one object a line',
    (calls: readonly ApiCall[]) => calls.map((row) => `${JSON.stringify(row)}\n`).join(''),
  ],
  ['an array', (calls: readonly ApiCall[]) => JSON.stringify(calls, null, 2)],
  ['pages', (calls: readonly ApiCall[]) => calls.map((row) => JSON.stringify({ results: [row] })).join('\n')],
])('calls that are written as %s are read as they were', async (_form, write) => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 20 }), places, async (calls, ends) => {
      const bytes = Buffer.from(write(calls));
      const found = await read(streamSource('log', chunks(cutAt(bytes, ends))));
      expect(found.calls).toEqual(calls);
    }),
    { numRuns: runs(300) },
  );
});

test('rows in another order tell the same calls and the same columns', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(call, { minLength: 1, maxLength: 12 })
        .chain((calls) =>
          fc.tuple(fc.constant(calls), fc.shuffledSubarray(calls, { minLength: calls.length })),
        ),
      async ([calls, shuffled]) => {
        const lines = (rows: readonly ApiCall[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
        const [one, other] = [await readText(lines(calls)), await readText(lines(shuffled))];
        expect(other.file).toEqual(one.file);
        expect(other.calls).toEqual(shuffled);
      },
    ),
    { numRuns: runs(300) },
  );
});
