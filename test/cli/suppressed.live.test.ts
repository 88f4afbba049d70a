/** `--suppressions`: a failure that is accepted is shown, and counted nowhere. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';
import { expectUsageError } from './expectations.ts';

const RUN = ['doctor', '--sandbox', 'throttle-too-low', '--no-input'];

async function accepted(...entries: Record<string, unknown>[]) {
  const suppressions = entries.map((entry) => ({
    check: 'webhooks/throttle',
    reason: 'three messages a day',
    expires: '2099-12-31',
    ...entry,
  }));
  return folderWith({ 'accepted.json': { suppressions } });
}

const with_ = ['--suppressions', 'accepted.json'];

describe('an accepted failure', () => {
  test('counts nowhere and stands in the report with its reason', async () => {
    const cwd = await accepted({});
    const { code, out } = await runHere([...RUN, ...with_, '--format', 'json'], { cwd });
    const report = JSON.parse(out) as Report;
    expect({ code, status: report.status, causes: report.causes }).toEqual({
      code: 0,
      status: 'healthy',
      causes: [],
    });
    expect(report.checks['webhooks/throttle']).toMatchObject({
      status: 'fail',
      suppressed: { reason: 'three messages a day', expires: '2099-12-31' },
    });
    expect(report.suppressions?.applied).toEqual(['webhooks/throttle']);
  });

  test.each(['text', 'junit', 'markdown', 'github', 'html', 'ndjson'])('is told in %s', async (format) => {
    const cwd = await accepted({});
    const { code, out } = await runHere([...RUN, ...with_, '--format', format], { cwd });
    expect(code).toBe(0);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('three messages a day');
    expect(out).toContain('2099-12-31');
  });
});

test('a bundle keeps it: judged again, the run is as healthy as it was', async () => {
  const cwd = await accepted({ reason: 'agreed with jo.doe@example.test' });
  const live = await runHere([...RUN, ...with_, '--save', 'run.json'], { cwd });
  const again = await runHere(['doctor', '--from', 'run.json', '--format', 'json'], { cwd });
  expect([live.code, again.code]).toEqual([0, 0]);
  expect((JSON.parse(again.out) as Report).suppressions?.applied).toEqual(['webhooks/throttle']);
  expect(await readFile(join(cwd, 'run.json'), 'utf8')).not.toContain('jo.doe');

  await writeFile(join(cwd, 'none.json'), JSON.stringify({ suppressions: [] }));
  const anew = await runHere(['doctor', '--from', 'run.json', '--suppressions', 'none.json'], { cwd });
  expect(anew.code).toBe(1);
});

describe('an entry that does nothing', () => {
  test('past its day, it is told and covers nothing', async () => {
    const cwd = await accepted({ expires: '2026-01-31' });
    const { code, out } = await runHere([...RUN, ...with_], { cwd });
    expect(code).toBe(1);
    expect(out).toMatch(/expired after/);
    expect(out).toContain('2026-01-31');
  });

  test('for a check that passes, it is told as unused', async () => {
    const cwd = await accepted({ check: 'token/format' });
    const { code, out } = await runHere([...RUN, ...with_], { cwd });
    expect(code).toBe(1);
    expect(out).toContain('Suppressions to look at');
    expect(out).toContain('token/format');
  });
});

test('named in the configuration file', async () => {
  const cwd = await accepted({ check: 'default-user/known' });
  await writeFile(join(cwd, 'opencx-hubspot.config.json'), JSON.stringify({ suppressions: 'accepted.json' }));
  const { out } = await runHere(
    ['doctor', '--offline', '--only', 'default-user', '--default-user', '', '--no-input', '--format', 'json'],
    { cwd },
  );
  expect((JSON.parse(out) as Report).suppressions).toEqual({
    applied: ['default-user/known'],
    unused: [],
    expired: [],
  });
});

test('a file that is not there', async () => {
  expectUsageError(await runHere([...RUN, ...with_]), 'suppressions file', 'does not exist');
});
