/** Where the report goes, and that it is the only thing there. */
import { execFile } from 'node:child_process';
import { lstat, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import schema from '../../src/reporters/report.schema.json' with { type: 'json' };
import { listPortals } from '../../src/sandbox/portal/portals.ts';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';
import { some } from '../support/proof.ts';
import { expectUsageError } from './expectations.ts';
import { deadWorld } from './hosts.ts';

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

function expectDocument(out: string): void {
  expect(out.endsWith('}\n')).toBe(true);
  expect(validate(JSON.parse(out)), ajv.errorsText(validate.errors)).toBe(true);
}

const portals = some((await listPortals()).map(({ name }) => name));
const BROKEN = ['doctor', '--sandbox', 'reply-internal', '--no-input'];

describe('--format json', () => {
  test.each(portals)('prints one document of the schema, and progress elsewhere: %s', async (name) => {
    const { out, err } = await runHere(['doctor', '--sandbox', name, '--no-input', '--format', 'json']);
    expectDocument(out);
    expect(err).toBe('Asking HubSpot and OpenCX ...\n');
  });

  test('prints one when every host is dead, and when there is no network', async () => {
    const dead = await runHere(['doctor', '--no-input', '--format', 'json'], { env: await deadWorld() });
    expectDocument(dead.out);
    const offline = await runHere(['doctor', '--offline', '--no-input', '--format', 'json']);
    expectDocument(offline.out);
    expect(offline.err).toBe('Reading what was given ...\n');
  });

  test('is not changed by --full, by colour or by the width', async () => {
    const args = ['doctor', '--offline', '--no-input', '--format', 'json'];
    const withoutTimes = (text: string) => text.replaceAll(/"(\w+At|at|durationMs)": [^,\n]+/g, '"$1"');
    const [plain, full] = [await runHere(args), await runHere([...args, '--full'], { width: 40 })];
    expect(withoutTimes(full.out)).toBe(withoutTimes(plain.out));
  });
});

describe('the step summary of GitHub', () => {
  test('that cannot be written takes away neither the report nor its exit code', async () => {
    const env = { GITHUB_STEP_SUMMARY: '/none/there.md' };
    const { code, out, err } = await runHere([...BROKEN, '--format', 'github'], { env });
    expect(code).toBe(1);
    expect(out).toContain('::error title=replies/public');
    expect(err).toContain('The step summary is missing: the file that GITHUB_STEP_SUMMARY names');
  });
});

describe('two flags that name the same file', () => {
  test.each([
    ['--save', ['--save', 'run.json', '--output', './run.json']],
    ['--suppressions', ['--suppressions', 'run.json', '--output', 'run.json']],
    ['--answers', ['--answers', 'run.json', '--save', 'run.json']],
    ['--api-log', ['--api-log', 'other.csv', 'run.json', '--output', 'run.json']],
  ])('are refused: %s', async (flag, args) => {
    const cwd = await folderWith({ 'run.json': {} });
    expectUsageError(await runHere([...BROKEN, ...args], { cwd }), flag, 'name the same file, ');
    expect(await readFile(join(cwd, 'run.json'), 'utf8')).toBe('{}');
  });

  test('may both be /dev/null', async () => {
    const { code } = await runHere([...BROKEN, '--save', '/dev/null', '--output', '/dev/null']);
    expect(code).toBe(1);
  });
});

describe('--output', () => {
  test('takes the whole report and leaves standard output empty', async () => {
    const cwd = await folderWith();
    const args = [...BROKEN, '--format', 'json', '--output', 'report.json'];
    const { code, out, err } = await runHere(args, { cwd });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('The report is in report.json: problems.');
    expectDocument(await readFile(join(cwd, 'report.json'), 'utf8'));
    expect(await readdir(cwd)).toEqual(['report.json']);
  });

  test('takes a text that is a hundred columns wide, whatever the terminal', async () => {
    const cwd = await folderWith();
    await runHere([...BROKEN, '--output', 'narrow.txt'], { cwd, width: 40 });
    const { out } = await runHere(BROKEN, { width: 100 });
    const withoutTimes = (text: string) => text.replaceAll(/\d+ ms/g, '');
    expect(withoutTimes(await readFile(join(cwd, 'narrow.txt'), 'utf8'))).toBe(withoutTimes(out));
  });

  test('replaces the file that is there, and a link stays a link', async () => {
    const cwd = await folderWith({ 'report.txt': 'before'.repeat(10_000) });
    await symlink('report.txt', join(cwd, 'latest.txt'));
    await runHere([...BROKEN, '--output', 'latest.txt'], { cwd });
    const text = await readFile(join(cwd, 'report.txt'), 'utf8');
    expect(text).toMatch(/^OpenCX <-> HubSpot/);
    expect(text).not.toContain('before');
    expect((await lstat(join(cwd, 'latest.txt'))).isSymbolicLink()).toBe(true);
  });

  test('writes to a pipe and does not put a file in its place', async () => {
    const cwd = await folderWith();
    const pipe = join(cwd, 'pipe');
    await promisify(execFile)('mkfifo', [pipe]);
    const [read] = await Promise.all([
      readFile(pipe, 'utf8'),
      runHere([...BROKEN, '--output', 'pipe'], { cwd }),
    ]);
    expect(read).toMatch(/^OpenCX <-> HubSpot/);
    expect((await lstat(pipe)).isFIFO()).toBe(true);
  });

  test.each([
    ['in a folder that is not there', 'missing/report.txt', 'lies in a folder that does not exist'],
    ['below a file', 'file/report.txt', 'lies in a folder that does not exist'],
    ['that is a folder', 'folder', 'is a folder'],
    ['without a name', '', 'is a folder'],
  ])('%s is refused before anything is asked', async (_what, output, said) => {
    const cwd = await folderWith({ file: 'kept', 'folder/kept': 'kept' });
    const outcome = await runHere([...BROKEN, '--output', output], { cwd });
    expectUsageError(outcome, 'cannot be written', said);
    expect((await readdir(cwd, { recursive: true })).sort()).toEqual(['file', 'folder', 'folder/kept']);
  });
});
