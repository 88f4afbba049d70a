/** Files that a command line names twice, for whatever command: what is written must be nobody else's. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../config/folder.ts';
import { runHere } from '../support/cli.ts';
import { expectUsageError } from './expectations.ts';

const KEPT = 'kept';

test.each<[line: string, ...said: string[]]>([
  ['logs kept.txt --output ./kept.txt', '--output and the API-call log name the same file'],
  ['logs other.csv kept.txt --output kept.txt', '--output and the API-call log name the same file'],
  ['diff other.json kept.txt --output kept.txt', '--output and the run to compare name the same file'],
  ['doctor --from kept.txt --output kept.txt', '--output and --from name the same file'],
  ['doctor recheck token-rejected --from kept.txt --save kept.txt', '--save and --from name the same file'],
  ['retest --token-file kept.txt --save kept.txt', '--save and --token-file name the same file'],
  ['doctor --answers kept.txt --save kept.txt', '--save and --answers name the same file'],
  ['engine start --responder kept.txt --deliver kept.txt', '--deliver and --responder name the same file'],
  ['engine start --journal kept.txt --token-file kept.txt', '--journal and --token-file name the same file'],
  ['engine replay --id 1 --run --journal kept.txt --deliver kept.txt', '--journal', '--deliver'],
])('%s is refused', async (line, ...said) => {
  const cwd = await folderWith({ 'kept.txt': KEPT });
  expectUsageError(await runHere(line.split(' '), { cwd }), ...said);
  expect(await readFile(join(cwd, 'kept.txt'), 'utf8')).toBe(KEPT);
});

test('an endpoint is no file, and neither is the console', async () => {
  const url = 'http://127.0.0.1:1/';
  const line = ['engine', 'start', '--responder', url, '--deliver', url];
  const { err } = await runHere(line);
  expect(err).toContain('no usable token');
});

test.each([
  [['doctor', '--token-file', '-', '--api-log', '-'], '--token-file', '--api-log'],
  [['explain', '--event', '-', '--token-file', '-'], '--event', '--token-file'],
])('%j: standard input is read once', async (line, ...said) => {
  expectUsageError(await runHere(line, { stdin: 'anything' }), ...said, 'both read standard input');
});

test.each([
  ['logs log.csv --output none/report.txt', 'The report', 'a folder that does not exist'],
  ['diff a.json b.json --output none/c.txt', 'The comparison', 'a folder that does not exist'],
  ['doctor --from a.json --output none/r.txt', 'The report', 'a folder that does not exist'],
  ['init --output none/config.json', 'The configuration file', 'a folder that does not exist'],
])('%s: the place is looked for before the work is done', async (line, ...said) => {
  expectUsageError(await runHere(line.split(' '), { cwd: await folderWith() }), 'cannot be written', ...said);
});
