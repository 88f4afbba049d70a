/** `retest`, and `--wait` with any command that looks at a portal. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type EvidenceKey, FACTS } from '../../checks/facts.ts';
import { type CheckId, PROBES } from '../../checks/index.ts';
import type { Report } from '../../src/core/report.ts';
import { evidenceOf } from '../../src/doctor/report.ts';
import { loadPortal } from '../../src/sandbox/portal/portals.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { folderWith } from '../config/folder.ts';
import { type Outcome, runHere, runProcess, terminal } from '../support/cli.ts';
import { expectUsageError } from './expectations.ts';
import { deadWorld, TOKEN } from './hosts.ts';

const CONNECTION: readonly CheckId[] = [
  'token/format',
  'token/accepted',
  'token/portal',
  'scopes/required',
  'scopes/owners-read',
  'account/usage',
];

async function open(portal = 'healthy-email', faults: readonly string[] = []) {
  const sandbox = await startSandbox(await loadPortal(portal), { faults });
  onTestFinished(() => sandbox.close());
  const env = {
    HUBSPOT_API_URL: sandbox.url,
    OPENCX_API_URL: sandbox.openCxUrl,
    HUBSPOT_ACCESS_TOKEN: TOKEN,
  };
  return { sandbox, env };
}

function reportIn({ out }: Outcome): Report {
  return JSON.parse(out) as Report;
}

test('--wait has nothing to wait for where nothing may be asked', async () => {
  expectUsageError(await runHere(['doctor', '--offline', '--wait', '5s']), '--offline', '--wait');
});

describe('retest', () => {
  test('judges the connection and nothing else, in few calls', async () => {
    const { env, sandbox } = await open();
    const run = await runHere(['retest', '--format', 'json', '--portal', '1020304'], { env });
    const report = reportIn(run);
    expect(run.code).toBe(0);
    expect(new Set(Object.keys(report.checks))).toEqual(new Set(CONNECTION));
    expect(report.status).toBe('healthy');
    expect(sandbox.requests.every(({ path }) => !/conversations|webhooks/.test(path))).toBe(true);
  });

  test('is at most two dependent calls deep', () => {
    const given = { webhookFiles: [], answers: {}, probeWebhook: false, offline: false };
    const depthOf = (key: EvidenceKey): number => {
      const probe = PROBES.find((one) => one.key === key);
      const before = (probe?.after?.(given) ?? []).map(depthOf);
      return (FACTS[key].sources.includes('live') ? 1 : 0) + Math.max(0, ...before);
    };
    expect(Math.max(...evidenceOf(CONNECTION).map(depthOf))).toBeLessThanOrEqual(2);
  });

  test.each([
    ['everything-401', 1],
    ['unavailable', 3],
  ])('ends as the doctor does: %s is %i', async (fault, code) => {
    const { env } = await open('healthy-email', [fault]);
    expect((await runHere(['retest', '--timeout', '2'], { env })).code).toBe(code);
  });

  test('knows no conversation', async () => {
    expectUsageError(await runHere(['retest', '--thread', '9001']), '--thread');
  });
});

describe('--quiet', () => {
  test('prints one line, and nothing on standard error', async () => {
    const { env } = await open('owners-scope-missing');
    const { code, out, err } = await runHere(['retest', '--quiet'], { env });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/^PROBLEMS {2}.*owners-scope-missing.*\n$/);
  });

  test('keeps the line beside a report in a file', async () => {
    const { env } = await open();
    const cwd = await folderWith();
    const { out, err } = await runHere(['retest', '--quiet', '--format', 'json', '--output', 'r.json'], {
      env,
      cwd,
    });
    expect(out).toMatch(/^HEALTHY {2}[^\n]+\n$/);
    expect(err).toBe('');
    expect(JSON.parse(await readFile(join(cwd, 'r.json'), 'utf8'))).toMatchObject({ status: 'healthy' });
  });

  test('leaves a document as it is', async () => {
    const run = await runHere(['retest', '--quiet', '--format', 'json'], { env: await deadWorld() });
    expect(reportIn(run).status).toBe('incomplete');
    expect(run.err).toBe('');
  });
});

describe('--verbose', () => {
  test('tells every call on standard error, without a secret', async () => {
    const { env, sandbox } = await open();
    const { out, err } = await runHere(['retest', '--verbose'], { env });
    const told = err.split('\n').filter((line) => /^(GET|POST) /.test(line));
    expect(told).toHaveLength(sandbox.requests.length);
    expect(told.join('\n')).toMatch(/GET 127\.0\.0\.1:\d+\/crm\/\S+ -> 200, \d+ ms/);
    expect(out).toContain('Evidence');
    expect(out + err).not.toContain(TOKEN.slice(8));
  });
});

describe('--wait', () => {
  test('looks again until it is healthy', async () => {
    const { env, sandbox } = await open('healthy-email', ['everything-401']);
    const run = runHere(['retest', '--wait', '60s', '--format', 'json'], { env });
    await mended(sandbox);
    const { code, out, err } = await run;
    expect({ code, status: (JSON.parse(out) as Report).status }).toEqual({ code: 0, status: 'healthy' });
    expect(err).toMatch(/Not healthy yet: token-rejected; looking again in 1 s, for \d+ s more\./);
  });

  test('gives up when the time is up, with what it saw last', async () => {
    const { env } = await open('owners-scope-missing');
    const { code, out, err } = await runHere(['doctor', '--only', 'scopes', '--no-input', '--wait', '1s'], {
      env,
    });
    expect(code).toBe(1);
    expect(out).toContain('owners-scope-missing');
    expect(err.match(/looking again/g)?.length).toBeGreaterThanOrEqual(1);
  });

  test.each<[string, Record<string, string>, number]>([
    ['no token', {}, 3],
    ['what is no token', { HUBSPOT_ACCESS_TOKEN: 'abc' }, 1],
  ])('does not wait with %s: it is read once', async (_, env, status) => {
    const { code, err } = await runHere(['retest', '--wait', '10m'], { env });
    expect(code).toBe(status);
    expect(err).not.toContain('looking again');
  });

  test('is left with Ctrl-C', async () => {
    const { env } = await open('owners-scope-missing');
    const stop = new AbortController();
    const { io, printed } = terminal({ env, signal: stop.signal });
    io.err = (text) => {
      printed.err += text;
      if (text.includes('looking again')) stop.abort(new Error('stop'));
    };
    const { run } = await import('../../src/cli/program.ts');
    expect(await run(['retest', '--wait', '10m'], io)).toBe(130);
    expect(printed.out).toBe('');
  });

  test.each(['soon', '0', '2d', '-5s'])('takes no %s', async (time) => {
    expectUsageError(await runHere(['retest', `--wait=${time}`]), '--wait', '60s');
  });
});

test('as a process, for a script', async () => {
  const { env } = await open();
  const { code, out, err } = await runProcess(['retest', '--quiet', '--wait', '30'], { env });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^HEALTHY/);
});

/** Takes the fault away once it has been met. */
async function mended(sandbox: Sandbox): Promise<void> {
  while (sandbox.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setTimeout(resolve, 300));
  sandbox.setFaults([]);
}
