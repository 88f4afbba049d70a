/** `--save`, `--from` and `recheck`, as a support desk uses them. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { listPortals, loadPortal, startSandbox } from '../../src/sandbox/index.ts';
import { folderWith } from '../config/folder.ts';
import { type Outcome, runHere, runProcess } from '../support/cli.ts';
import { expectUsageError } from './expectations.ts';

const portals = (await listPortals()).map(({ name }) => name);

function withoutTimes({ out }: Outcome): unknown {
  return JSON.parse(out, (key, value) => (/^(?:durationMs|startedAt|at)$/.test(key) ? undefined : value));
}

async function saved(portal: string, ...flags: string[]): Promise<{ cwd: string; live: Outcome }> {
  const cwd = await folderWith();
  const args = ['doctor', '--sandbox', portal, '--no-input', '--format', 'json', '--save', 'run.json'];
  return { cwd, live: await runHere([...args, ...flags], { cwd }) };
}

describe('--save and --from', () => {
  test.each(portals)('the same report and exit code, offline: %s', async (portal) => {
    const { cwd, live } = await saved(portal);
    const again = await runHere(['doctor', '--from', 'run.json', '--format', 'json'], { cwd });
    expect(again.code).toBe(live.code);
    expect(withoutTimes(again)).toEqual(withoutTimes(live));
    expect(again.err).toBe('');
  });

  test('says where the evidence is, in a file that is its owner’s alone', async () => {
    const { cwd, live } = await saved('reply-internal');
    expect(live.err).toContain(
      'The evidence is in run.json; judge it again with: opencx-hubspot doctor --from run.json',
    );
    expect((await stat(join(cwd, 'run.json'))).mode & 0o777).toBe(0o600);
  });

  test('another symptom, and another format, from the same evidence', async () => {
    const { cwd } = await saved('reply-internal');
    const args = ['doctor', 'replies-not-delivered', '--from', 'run.json', '--format', 'junit'];
    const { code, out } = await runHere(args, { cwd });
    expect(code).toBe(1);
    expect(out).toContain('replies/public');
    expect(out).not.toContain('crm/connection');
  });

  test('a bundle of an older version is judged, and that is said', async () => {
    const { cwd } = await saved('healthy-email');
    const file = join(cwd, 'run.json');
    const bundle = JSON.parse(await readFile(file, 'utf8')) as { tool: { version: string } };
    bundle.tool.version = '0.0.1';
    await writeFile(file, JSON.stringify(bundle));
    const { code, err } = await runHere(['doctor', '--from', 'run.json'], { cwd });
    expect(code).toBe(0);
    expect(err).toMatch(/saved by version 0\.0\.1 and is judged by the newer rules/);
  });

  test.each([
    ['--thread', '9001'],
    ['--sandbox', 'healthy-email'],
    ['--wait', '5s'],
    ['--save', 'other.json'],
  ])('a live flag beside it is refused: %s', async (flag, value) => {
    const { cwd } = await saved('healthy-email');
    expectUsageError(await runHere(['doctor', '--from', 'run.json', flag, value], { cwd }), '--from', flag);
  });

  test('a report, nothing, and no JSON', async () => {
    const cwd = await folderWith({ 'cut.json': '{"bundleVersion": 1, "ev', 'list.json': [] });
    await runHere(['doctor', '--offline', '--no-input', '--format', 'json', '--output', 'report.json'], {
      cwd,
    });
    for (const [file, said] of [
      ['report.json', 'is a report'],
      ['none.json', 'does not exist'],
      ['cut.json', 'cut.json'],
      ['list.json', 'list.json'],
    ] as const) {
      expectUsageError(await runHere(['doctor', '--from', file], { cwd }), said);
    }
  });

  test('a place that cannot be written to is told before anything is asked', async () => {
    const args = ['doctor', '--sandbox', 'healthy-email', '--no-input', '--save', 'none/run.json'];
    expectUsageError(await runHere(args), 'bundle', 'a folder that does not exist');
  });

  test('on another machine: a process without environment or network', async () => {
    const { cwd } = await saved('owners-scope-missing');
    const { code, out } = await runProcess(['doctor', '--from', 'run.json'], { cwd });
    expect(code).toBe(1);
    expect(out).toContain('owners-scope-missing');
  });
});

describe('recheck', () => {
  /** A portal whose owners cannot be read, saved, and then mended. */
  async function mendedPortal() {
    const broken = await startSandbox(await loadPortal('owners-scope-missing'));
    const healthy = await startSandbox(await loadPortal('healthy-email'));
    onTestFinished(async () => {
      await Promise.all([broken.close(), healthy.close()]);
    });
    const env = (url: string) => ({
      HUBSPOT_API_URL: url,
      HUBSPOT_ACCESS_TOKEN: 'pat-na1-00000000-0000-0000-0000-000000000000',
    });
    const cwd = await folderWith();
    await runHere(['doctor', '--no-input', '--save', 'run.json', '--quiet'], { cwd, env: env(broken.url) });
    return { cwd, broken: env(broken.url), healthy: env(healthy.url), sandbox: healthy };
  }

  test('shows what was mended, and asks for nothing else', async () => {
    const { cwd, healthy, sandbox } = await mendedPortal();
    const { code, out } = await runHere(['doctor', 'recheck', 'owners-scope-missing', '--from', 'run.json'], {
      cwd,
      env: healthy,
    });
    expect(code).toBe(0);
    expect(out).toMatch(/mended/i);
    expect(out).toContain('owners-scope-missing');
    expect(sandbox.requests.some(({ path }) => path.includes('conversations'))).toBe(false);
  });

  test('shows what is still open', async () => {
    const { cwd, broken } = await mendedPortal();
    const args = ['doctor', 'recheck', 'owners-scope-missing', '--from', 'run.json', '--format', 'json'];
    const { code, out } = await runHere(args, { cwd, env: broken });
    expect(code).toBe(1);
    expect((JSON.parse(out) as { causes: { open: { id: string }[] } }).causes.open[0]?.id).toBe(
      'owners-scope-missing',
    );
  });

  test('waits for the fix', async () => {
    const { cwd, broken } = await mendedPortal();
    const args = ['doctor', 'recheck', 'owners-scope-missing', '--from', 'run.json', '--wait', '1s'];
    const { code, err } = await runHere(args, { cwd, env: broken });
    expect(code).toBe(1);
    expect(err).toContain('looking again');
  });

  test('an unknown cause, no bundle, a format that has no before and after', async () => {
    const { cwd } = await saved('healthy-email');
    expectUsageError(
      await runHere(['doctor', 'recheck', 'owner-scope-missing', '--from', 'run.json'], { cwd }),
      'Did you mean owners-scope-missing?',
    );
    expectUsageError(await runHere(['doctor', 'recheck', 'token-rejected'], { cwd }), '--from FILE');
    expectUsageError(
      await runHere(['doctor', 'recheck', 'token-rejected', '--from', 'run.json', '--format', 'junit'], {
        cwd,
      }),
      'junit',
    );
  });
});

test('the JSON of a saved run is a report like any other', async () => {
  const { live } = await saved('scope-missing');
  const report = JSON.parse(live.out) as Report;
  expect(report.causes[0]?.id).toBe('scope-missing');
});
