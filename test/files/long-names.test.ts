import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeTextFile } from '../../src/files/text-file.ts';
import { folderWith } from '../config/folder.ts';

/** Bytes of the longest name that file systems take. */
const LONGEST = 255;

test.each(['x'.repeat(LONGEST), `${'\u{1f4c4}'.repeat(63)}.md`])(
  'the longest names can be written to: %s',
  async (name) => {
    const folder = await folderWith({});
    await writeTextFile(join(folder, name), 'report', 'whole', 0o600);
    expect(await readdir(folder)).toEqual([name]);
    expect(await readFile(join(folder, name), 'utf8')).toBe('whole');
  },
);

test('a name that is longer is told as such', async () => {
  const file = join(await folderWith({}), 'x'.repeat(LONGEST + 1));
  await expect(writeTextFile(file, 'report', 'whole', 0o600)).rejects.toThrow(
    `The report ${file} cannot be written: it has a name that is too long for the disk.`,
  );
});
