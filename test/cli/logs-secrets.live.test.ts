/** What a log holds beside its calls is private: headers, cookies, keys and addresses are in no format of the report. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { LOG_REPORT_FORMATS } from '../../src/core/formats.ts';
import { folderWith } from '../config/folder.ts';
import { ROOT, runHere, runProcess } from '../support/cli.ts';

const LOGS = join(ROOT, 'fixtures', 'logs');

/** In the HAR: a token, a cookie, a key and an address in URLs, and ids of records. */
const PRIVATE = [
  '00000000-0000',
  '0'.repeat(32),
  'hubspotutk',
  'hubspotapi',
  'hapikey',
  'Bearer',
  'jo@',
  'jo%40',
  'example.test',
  '8800000001',
  'A-7001',
  'A-7002',
  '1234567',
];

function expectNothingPrivate(text: string): void {
  expect(PRIVATE.filter((word) => text.toLowerCase().includes(word.toLowerCase()))).toEqual([]);
}

test.each(LOG_REPORT_FORMATS)('nothing of a browser’s HAR comes out beside its calls: %s', async (format) => {
  const { code, out, err } = await runHere(['logs', 'owners-403.har', '--format', format, '--full'], {
    cwd: LOGS,
  });
  expect(code).toBe(1);
  expect(out).toContain('crm.objects.owners.read');
  expectNothingPrivate(out);
  expect(err).toBe('');
});

const TOKEN = 'pat-na1-00000000-0000-0000-0000-000000000000';
const CANARY = 'canary.person@private.test';

/** Secrets wherever a log has room for them: in names of columns and keys, paths, queries, categories and answers. */
const SPOILT: Record<string, string> = {
  'keys.csv': `time,method,url,status,category,${TOKEN},${CANARY}
2026-11-02T09:00:00Z,GET,/crm/v3/objects/contacts/${CANARY}?hapikey=${TOKEN},403,${CANARY},x,y
2026-11-02T09:01:00Z,GET,/oauth/v1/access-tokens/${TOKEN},401,${TOKEN},x,y
2026-11-02T09:02:00Z,${TOKEN},/crm/v3/${encodeURIComponent(CANARY)},404,,x,y
`,
  'keys.ndjson': [
    {
      time: 1793610000000,
      method: 'GET',
      url: `https://api.hubapi.com/crm/v3/owners/A-1?email=${CANARY}`,
      status: 403,
    },
    {
      time: 1793610060000,
      url: `https://${CANARY}:${TOKEN}@api.hubapi.com/crm/v3/objects/tickets`,
      status: 403,
      [CANARY]: 1,
      response: {
        category: 'MISSING_SCOPES',
        message: CANARY,
        errors: [{ context: { requiredGranularScopes: [TOKEN, CANARY] } }],
      },
    },
    {
      time: 1793610120000,
      url: 'https://api.hubapi.com/crm/v3/owners',
      status: 429,
      response: { policyName: TOKEN },
    },
  ]
    .map((row) => JSON.stringify(row))
    .join('\n'),
};

test.each(LOG_REPORT_FORMATS)('nothing private comes out of where it does not belong: %s', async (format) => {
  const cwd = await folderWith(SPOILT);
  for (const file of Object.keys(SPOILT)) {
    const { code, out, err } = await runHere(['logs', file, '--format', format, '--full'], { cwd });
    expect([code, err]).toEqual([1, '']);
    expect(out).not.toContain('00000000-0000');
    expect(out).not.toContain('canary.person');
    expect(out).not.toContain('canary.person'.replace('.', '%2E'));
  }
});

test('as a process: a gzipped log on standard input, with nothing private in what comes out', async () => {
  const stdin = gzipSync(await readFile(join(LOGS, 'owners-403.har')));
  const { code, out, err } = await runProcess(['logs', '-', '--format', 'json'], { stdin });
  expect({ code, err }).toEqual({ code: 1, err: '' });
  const report = JSON.parse(out);
  expect(report.log.files).toMatchObject([{ name: 'standard input', format: 'har', gzip: true }]);
  expect(report.causes).toMatchObject([{ id: 'owners-scope-missing' }]);
  expectNothingPrivate(out);
});
