import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LogForm } from '../../../src/core/api-log.ts';
import { parseColumnMap } from '../../../src/logs/fields/columns.ts';
import { FIXTURES, readFixture } from './support.ts';

interface Expected {
  format: LogForm;
  calls: number;
  /** Refused and unanswered calls by status. */
  refused?: Record<string, number>;
  badLines?: number[];
  gzip?: true;
  truncated?: true;
  otherHosts?: number;
}

const OWNERS = { calls: 30, refused: { 403: 6 } };

const EXPECTED: Record<string, Expected> = {
  'healthy.csv': { format: 'csv', calls: 24 },
  'owners-403.csv': { format: 'csv', ...OWNERS },
  'owners-403-no-body.csv': { format: 'csv', ...OWNERS },
  'owners-403.csv.gz': { format: 'csv', ...OWNERS, gzip: true },
  'owners-403.ndjson': { format: 'ndjson', ...OWNERS },
  'owners-403.cli.json': { format: 'json', ...OWNERS, badLines: [323] },
  'owners-403.cli-pages.txt': { format: 'json', ...OWNERS, badLines: [333] },
  'owners-403-detail.cli.json': { format: 'json', calls: 1, refused: { 403: 1 } },
  'owners-403.har': { format: 'har', calls: 7, refused: { 403: 2, none: 1 }, otherHosts: 2 },
  'semicolons.csv': { format: 'csv', ...OWNERS },
  'tabs.csv': { format: 'csv', ...OWNERS },
  'utf16.csv': { format: 'csv', ...OWNERS },
  'renamed-columns.csv': { format: 'csv', ...OWNERS },
  'token-died.csv': { format: 'csv', calls: 40, refused: { 401: 15 } },
  'token-back.csv': { format: 'csv', calls: 40, refused: { 401: 8 } },
  'burst-429.ndjson': { format: 'ndjson', calls: 130, refused: { 429: 36 } },
  'server-errors.csv': { format: 'csv', calls: 30, refused: { 502: 3, 504: 2 } },
  'foreign-scope.ndjson': { format: 'ndjson', calls: 8, refused: { 403: 4 } },
  'missing-scopes.json': { format: 'json', calls: 10, refused: { 403: 8 } },
  'bad-rows.csv': { format: 'csv', calls: 13, badLines: [4, 6, 8, 13] },
  'mixed-encoding.ndjson': { format: 'ndjson', calls: 10, badLines: [6, 9, 10, 11] },
  'other-hosts.ndjson': { format: 'ndjson', calls: 6, otherHosts: 2 },
  'opentelemetry.ndjson': { format: 'ndjson', calls: 4, refused: { 403: 4 } },
  'one-route-401.ndjson': { format: 'ndjson', calls: 8, refused: { 401: 4 } },
  'status-in-german.csv': { format: 'csv', calls: 20, refused: { none: 20 } },
  'status-rarely.csv': { format: 'csv', calls: 50, refused: { none: 49 } },
  'slashes-day-first.csv': { format: 'csv', calls: 5, refused: { 401: 2 } },
  'slashes-unsaid.csv': { format: 'csv', calls: 6, refused: { 401: 3 } },
  'cut.csv.gz': { format: 'csv', calls: 18, refused: { 403: 3 }, gzip: true, truncated: true },
  'truncated.har': { format: 'har', calls: 5, refused: { 403: 2 }, truncated: true, otherHosts: 2 },
};

const REFUSED: Record<string, RegExp> = {
  'bank.csv': /all of its calls go to other hosts/,
  'caddy-elsewhere.ndjson': /all of its calls go to other hosts/,
  'webhook-receiver.ndjson': /requests that came in to a server/,
  'own-function-429.ndjson': /requests that came in to a server/,
  'hubspot-pages.har': /HubSpot's own pages made its calls/,
  'no-calls.har': /holds no calls/,
  'no-request-columns.csv': /has no column that is known to hold a status or a path/,
  'not-a-log.html': /is an HTML page/,
};

const RENAMED = [
  'Moment=at',
  'Action=method',
  'Target=path',
  'Result=status',
  'Lasted=durationMs',
  'Answer=body',
];

test.each(Object.entries(EXPECTED))('%s is read as the index says', async (name, expected) => {
  const map = parseColumnMap(name === 'renamed-columns.csv' ? RENAMED : []);
  const { file, calls } = await readFixture(name, { map });
  expect(file).toMatchObject({
    name,
    format: expected.format,
    calls: expected.calls,
    gzip: expected.gzip ?? false,
    truncated: expected.truncated ?? false,
  });
  expect(file.badRows.first.map(({ line }) => line)).toEqual(expected.badLines ?? []);
  expect(file.badRows.count).toBe(expected.badLines?.length ?? 0);
  expect(file.otherHosts).toBe(expected.otherHosts);
  expect(calls).toHaveLength(expected.calls);

  const refused: Record<string, number> = {};
  for (const { status = 'none' } of calls) {
    if (status === 'none' || status >= 400) refused[status] = (refused[status] ?? 0) + 1;
  }
  expect(refused).toEqual(expected.refused ?? {});
});

test.each(Object.entries(REFUSED))('%s is refused with its reason', async (name, reason) => {
  await expect(readFixture(name)).rejects.toMatchObject({
    name: 'UsageError',
    message: expect.stringMatching(reason),
  });
});

test('every fixture stands in the index, and the index names no other', async () => {
  const entries = await readdir(FIXTURES, { withFileTypes: true });
  const files = entries
    .flatMap((entry) => (entry.isFile() && entry.name !== 'README.md' ? entry.name : []))
    .sort();
  const index = await readFile(join(FIXTURES, 'README.md'), 'utf8');
  const rows = index.split('\n').flatMap((line) => /^\| `([^`]+)` \|/.exec(line)?.[1] ?? []);
  expect(rows.sort()).toEqual(files);
  expect([...Object.keys(EXPECTED), ...Object.keys(REFUSED)].sort()).toEqual(files);
});

test.each(['owners-403.csv.gz', 'semicolons.csv', 'tabs.csv', 'utf16.csv'])(
  '%s tells the same calls as the plain CSV',
  async (name) => {
    expect((await readFixture(name)).calls).toEqual((await readFixture('owners-403.csv')).calls);
  },
);

test.each(['owners-403.ndjson', 'owners-403.cli.json', 'owners-403.cli-pages.txt'])(
  '%s tells of the same refusals as the CSV',
  async (name) => {
    const facts = async (log: string) =>
      (await readFixture(log)).calls
        .filter(({ status = 0 }) => status >= 400)
        .map(({ at, method, status, path = '', body = '' }) => [
          at,
          method,
          status,
          path.replace('https://api.hubapi.com', ''),
          JSON.parse(body).errors[0].context.requiredGranularScopes,
        ])
        .sort();
    expect(await facts(name)).toEqual(await facts('owners-403.csv'));
  },
);

test('the line of a bad row is the line that it begins on', async () => {
  const lines = (await readFile(join(FIXTURES, 'owners-403.cli-pages.txt'), 'utf8')).split('\n');
  const { file } = await readFixture('owners-403.cli-pages.txt');
  const line = file.badRows.first[0]?.line ?? 0;
  expect(lines.slice(line - 1, line + 2).join(' ')).toContain('"log-hook-1"');
  expect(lines[line - 1]?.trim()).toBe('{');
});

test('headers, cookies and request bodies of a HAR are never handed on', async () => {
  const { file, calls } = await readFixture('owners-403.har');
  const handedOn = JSON.stringify({ file, calls });
  expect(handedOn).not.toMatch(/Bearer|pat-eu1|hubspotutk|hubspotapi=|Cookie/i);
});

test('a body in base64 is unpacked, and a successful answer is not kept', async () => {
  const { calls } = await readFixture('owners-403.har');
  const bodies = calls
    .filter(({ status }) => status === 403)
    .map(({ body = '' }) => JSON.parse(body).category);
  expect(bodies).toEqual(['MISSING_SCOPES', 'MISSING_SCOPES']);
  expect(calls.filter(({ status }) => status === 200).every(({ body }) => body === undefined)).toBe(true);
});
