/** One story for each kind of fault, whichever file it is and whichever command it is named to. */
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LARGEST_FILE } from '../../src/files/text-file.ts';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';
import { expectUsageError } from './expectations.ts';

const DOCTOR = ['doctor', '--offline', '--no-input'];

/** Every file that a command reads, by what its messages call it. */
interface FileKind {
  args(file: string): string[];
  isJson?: boolean;
  isText?: boolean;
  /** It may be larger than what is held in memory. */
  grows?: boolean;
}

const FILES: Readonly<Record<string, FileKind>> = {
  'configuration file': { args: (file) => [...DOCTOR, '--config', file], isJson: true },
  'answers file': { args: (file) => [...DOCTOR, '--answers', file], isJson: true },
  'webhook configuration file': { args: (file) => [...DOCTOR, '--webhook-config', file], isJson: true },
  'suppressions file': { args: (file) => [...DOCTOR, '--suppressions', file], isJson: true },
  bundle: { args: (file) => ['doctor', '--from', file], isJson: true },
  file: { args: (file) => ['diff', file, file], isJson: true },
  'token file': { args: (file) => [...DOCTOR, '--token-file', file], isText: true },
  journal: { args: (file) => [...DOCTOR, '--journal', file], grows: true },
  'event file': { args: (file) => ['explain', '--event', file] },
  'API-call log': { args: (file) => ['logs', file], isText: true, grows: true },
};

describe.each(Object.entries(FILES))('the %s', (role, { args, isJson = false, isText = isJson, grows }) => {
  async function told(content: string | undefined): Promise<string> {
    const files = content === undefined ? {} : { 'named.json': content };
    const cwd = await folderWith(files);
    const outcome = await runHere(args('named.json'), { cwd });
    expectUsageError(outcome);
    return outcome.err.split('\n')[0] ?? '';
  }

  const sentence = (said: string) => new RegExp(`^opencx-hubspot: The ${role} \\S*named\\.json ${said}$`);

  test('is not there', async () => {
    expect(await told(undefined)).toMatch(sentence('does not exist\\.'));
  });

  test('is a folder', async () => {
    const cwd = await folderWith({ 'named.json/inside': '' });
    const { err } = await runHere(args('named.json'), { cwd });
    expect(err.split('\n')[0]).toMatch(sentence('is a folder\\.'));
  });

  test.runIf(isText)('is empty', async () => {
    expect(await told('\n')).toMatch(sentence('is empty\\.'));
  });

  // Whatever stands in a token file is the token.
  test.skipIf(role === 'token file')('holds brackets in brackets without end', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    for (const content of [deep, `[${'{"a":'.repeat(100_000)}`, `{"headers": {}, "body": ${deep}}`]) {
      const said = await told(content);
      if (isJson) expect(said).toMatch(sentence('is nested too deeply to be one\\.'));
    }
  });

  test.skipIf(grows)('is larger than what is held in memory', async () => {
    const cwd = await folderWith({ 'named.json': '' });
    await truncate(join(cwd, 'named.json'), LARGEST_FILE + 1);
    const { err } = await runHere(args('named.json'), { cwd });
    expect(err.split('\n')[0]).toMatch(sentence('is larger than 64 MB, so it was not read\\.'));
  });

  test.runIf(isJson)('is cut off', async () => {
    expect(await told('{"bundleVersion": 1, "ans')).toMatch(sentence('is cut off: its end is missing\\.'));
  });

  test.runIf(isJson)('is no JSON, and is not quoted', async () => {
    const said = await told('{"canary": canary}');
    expect(said).toMatch(sentence('is not valid JSON: line 1, column 12 cannot be read\\.'));
    expect(said).not.toContain('canary');
  });
});

test('what is asked to be written where there is no folder, or to a folder', async () => {
  const cwd = await folderWith({ 'folder/inside': '' });
  for (const [flag, role] of [
    ['--output', 'report'],
    ['--save', 'bundle'],
  ] as const) {
    const nowhere = await runHere([...DOCTOR, flag, 'none/x.json'], { cwd });
    expectUsageError(
      nowhere,
      `The ${role} ${join(cwd, 'none/x.json')} cannot be written: it lies in a folder that does not exist.`,
    );
    const folder = await runHere([...DOCTOR, flag, 'folder'], { cwd });
    expectUsageError(folder, `The ${role} ${join(cwd, 'folder')} cannot be written: it is a folder.`);
  }
});
