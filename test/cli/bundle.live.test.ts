/** `--save`, `--from` and `recheck`, as a support desk uses them. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Report } from '../../src/core/report.ts';
import { loadPortal } from '../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { folderWith } from '../config/folder.ts';
import { type Outcome, ROOT, runHere, runProcess } from '../support/cli.ts';
import { expectUsageError } from './expectations.ts';
import { deadWorld, TOKEN } from './hosts.ts';

async function saved(portal: string, ...flags: string[]): Promise<{ cwd: string; live: Outcome }> {
  const cwd = await folderWith();
  const args = ['doctor', '--sandbox', portal, '--no-input', '--format', 'json', '--save', 'run.json'];
  return { cwd, live: await runHere([...args, ...flags], { cwd }) };
}

describe('--save and --from', () => {
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
    ['--config', 'other.yaml'],
  ])('a live flag beside it is refused: %s', async (flag, value) => {
    const { cwd } = await saved('healthy-email');
    expectUsageError(await runHere(['doctor', '--from', 'run.json', flag, value], { cwd }), '--from', flag);
  });

  test('what a stranger wrote into it reaches no terminal as it is', async () => {
    const { cwd } = await saved('healthy-email');
    const file = join(cwd, 'run.json');
    const bundle = JSON.parse(await readFile(file, 'utf8')) as {
      evidence: object;
      tool: object;
    };
    Object.assign(bundle.evidence, { '\u001b[31mred': {} });
    Object.assign(bundle.tool, { version: '9.9\u001b[31m' });
    await writeFile(file, JSON.stringify(bundle));
    const { err } = await runHere(['doctor', '--from', 'run.json'], { cwd });
    expect(err).not.toContain('\u001b');
    expect(err).toMatch(/^The bundle was saved by version 9\.9 \[31m, which is newer/);
    expect(err).toContain('Left out of run.json, since it is not understood here: [31mred.\n');
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

  test('a cause that only an answer can clear: 3 without one, 0 with it', async () => {
    const { cwd } = await saved('throttle-too-low');
    await writeFile(join(cwd, 'now.yaml'), 'answers: { webhooks.throttle: 100 }');
    const args = ['doctor', 'recheck', 'throttle-too-low', '--from', 'run.json'];
    const open = await runHere(args, { cwd });
    expect(open.code).toBe(3);
    expect(open.err).toContain(
      'Whether throttle-too-low is mended, only an answer can tell:\n  - Which number',
    );
    const told = await runHere([...args, '--answers', 'now.yaml'], { cwd });
    expect({ code: told.code, out: told.out }).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^BETTER/m),
    });
  });

  test('says what is in the way where nothing could be looked at', async () => {
    const { cwd } = await saved('reply-internal');
    const { code, out, err } = await runHere(
      ['doctor', 'recheck', 'reply-internal', '--from', 'run.json', '--no-input'],
      { cwd },
    );
    expect(code).toBe(3);
    expect(out).toMatch(/^CANNOT TELL /m);
    expect(err).toContain(
      'Whether reply-internal is mended could not be told:\n  - No HubSpot token was given to this tool. Set HUBSPOT_ACCESS_TOKEN',
    );
  });

  test('is 3, not 0, where all is well but the cause itself could not be told', async () => {
    const log = ['--api-log', join(ROOT, 'fixtures/logs/owners-403.csv')];
    const { cwd } = await saved('healthy-email', ...log);
    const args = ['doctor', 'recheck', 'owners-scope-missing', '--from', 'run.json', '--quiet'];
    const { code, out, err } = await runHere([...args, '--sandbox', 'healthy-email'], { cwd });
    expect({ code, err }).toEqual({ code: 3, err: '' });
    expect(out).toMatch(/^CANNOT TELL {2}causes: 1 cannot be told any more; [^\n]+\n$/);
  });

  test('judges by the Default User ID that the bundle was judged by', async () => {
    const broken = await startSandbox(await loadPortal('owner-not-ai-user'));
    onTestFinished(() => broken.close());
    const { cwd } = await saved('owner-not-ai-user');
    const env = { HUBSPOT_API_URL: broken.url, HUBSPOT_ACCESS_TOKEN: TOKEN };
    const args = ['doctor', 'recheck', 'owner-not-ai-user', '--from', 'run.json', '--format', 'json'];
    const { code, out } = await runHere(args, { cwd, env });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ worse: false, causes: { open: [{ id: 'owner-not-ai-user' }] } });
  });

  test('tells that the customer has to be named again', async () => {
    const { cwd } = await saved('contact-ambiguous', '--contact', 'jo.doe@example.test');
    const args = ['doctor', 'recheck', 'contact-ambiguous', '--from', 'run.json'];
    const { code, err } = await runHere(args, { cwd, env: await deadWorld() });
    expect(code).toBe(3);
    expect(err).toContain('name the address again with --contact EMAIL');
  });

  test('refuses a cause that the bundle does not show, checks of one’s own, and its own bundle as --save', async () => {
    const { cwd } = await saved('throttle-too-low');
    const args = ['doctor', 'recheck', 'throttle-too-low', '--from', 'run.json'];
    const other = await runHere(['doctor', 'recheck', 'token-rejected', '--from', 'run.json'], { cwd });
    expectUsageError(other, 'does not show token-rejected', 'It shows: throttle-too-low.');
    expectUsageError(await runHere([...args, '--only', 'token'], { cwd }), '--only');
    const kept = await readFile(join(cwd, 'run.json'), 'utf8');
    expectUsageError(await runHere([...args, '--save', 'run.json'], { cwd }), '--save', '--from');
    expect(await readFile(join(cwd, 'run.json'), 'utf8')).toBe(kept);
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
