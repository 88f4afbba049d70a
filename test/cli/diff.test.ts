/** `opencx-hubspot diff A B`, on saved runs. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBundle } from '../../src/doctor/bundle/read.ts';
import type { Comparison } from '../../src/doctor/compare.ts';
import { replay } from '../../src/doctor/replay.ts';
import { renderJson } from '../../src/reporters/json.ts';
import { folderWith } from '../config/folder.ts';
import { BUNDLES } from '../doctor/bundle/fixtures.ts';
import { runHere } from '../support/cli.ts';
import { expectUsageError } from './expectations.ts';

const TWO_FAULTS = join(BUNDLES, 'two-faults.json');
const ONE_MENDED = join(BUNDLES, 'one-mended.json');
const TOKEN_REJECTED = join(BUNDLES, 'token-rejected.json');

async function compared(...args: string[]): Promise<Comparison> {
  const { out } = await runHere(['diff', ...args, '--format', 'json']);
  return JSON.parse(out) as Comparison;
}

describe('the exit code', () => {
  test.each([
    ['nothing got worse', [TWO_FAULTS, ONE_MENDED], 0],
    ['nothing changed', [ONE_MENDED, ONE_MENDED], 0],
    ['something broke', [ONE_MENDED, TWO_FAULTS], 1],
    ['a new cause hides the others', [TWO_FAULTS, TOKEN_REJECTED], 1],
    ['a file is missing', [TWO_FAULTS, '/none/there.json'], 2],
    ['a file is named twice too few', [TWO_FAULTS], 2],
  ])('where %s', async (_when, files, code) => {
    expect((await runHere(['diff', ...files])).code).toBe(code);
  });
});

test('a comparison never takes the place of a run that it compares', async () => {
  const kept = await readFile(TWO_FAULTS, 'utf8');
  const folder = await folderWith({ 'monday.json': kept });
  const args = ['diff', 'monday.json', ONE_MENDED, '--output', './monday.json'];
  expectUsageError(await runHere(args, { cwd: folder }), '--output', 'name the same file');
  expect(await readFile(join(folder, 'monday.json'), 'utf8')).toBe(kept);
});

test('a bundle is compared with a saved report', async () => {
  const { bundle } = await readBundle(TWO_FAULTS);
  const report = renderJson(replay(bundle, { version: '0.0.9', now: () => 0 }));
  const folder = await folderWith({ 'monday.json': report });
  const { causes, cautions, worse } = await compared(join(folder, 'monday.json'), ONE_MENDED);
  expect(causes.mended.map(({ id }) => id)).toEqual(['reply-internal']);
  expect(causes.open.map(({ id }) => id)).toEqual(['throttle-too-low']);
  // One for the version of the report, and one more once the bundle's checks are older than today's.
  expect(new Set(cautions.map(({ kind }) => kind))).toEqual(new Set(['rules']));
  expect(worse).toBe(false);
});

test('what cannot be told any more is not called mended', async () => {
  const { causes } = await compared(TWO_FAULTS, TOKEN_REJECTED);
  expect(causes.mended).toEqual([]);
  expect(causes.untold.map(({ id }) => id)).toEqual(['reply-internal']);
});

test('a bundle of other rules, and what is not understood in it, is named', async () => {
  const bundle = JSON.parse(await readFile(TWO_FAULTS, 'utf8'));
  const older = {
    ...bundle,
    tool: { ...bundle.tool, version: '0.0.1' },
    evidence: { ...bundle.evidence, 'moon.phase': 'full' },
  };
  const cwd = await folderWith({ 'older.json': older });
  const { out, code } = await runHere(['diff', 'older.json', ONE_MENDED], { cwd, width: 200 });
  expect(code).toBe(0);
  expect(out).toContain('older.json: The bundle was saved by version 0.0.1 and is judged by the newer rules');
  expect(out).toContain('older.json: not understood and left out: moon.phase.');
});

test('the comparison goes to a file that is named', async () => {
  const cwd = await folderWith();
  const args = ['diff', TWO_FAULTS, ONE_MENDED, '--format', 'markdown', '--output', 'diff.md'];
  const { out, err, code } = await runHere(args, { cwd });
  expect([out, err, code]).toEqual(['', 'The comparison is in diff.md.\n', 0]);
  expect(await readFile(join(cwd, 'diff.md'), 'utf8')).toContain('## OpenCX <-> HubSpot: better');
});

test('what looks secret in a report of somebody else is not passed on', async () => {
  const report = JSON.parse(
    renderJson(replay((await readBundle(TWO_FAULTS)).bundle, { version: '0.1.0', now: () => 0 })),
  );
  report.causes[0].title = 'Ask jo.doe@example.test';
  const folder = await folderWith({ 'other.json': report });
  const { out } = await runHere(['diff', ONE_MENDED, join(folder, 'other.json')]);
  expect(out).not.toContain('jo.doe@');
});
