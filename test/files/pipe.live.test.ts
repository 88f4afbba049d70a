import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readTextFile } from '../../src/files/text-file.ts';
import { folderWith } from '../config/folder.ts';

async function pipes(count: number): Promise<string[]> {
  const folder = await folderWith({ 'plain.txt': 'plain' });
  const names = Array.from({ length: count }, (_, index) => join(folder, `pipe-${index}`));
  execFileSync('mkfifo', names);
  return names;
}

test('a named pipe is read once its writer comes, and to its end', async () => {
  const [pipe = ''] = await pipes(1);
  const read = readTextFile(pipe, 'token file');
  await delay(50);
  await writeFile(pipe, 'x'.repeat(200_000));
  expect(await read).toBe('x'.repeat(200_000));
});

test('pipes that nobody writes to hold up no other file, however many they are', async () => {
  const waiting = await pipes(20);
  const reads = waiting.map((pipe) => readTextFile(pipe, 'token file'));
  const [first = ''] = waiting;
  expect(await readTextFile(join(first, '..', 'plain.txt'), 'token file')).toBe('plain');
  await Promise.all(waiting.map((pipe) => writeFile(pipe, 'late')));
  expect(new Set(await Promise.all(reads))).toEqual(new Set(['late']));
});
