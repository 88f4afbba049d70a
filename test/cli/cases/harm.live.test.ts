/** A case that is damaged, of a newer version, of another portal, or has no place: one clear sentence, and nothing lost. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Report } from '../../../src/core/report.ts';
import { loadPortal } from '../../../src/sandbox/portal/portals.ts';
import { startSandbox } from '../../../src/sandbox/sandbox.ts';
import { folderWith } from '../../config/folder.ts';
import { BIN, runHere, runProcess } from '../../support/cli.ts';
import { PROOF } from '../../support/proof.ts';
import { expectNoStackTrace, expectUsageError } from '../expectations.ts';
import { TOKEN } from '../hosts.ts';
import { CASES, daysLater, filesOf, look } from './days.ts';

const NAME = 'ACME-123';
const HEALTHY = ['--case', NAME, '--only', 'token,webhooks'];

/** Two runs, a week and a day ago, and a note: copied by every test, since two runs take their time. */
const kept = mkdtempSync(join(tmpdir(), 'harm-'));
beforeAll(async () => {
  await look(kept, [...HEALTHY, '--sandbox', 'throttle-too-low', '--answer', 'webhooks.committed=yes']);
  await daysLater(kept, NAME, 6);
  await look(kept, HEALTHY);
  await runHere(['case', 'note', NAME, 'told their admin'], { cwd: kept });
  await daysLater(kept, NAME, 1);
});
afterAll(() => rm(kept, { recursive: true, force: true }));

async function copied(): Promise<string> {
  const cwd = await folderWith();
  await cp(kept, cwd, { recursive: true });
  return cwd;
}

interface Damage {
  /** Which file it is done to: the latest of those that end so. */
  ending: string;
  to(text: string): string;
  says: RegExp;
}

const changed =
  (change: (document: Record<string, unknown>) => object) =>
  (text: string): string =>
    JSON.stringify(change(JSON.parse(text)));

const DAMAGES: Record<string, Damage> = {
  'an entry that is cut off': {
    ending: '.run.json',
    to: (text) => text.slice(0, text.length / 2),
    says: /run\.json is cut off/,
  },
  'an empty entry': { ending: '.run.json', to: () => '', says: /run\.json is empty/ },
  'an entry of something else': { ending: '.run.json', to: () => '[]', says: /run\.json must be/ },
  'a note that is no text': {
    ending: '.note.json',
    to: () => '\u0000\u0001\ufffd',
    says: /note\.json is no text/,
  },
  'an entry of a newer version': {
    ending: '.run.json',
    to: changed((entry) => ({ ...entry, caseVersion: 2 })),
    says: /is of version 2, and this opencx-hubspot reads version 1/,
  },
  'an entry of an unknown kind': {
    ending: '.note.json',
    to: changed((entry) => ({ ...entry, kind: 'dream' })),
    says: /"kind" in the entry/,
  },
  'a status that is none': {
    ending: '.run.json',
    to: changed((entry) => ({ ...entry, status: 'fine' })),
    says: /"status" in the entry .* must be/,
  },
  'a bundle that lies elsewhere': {
    ending: '.run.json',
    to: changed((entry) => ({ ...entry, bundles: [{ file: '../../../etc/x.bundle.json' }] })),
    says: /"bundles.0.file" in the entry .* must be the name of a bundle beside it/,
  },
};

describe.each(Object.entries(DAMAGES))('%s', (_what, { ending, to, says }) => {
  test('is named and left alone, and the rest is shown and gone on with', async () => {
    const cwd = await copied();
    const file = (await filesOf(cwd, NAME, ending)).at(-1) ?? '';
    const damaged = to(await readFile(file, 'utf8'));
    await writeFile(file, damaged);
    const shown = await runHere(['case', 'show', NAME], { cwd, width: 200 });
    expect(shown.code).toBe(0);
    expect(shown.out.replaceAll(/\s+/g, ' ')).toMatch(says);
    expect(shown.out).toContain('found throttle-too-low');
    const { code, out, err } = await look(cwd, HEALTHY);
    expect([code, err]).toEqual([1, expect.stringMatching(says)]);
    expect(out).toContain('1 still open (throttle-too-low)');
    expect(await readFile(file, 'utf8')).toBe(damaged);
    expectNoStackTrace(shown.out + err);
  });
});

describe('evidence that cannot be read', () => {
  test.each([
    ['is gone', (file: string) => rm(file), /does not exist/],
    ['is cut off', (file: string) => writeFile(file, '{"bundleVersion": 1, '), /is cut off/],
    ['is newer', (file: string) => writeFile(file, '{"bundleVersion": 99}'), /is a bundle of version 99/],
  ])('that %s: the run before is compared with', async (_how, harm, says) => {
    const cwd = await copied();
    await harm((await filesOf(cwd, NAME, '.bundle.json')).at(-1) ?? '');
    const { out, err, code } = await look(cwd, [...HEALTHY, '--format', 'json']);
    expect([code, err]).toEqual([1, expect.stringMatching(says)]);
    const { since } = JSON.parse(out) as Report;
    expect(Math.round((Date.now() - Date.parse(since?.at ?? '')) / 86_400_000)).toBe(7);
    const page = await runHere(['case', 'export', NAME, 'page.html'], { cwd });
    expect(page.code).toBe(0);
  });

  test('of every run: nothing is compared, and the case goes on', async () => {
    const cwd = await copied();
    for (const file of await filesOf(cwd, NAME, '.bundle.json')) await rm(file);
    const { out, code } = await look(cwd, HEALTHY);
    expect(code).toBe(1);
    expect(out).not.toContain('Since');
    const again = await look(cwd, HEALTHY);
    expect(again.out).toContain('1 still open');
  });
});

test('what is remembered and not understood any more is named and left out', async () => {
  const cwd = await copied();
  const file = (await filesOf(cwd, NAME, '.run.json')).at(-1) ?? '';
  const entry = JSON.parse(await readFile(file, 'utf8'));
  entry.remembered = { '--mode': ['telepathy'], '--moon': ['full'], '--only': ['token'] };
  entry.answers = { 'moon.phase': 'full', 'webhooks.committed': 'perhaps' };
  await writeFile(file, JSON.stringify(entry));
  const { code, err } = await look(cwd, HEALTHY);
  expect(code).toBe(1);
  expect(err).toContain('left out: --mode, --moon, --only');
  expect(err).toContain('"moon.phase"');
  expect(err).toContain('"webhooks.committed"');
});

test('files that somebody put beside are none of its business', async () => {
  const cwd = await copied();
  const before = await runHere(['case', 'show', NAME], { cwd });
  const folder = join(cwd, CASES, NAME);
  for (const name of ['README.md', 'screenshot.png', '.x.run.json.0000.tmp', 'notes.json'])
    await writeFile(join(folder, name), 'mine');
  await mkdir(join(folder, 'mails'));
  expect(await runHere(['case', 'show', NAME], { cwd })).toEqual(before);
});

describe('another portal', () => {
  const other = async () => {
    const portal = await loadPortal('healthy-email');
    portal.state.hub.id = 5060708;
    const sandbox = await startSandbox(portal);
    onTestFinished(() => sandbox.close());
    return { HUBSPOT_API_URL: sandbox.url, HUBSPOT_ACCESS_TOKEN: TOKEN };
  };

  test('that the token leads to now is refused, and nothing is added', async () => {
    const cwd = await folderWith();
    const one = await startSandbox(await loadPortal('healthy-email'));
    onTestFinished(() => one.close());
    await look(cwd, ['--case', NAME], { env: { HUBSPOT_API_URL: one.url, HUBSPOT_ACCESS_TOKEN: TOKEN } });
    const before = await filesOf(cwd, NAME);
    const { code, out, err } = await look(cwd, ['--case', NAME], { env: await other() });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(
      `The case ${NAME} is of portal 1020304, and this run looked at portal 5060708: it was not kept.`,
    );
    expect(await filesOf(cwd, NAME)).toEqual(before);
  });

  test('a real one in the place of an emulated one is not asked', async () => {
    const cwd = await copied();
    const env = { HUBSPOT_ACCESS_TOKEN: TOKEN };
    const file = (await filesOf(cwd, NAME, '.run.json'))[0] ?? '';
    const entry = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify({ ...entry, remembered: {} }));
    const outcome = await look(cwd, ['--case', NAME], { env });
    expect([outcome.code, outcome.out]).toEqual([2, '']);
    expect(outcome.err).toContain('emulated portal');
  });

  test('a flag that has no effect beside what is remembered is refused', async () => {
    const cwd = await copied();
    await writeFile(join(cwd, 'token.txt'), 'x');
    expectUsageError(
      await look(cwd, ['--case', NAME, '--token-file', 'token.txt']),
      `remembered by the case ${NAME}`,
    );
  });
});

describe('no place for it', () => {
  test.each([
    ['.opencx-hubspot', 'lies where a file is'],
    [CASES, 'lies where a file is'],
  ])('%s is a file', async (name, why) => {
    const cwd = await folderWith({ [name]: 'mine' });
    expectUsageError(await look(cwd, ['--case', NAME, '--sandbox', 'healthy-chat']), 'cannot be kept', why);
    expect(await readFile(join(cwd, name), 'utf8')).toBe('mine');
  });

  test('a folder in which nothing can be made', async ({ skip }) => {
    if (process.platform !== 'linux') return skip('there is no /proc on this machine');
    const { code, err } = await look('/proc', [
      '--case',
      NAME,
      '--sandbox',
      'healthy-chat',
      '--only',
      'token',
    ]);
    expect(code).toBe(2);
    expect(err).toContain('The case cannot be kept');
    expectNoStackTrace(err);
  });

  test('a disk that is full keeps what was there, and says so', async ({ skip }) => {
    if (process.platform === 'win32') return skip('there is no limit to set on this system');
    const cwd = await copied();
    const before = await contentsOf(cwd);
    const args = ['doctor', '--no-input', ...HEALTHY];
    const { spawnSync } = await import('node:child_process');
    const line = `ulimit -f 1; exec "$0" "$@"`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', line, process.execPath, BIN, ...args], {
      cwd,
      env: { PATH: process.env['PATH'] },
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stdout).toContain('still open (throttle-too-low)');
    expect(stderr).toMatch(/cannot be written: it .*\n/);
    expectNoStackTrace(stderr);
    expect(await contentsOf(cwd)).toEqual(before);
  });
});

async function contentsOf(cwd: string): Promise<Record<string, string>> {
  const folder = join(cwd, CASES, NAME);
  const names = (await readdir(folder)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')])),
  );
}

test('processes that work on one case at once lose nothing of each other', async () => {
  const cwd = await folderWith();
  const runs = PROOF ? 6 : 2;
  const notes = PROOF ? 20 : 4;
  await runProcess(['doctor', '--no-input', '--case', NAME, '--sandbox', 'healthy-chat', '--only', 'token'], {
    cwd,
  });
  const outcomes = await Promise.all([
    ...Array.from({ length: runs }, (_, at) =>
      runProcess(
        [
          'doctor',
          '--no-input',
          '--case',
          at % 2 ? NAME : NAME.toLowerCase(),
          '--only',
          'token',
          '--answer',
          `webhooks.throttle=${at + 1}`,
        ],
        { cwd },
      ),
    ),
    ...Array.from({ length: notes }, (_, at) => runProcess(['case', 'note', NAME, `note ${at}`], { cwd })),
  ]);
  expect(outcomes.map(({ code }) => code)).toEqual(outcomes.map(() => 0));
  const { out } = await runHere(['case', 'show', NAME, '--format', 'json'], { cwd });
  const { entries, damaged } = JSON.parse(out) as {
    entries: { kind: string; text?: string; answers?: { value: number }[] }[];
    damaged: string[];
  };
  expect(damaged).toEqual([]);
  const told = entries.flatMap(({ text }) => text ?? []);
  expect(told.toSorted()).toEqual(Array.from({ length: notes }, (_, at) => `note ${at}`).toSorted());
  const answers = entries.flatMap((entry) => entry.answers ?? []).map(({ value }) => value);
  expect(answers.toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: runs }, (_, at) => at + 1),
  );
  expect((await runHere(['case', 'list'], { cwd })).out.trim().split('\n')).toHaveLength(1);
});

test.skipIf(process.platform === 'win32')(
  'a pipe that lies there is named, and nobody waits for it',
  async () => {
    const cwd = await copied();
    const pipe = join(cwd, CASES, NAME, '20991231T000000000Z-00000000.run.json');
    execFileSync('mkfifo', [pipe]);
    const { out, code } = await runHere(['case', 'show', NAME], { cwd });
    expect(code).toBe(0);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('00000000.run.json is no file.');
    await look(cwd, ['--case', NAME, '--sandbox', 'healthy-email']);
    const after = await runHere(['case', 'show', NAME], { cwd });
    expect(after.out).toContain('HEALTHY  no cause open in what can be read\n');
  },
);
