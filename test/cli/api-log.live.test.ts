/** `doctor --api-log`: refused calls as evidence beside everything else. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { folderWith } from '../config/folder.ts';
import { type Outcome, ROOT, runHere } from '../support/cli.ts';
import { expectUsageError } from './expectations.ts';

const LOGS = join(ROOT, 'fixtures', 'logs');
const OFFLINE = ['doctor', '--offline', '--no-input', '--format', 'json'];

const log = (name: string) => ['--api-log', join(LOGS, name)];

function reportIn({ out }: Outcome): Report {
  return JSON.parse(out) as Report;
}

describe('offline', () => {
  test('the log names the cause, and the symptom that it explains', async () => {
    const run = await runHere([...OFFLINE, ...log('owners-403.csv'), '--only', 'scopes,logs']);
    const { checks, causes, evidence } = reportIn(run);
    expect(run.code).toBe(1);
    expect(checks['logs/missing-scopes']).toMatchObject({ status: 'fail', source: 'file' });
    expect(checks['scopes/owners-read']).toMatchObject({
      status: 'fail',
      measured: expect.stringContaining('log'),
    });
    expect(causes[0]).toMatchObject({ id: 'owners-scope-missing', explains: ['email-without-session'] });
    expect(evidence['logs.refusals']).toMatchObject({ source: 'file', outcome: 'ok', calls: 0 });
  });

  test('a clean log is a pass, several logs are one', async () => {
    const run = await runHere([
      ...OFFLINE,
      ...log('healthy.csv'),
      join(LOGS, 'burst-429.ndjson'),
      '--only',
      'logs',
    ]);
    const { checks } = reportIn(run);
    expect(checks['logs/missing-scopes']?.status).toBe('pass');
    expect(checks['logs/rate-limits']?.status).toBe('warn');
  });
});

describe('beside a live portal', () => {
  const LIVE = ['doctor', '--no-input', '--format', 'json', '--only', 'token,scopes,logs', '--sandbox'];

  test('what was refused then and is granted now is a warning', async () => {
    const { checks, status } = reportIn(await runHere([...LIVE, 'healthy-email', ...log('owners-403.har')]));
    expect(checks['scopes/owners-read']?.status).toBe('pass');
    expect(checks['logs/missing-scopes']?.status).toBe('warn');
    expect(status).toBe('warnings');
  });

  test('a token that died in the log and works now is history', async () => {
    const { checks } = reportIn(await runHere([...LIVE, 'healthy-email', ...log('token-died.csv')]));
    expect(checks['logs/unauthorized']?.status).toBe('warn');
    expect(checks['token/accepted']?.status).toBe('pass');
  });

  test('both say the same: one cause, and both checks name it', async () => {
    const { causes } = reportIn(await runHere([...LIVE, 'owners-scope-missing', ...log('owners-403.csv')]));
    expect(causes.map(({ id }) => id)).toEqual(['owners-scope-missing']);
    expect(causes[0]?.checks).toEqual(expect.arrayContaining(['scopes/owners-read', 'logs/missing-scopes']));
  });

  test("another portal's log accuses nobody, and is no clean one", async () => {
    const { checks, causes } = reportIn(
      await runHere([...LIVE, 'healthy-email', ...log('owners-403.cli.json')]),
    );
    expect(causes).toEqual([]);
    expect(checks['logs/missing-scopes']).toMatchObject({
      status: 'unknown',
      summary: expect.stringContaining('is of portal 1234567, and portal 1020304 is looked at'),
    });
  });
});

test('a log of deliveries to a receiver ends no run: the checks of logs are unknown and name it', async () => {
  const run = await runHere([...OFFLINE, ...log('webhook-receiver.ndjson')]);
  const { checks, causes } = reportIn(run);
  expect(causes).toEqual([]);
  for (const id of ['logs/unauthorized', 'logs/missing-scopes', 'logs/rate-limits']) {
    expect(checks[id]?.status).toBe('unknown');
    expect(checks[id]?.summary).toContain('webhook-receiver.ndjson holds no answer of HubSpot');
  }
});

test('a bundle keeps what the log showed, and nothing that it held', async () => {
  const cwd = await folderWith();
  const live = await runHere([...OFFLINE, ...log('owners-403.har'), '--save', 'run.json'], { cwd });
  const bundle = await readFile(join(cwd, 'run.json'), 'utf8');
  expect(bundle).toContain('crm.objects.owners.read');
  expect(bundle).not.toMatch(/hapikey|cookie|authorization|pat-na1-0/i);
  expect(bundle).not.toContain(LOGS);
  const again = await runHere(['doctor', '--from', 'run.json', '--format', 'json'], { cwd });
  const judged = (run: Outcome) => ({ ...reportIn(run).checks['logs/missing-scopes'], durationMs: 0 });
  expect(judged(again)).toEqual(judged(live));
});

test.each<[string, readonly string[], string]>([
  ['a file that is not there', ['--api-log', 'none.csv'], 'none.csv'],
  ['a file that is no log', ['--api-log', join(ROOT, 'README.md')], 'README.md'],
  ['columns of no log', ['--map', 'Code=status'], '--api-log'],
  ['a column that there is not', [...log('healthy.csv'), '--map', 'Cod=status'], 'Cod'],
])('%s', async (_, flags, said) => {
  expectUsageError(await runHere([...OFFLINE, ...flags]), said);
});
