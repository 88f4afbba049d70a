/** A case as files: what is kept is read again, what is damaged is named and left alone. */
import { chmod, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../src/core/secret.ts';
import type { Bundle } from '../../../src/doctor/bundle/bundle.ts';
import { caseNamed, casesIn, caseThere, listCases } from '../../../src/doctor/cases/places.ts';
import { readCase } from '../../../src/doctor/cases/read.ts';
import { expectPlaceForCase, keepNote, keepRun } from '../../../src/doctor/cases/write.ts';
import { createRedactor } from '../../../src/redact/redactor.ts';
import { folderWith, usageErrorOf } from '../../config/folder.ts';
import { day, noteOn, runOn } from './entries.ts';

const HOME = '.opencx-hubspot';
const inCase = (file: string, name = 'ACME-1') => join(HOME, 'cases', name, file);

const BUNDLE: Bundle = {
  bundleVersion: 1,
  tool: { name: 'opencx-hubspot', version: '0.1.0' },
  rules: 'a'.repeat(64),
  savedAt: day(1),
  startedAt: day(1),
  durationMs: 900,
  selection: { symptom: null, checks: ['token/format'], skipped: [] },
  context: {},
  evidence: {},
};
const redactor = createRedactor([new Secret('canary-secret-0123456789')]);

const run = (number: number, more = {}) => {
  const { caseVersion: _version, kind: _kind, bundles: _bundles, ...entry } = runOn(number, more);
  return entry;
};

describe('what is kept', () => {
  test('is read again, oldest first, with the latest word on everything', async () => {
    const cwd = await folderWith();
    const folder = await caseNamed('ACME-1', { cwd });
    const said = (value: number) => ({
      'webhooks.throttle': { value },
      'webhooks.committed': { value: true },
    });
    const files = await keepRun(
      folder,
      run(3, { remembered: { '--thread': ['2'] }, answers: { 'webhooks.throttle': { value: 100 } } }),
      [{ bundle: BUNDLE }],
      redactor,
    );
    await keepRun(
      folder,
      run(1, { remembered: { '--thread': ['1'], '--portal': ['7'] }, answers: said(10) }),
      [{ bundle: BUNDLE }],
      redactor,
    );
    await keepNote(folder, { at: day(2), text: 'told their admin', by: 'sam' });
    // Whatever somebody has called it, its time tells where it belongs.
    const [note = ''] = (await readdir(folder.folder)).filter((file) => file.endsWith('.note.json'));
    await rename(join(folder.folder, note), join(folder.folder, 'a.note.json'));
    const kept = await readCase(folder);
    expect(kept.entries.map(({ at }) => at)).toEqual([day(1), day(2), day(3)]);
    expect(kept.runs.map(({ at }) => at)).toEqual([day(1), day(3)]);
    expect(kept.notes).toEqual([noteOn(2, 'told their admin', 'sam')]);
    expect(kept.damaged).toEqual([]);
    expect(kept.remembered).toEqual({ '--portal': ['7'], '--thread': ['2'] });
    expect(Object.entries(kept.answers).map(([key, answer]) => [key, answer?.value])).toEqual([
      ['webhooks.throttle', 100],
      ['webhooks.committed', true],
    ]);
    expect(kept.runs[1]?.bundles.map(({ file }) => file)).toEqual(files);
  });

  test('is for its owner alone, kept from git, and holds no secret of the run', async () => {
    const cwd = await folderWith();
    const folder = await caseNamed('ACME-1', { cwd });
    await keepRun(
      folder,
      run(1, { remembered: { '--contact': ['canary-secret-0123456789'] } }),
      [{ bundle: BUNDLE }],
      redactor,
    );
    expect(await readFile(join(cwd, HOME, '.gitignore'), 'utf8')).toBe('*\n');
    for (const each of [join(cwd, HOME), join(cwd, HOME, 'cases'), folder.folder])
      expect((await stat(each)).mode & 0o777).toBe(0o700);
    for (const file of await readdir(folder.folder)) {
      expect((await stat(join(folder.folder, file))).mode & 0o777).toBe(0o600);
      expect(await readFile(join(folder.folder, file), 'utf8')).not.toContain('canary');
    }
  });

  test('names each bundle of several conversations, and keeps apart what comes in one moment', async () => {
    const cwd = await folderWith();
    const folder = await caseNamed('ACME-1', { cwd });
    const looks = [{ bundle: BUNDLE, thread: '5001' }, { bundle: BUNDLE }];
    const files = await keepRun(folder, run(1), looks, redactor);
    expect(files).toEqual([
      expect.stringMatching(/^20261101T120000000Z-[0-9a-f]{8}-1\.bundle\.json$/),
      expect.stringMatching(/-2\.bundle\.json$/),
    ]);
    await keepRun(folder, run(1), [{ bundle: BUNDLE }], redactor);
    const { runs } = await readCase(folder);
    expect(runs).toHaveLength(2);
    expect(runs.map(({ bundles }) => bundles.map(({ thread }) => thread))).toContainEqual([
      '5001',
      undefined,
    ]);
  });
});

describe('what cannot be used', () => {
  test('is left alone and named, and the rest is read', async () => {
    const cwd = await folderWith({
      [inCase('1.run.json')]: runOn(1),
      [inCase('2.run.json')]: '{ "caseVersion": 1, ',
      [inCase('3.note.json')]: { ...noteOn(3, 'newer'), caseVersion: 2 },
      [inCase('4.note.json')]: { caseVersion: 1, kind: 'note', at: day(4) },
      [inCase('5.run.json')]: runOn(5, { bundles: [{ file: '../elsewhere.bundle.json' }] }),
      [inCase('.6.note.json')]: noteOn(6, 'hidden'),
      [inCase('7.note.json.tmp')]: noteOn(7, 'half written'),
      [inCase('8.txt')]: 'notes of my own',
    });
    const folder = await caseThere('acme-1', { cwd });
    const { entries, damaged } = await readCase(folder);
    expect(entries.map(({ at }) => at)).toEqual([day(1)]);
    expect(damaged).toHaveLength(4);
    expect(damaged[0]).toContain('2.run.json');
    expect(damaged[1]).toMatch(/3\.note\.json is of version 2, and this opencx-hubspot reads version 1\./);
    expect(damaged[2]).toContain('4.note.json');
    expect(damaged[3]).toContain('5.run.json');
  });

  test('of the answers is left out by itself', async () => {
    const answers = { 'webhooks.throttle': { value: 10 }, 'webhooks.committed': { value: 'perhaps' } };
    const cwd = await folderWith({ [inCase('1.run.json')]: runOn(1, { answers }) });
    const kept = await readCase(await caseThere('ACME-1', { cwd }));
    expect(kept.answers).toHaveProperty(['webhooks.throttle', 'value'], 10);
    expect(kept.answers).not.toHaveProperty(['webhooks.committed']);
    expect(kept.damaged).toEqual([expect.stringContaining('webhooks.committed')]);
  });

  test('a case whose folder is not there is empty, and one that is a file is no case', async () => {
    const cwd = await folderWith({ [join(HOME, 'cases', 'FILE')]: 'text' });
    const absent = await readCase({ name: 'ACME-1', folder: join(cwd, 'nowhere') });
    expect(absent).toMatchObject({ entries: [], damaged: [] });
    const refused = await usageErrorOf(readCase({ name: 'FILE', folder: join(cwd, HOME, 'cases', 'FILE') }));
    expect(refused.message).toMatch(/^The case FILE cannot be read: /);
    expect(await listCases({ cwd })).toEqual([]);
  });
});

describe('where cases lie', () => {
  test('is the folder of the configuration file, or of earlier cases, whichever is nearest', async () => {
    const cwd = await folderWith({
      'opencx-hubspot.config.json': {},
      [join('a', inCase('1.run.json'))]: runOn(1),
      [join('a', 'b', 'c', 'file')]: '',
      [join('d', 'e', 'file')]: '',
    });
    const cases = (...parts: string[]) => join(cwd, ...parts, HOME, 'cases');
    expect(await casesIn({ cwd: join(cwd, 'a', 'b', 'c') })).toBe(cases('a'));
    expect(await casesIn({ cwd: join(cwd, 'd', 'e') })).toBe(cases());
    expect(await casesIn({ cwd: join(cwd, 'd'), config: 'e/mine.json' })).toBe(cases('d', 'e'));
    const bare = await folderWith();
    expect(await casesIn({ cwd: bare })).toBe(join(bare, HOME, 'cases'));
  });

  test('holds folders with a name of a case, in their order', async () => {
    const cwd = await folderWith({
      [inCase('1.run.json', 'B-2')]: runOn(1),
      [inCase('1.run.json', 'A-1')]: runOn(1),
      [inCase('1.run.json', '-no-name')]: runOn(1),
      [join(HOME, 'cases', 'FILE')]: 'text',
    });
    expect((await listCases({ cwd })).map(({ name }) => name)).toEqual(['A-1', 'B-2']);
    expect(await caseNamed('b-2', { cwd })).toMatchObject({ name: 'B-2', isThere: true, others: ['A-1'] });
    expect(await caseNamed('C-3', { cwd })).toMatchObject({
      name: 'C-3',
      isThere: false,
      others: ['A-1', 'B-2'],
    });
    expect(basename((await caseNamed('C-3', { cwd })).folder)).toBe('C-3');
  });

  test('a name that is spelled just so goes before one that is spelled otherwise', async () => {
    const cwd = await folderWith({
      [inCase('1.run.json', 'acme')]: runOn(1),
      [inCase('1.run.json', 'ACME')]: runOn(1),
    });
    expect((await caseNamed('acme', { cwd })).name).toBe('acme');
    expect((await caseNamed('ACME', { cwd })).name).toBe('ACME');
  });

  test('one that is not there is asked for in vain, with the nearest or the way to begin it', async () => {
    const cwd = await folderWith();
    const first = await usageErrorOf(caseThere('ACME-1', { cwd }));
    expect(first.message).toBe('There is no case ACME-1.');
    expect(first.hint).toBe('`opencx-hubspot doctor --case ACME-1` begins it.');
    const near = await usageErrorOf(
      caseThere('ACME-12', { cwd: await folderWith({ [inCase('1.run.json', 'ACME-13')]: runOn(1) }) }),
    );
    expect(near.hint).toMatch(/ACME-13.*`opencx-hubspot case list` names those in .*cases\./);
  });

  test('a word that is no name is refused with one that would do', async () => {
    const refused = await usageErrorOf(caseNamed('../ACME 1', { cwd: await folderWith() }));
    expect(refused.message).toBe('"../ACME 1" cannot be the name of a case.');
    expect(refused.hint).toContain('such as ACME-1.');
  });
});

describe('whether there is a place', () => {
  test('is told before the work, by the nearest folder that is there', async () => {
    const cwd = await folderWith({ file: 'text' });
    await expect(expectPlaceForCase(join(cwd, 'a', 'b'))).resolves.toBeUndefined();
    const refused = await usageErrorOf(expectPlaceForCase(join(cwd, 'file', 'b')));
    expect(refused.message).toMatch(/its folder .* lies where a file is\.$/);
    expect(refused.hint).toContain('Without --case nothing is kept.');
  });

  test.skipIf(userInfo().uid === 0)('is not where this user may not write', async () => {
    const cwd = await folderWith();
    await mkdir(join(cwd, 'shut'));
    await chmod(join(cwd, 'shut'), 0o500);
    const refused = await usageErrorOf(expectPlaceForCase(join(cwd, 'shut', 'b')));
    expect(refused.message).toContain('may not be written to by this user');
  });

  test('is told where it is gone by the time', async () => {
    const cwd = await folderWith();
    await writeFile(join(cwd, HOME), 'a file in the way');
    const folder = { name: 'ACME-1', folder: join(cwd, HOME, 'cases', 'ACME-1') };
    const refused = await usageErrorOf(keepNote(folder, { at: day(1), text: 'lost' }));
    expect(refused.message).toMatch(/^The case cannot be kept: its folder .* lies where a file is\.$/);
  });
});
