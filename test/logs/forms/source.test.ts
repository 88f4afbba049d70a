import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileSource } from '../../../src/logs/forms/source.ts';
import { read } from './support.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'logs-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a file knows its name, its place and its size, and can be read again', async () => {
  const file = join(folder, 'calls.txt');
  await writeFile(file, 'Status,URL\n200,/crm/v3/a\n');
  const source = await fileSource('./calls.txt', file);
  expect(source).toMatchObject({ name: './calls.txt', file, sizeBytes: 25 });
  expect((await read(source)).calls).toHaveLength(1);
  expect((await read(source)).calls).toHaveLength(1);
});

test.each([
  ['missing.csv', 'The API-call log missing.csv does not exist.'],
  ['.', 'The API-call log . is a folder.'],
])('%s cannot be read', async (name, message) => {
  await expect(fileSource(name, join(folder, name))).rejects.toMatchObject({ name: 'UsageError', message });
});

test('a file that is gone once it is read is told as such', async () => {
  const file = join(folder, 'gone.csv');
  await writeFile(file, 'Status,URL\n200,/crm/v3/a\n');
  const source = await fileSource('gone.csv', file);
  await rm(file);
  await expect(read(source)).rejects.toThrow('The API-call log gone.csv does not exist.');
});
