/** `case list`, `show`, `note` and `export`. */
import { mkdtempSync } from 'node:fs';
import { cp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { suggest } from '../../../src/cli/completion/suggest.ts';
import type { CaseStory } from '../../../src/doctor/cases/story.ts';
import { folderWith } from '../../config/folder.ts';
import { parsePage } from '../../reporters/html/parse-page.ts';
import { runHere } from '../../support/cli.ts';
import { expectUsageError } from '../expectations.ts';
import { daysLater, look } from './days.ts';

const NAME = 'ACME-123';
const TOKEN_LIKE = 'ocx_live_00000000000000000000';

/** A case of three runs, an answer and a note, over two weeks. */
async function caseOfDays(cwd: string): Promise<void> {
  const customer = ['--contact', 'jo.doe@example.test', '--answer', 'webhooks.throttle=10'];
  await look(cwd, ['--case', NAME, '--sandbox', 'owners-scope-missing', ...customer]);
  await daysLater(cwd, NAME, 10);
  const note = `told jo.doe@example.test to add the scope, not ${TOKEN_LIKE}`;
  await runHere(['case', 'note', NAME, ...note.split(' ')], { cwd, env: { USER: 'sam' } });
  await daysLater(cwd, NAME, 2);
  await look(cwd, ['--case', NAME, '--sandbox', 'reply-internal']);
  await daysLater(cwd, NAME, 2);
  await look(cwd, ['--case', NAME, '--answer', 'webhooks.throttle=100']);
}

const cwd = mkdtempSync(join(tmpdir(), 'told-'));
beforeAll(() => caseOfDays(cwd));
afterAll(() => rm(cwd, { recursive: true, force: true }));

describe('case show', () => {
  test('is a line for each run and note, the newest last', async () => {
    const { code, out } = await runHere(['case', 'show', NAME], { cwd, width: 120 });
    expect(code).toBe(0);
    const told = out.split('\n').map((line) => line.replace(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}/, 'WHEN'));
    expect(told).toEqual([
      `${NAME} · emulated portal 1020304 · 3 runs · 1 note`,
      'sandbox reply-internal, contact jo.doe@example.test',
      '',
      'WHEN       problems  found owners-scope-missing, throttle-too-low',
      '    answered webhooks.throttle: 10',
      'WHEN  sam  note      told jo.doe@example.test to add the scope, not ocx_live_[secret]',
      'WHEN       problems  mended owners-scope-missing; new reply-internal; still open throttle-too-low',
      'WHEN       problems  mended throttle-too-low; still open reply-internal',
      '    answered webhooks.throttle: 100',
      '',
      'PROBLEMS  open: reply-internal',
      `Look again: opencx-hubspot doctor --case ${NAME}`,
      '',
    ]);
  });

  test('fits a screen, and counts what stands above', async () => {
    const long = await folderWith();
    await look(long, ['--case', NAME, '--sandbox', 'healthy-chat', '--only', 'token']);
    for (let at = 1; at <= 20; at += 1)
      await runHere(['case', 'note', NAME, `note ${at}: ${'what was done '.repeat(4)}`], { cwd: long });
    const { out } = await runHere(['case', 'show', NAME], { cwd: long, width: 80 });
    expect(out.split('\n').length).toBeLessThanOrEqual(24);
    expect(out).toMatch(/^\d+ earlier entries: --full$/m);
    expect(out).toContain('note 20:');
    const { out: all } = await runHere(['case', 'show', NAME, '--full'], { cwd: long, width: 80 });
    expect(all).toContain('note 1:');
    expect(all).not.toContain('--full');
  });

  test('as JSON holds the same', async () => {
    const { out } = await runHere(['case', 'show', NAME, '--format', 'json'], { cwd });
    const story = JSON.parse(out) as CaseStory;
    expect(story.entries.map(({ kind }) => kind)).toEqual(['run', 'note', 'run', 'run']);
    expect(story).toMatchObject({ name: NAME, portal: 1020304, emulated: true, status: 'problems' });
    expect(story.causes).toEqual([{ id: 'reply-internal' }]);
  });
});

test('case list names where each case stands, the one touched last first', async () => {
  const many = await folderWith();
  await cp(cwd, many, { recursive: true });
  await look(many, ['--case', 'Beta_7', '--sandbox', 'healthy-chat', '--only', 'token']);
  const { out } = await runHere(['case', 'list'], { cwd: many });
  expect(out.replaceAll(/\d{4}-\d{2}-\d{2} \d{2}:\d{2}/g, 'WHEN').split('\n')).toEqual([
    'Beta_7    WHEN  healthy',
    'ACME-123  WHEN  problems  reply-internal',
    '',
  ]);
  await runHere(['case', 'note', NAME, 'touched'], { cwd: many });
  const { out: json } = await runHere(['case', 'list', '--format', 'json'], { cwd: many });
  const { cases } = JSON.parse(json) as { cases: { name: string; runs: number; notes: number }[] };
  expect(cases.map(({ name, runs, notes }) => [name, runs, notes])).toEqual([
    [NAME, 3, 2],
    ['Beta_7', 1, 0],
  ]);
});

test('where no case is kept, it says how one begins', async () => {
  const empty = await folderWith();
  const { code, out } = await runHere(['case', 'list'], { cwd: empty });
  expect([code, out]).toEqual([0, expect.stringContaining('opencx-hubspot doctor --case NAME')]);
});

describe('case export', () => {
  test('is one page of the days and of the latest report, without what names a customer', async () => {
    const { code, err } = await runHere(['case', 'export', NAME, 'page.html'], { cwd });
    expect([code, err]).toEqual([0, `The case ${NAME} is in page.html.\n`]);
    const page = await readFile(join(cwd, 'page.html'), 'utf8');
    expect(() => parsePage(page)).not.toThrow();
    for (const kept of [NAME, 'mended owners-scope-missing', 'told ', 'answered webhooks.throttle: 100'])
      expect(page).toContain(kept);
    expect(page).toContain('id="cause-1"');
    for (const gone of ['jo.doe', '>sam<', ', sam', TOKEN_LIKE, cwd]) expect(page).not.toContain(gone);
    expect(page).not.toMatch(/<script|(?:src|href)="(?!https:|#)/);
  });
});

test.each([
  [['doctor', '--case', '']],
  [['doctor', 'recheck', 'token-rejected', '--case', 'A']],
  [['case', 'show', '']],
  [['case', 'note', 'ACME-']],
])('a shell offers its name behind %j', async (typed) => {
  const { candidates } = await suggest(typed, { cwd });
  expect(candidates.map(({ value }) => value)).toEqual([NAME]);
});

describe('a case that is not there', () => {
  test.each([
    [['case', 'show', 'ACME-132'], 'Did you mean ACME-123?'],
    [['case', 'note', 'acme-12', 'text'], 'Did you mean ACME-123?'],
    [['case', 'export', 'Zeta', 'page.html'], 'case list'],
    [['case', 'show', '..'], 'cannot be the name of a case'],
    [['case', 'show', 'a/b'], 'such as a-b'],
  ])('%j', async (args, said) => {
    expectUsageError(await runHere(args, { cwd }), said);
  });

  test('an empty note is refused', async () => {
    expectUsageError(await runHere(['case', 'note', NAME, ' '], { cwd }), 'note is empty');
  });
});
