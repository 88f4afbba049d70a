import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from './usage-error.ts';

const REASONS: Record<string, string> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EACCES: 'may not be opened by this user',
  EPERM: 'may not be opened by this user',
  EISDIR: 'is a folder',
  EROFS: 'lies on a disk that cannot be written to',
  ENOSPC: 'does not fit on the disk',
};

/** The file's text as UTF-8. @throws {UsageError} that names the file and why it cannot be read. */
export async function readTextFile(file: string, role: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`The ${role} ${file} ${reason(error)}.`);
  }
}

/** As `readTextFile`; undefined where there is no such file. */
export async function readTextFileIfThere(file: string, role: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new UsageError(`The ${role} ${file} ${reason(error)}.`);
  }
}

/**
 * Writes the whole file or leaves the old one as it was.
 *
 * @param mode permission bits of the new file
 */
export async function writeTextFile(file: string, role: string, text: string, mode: number): Promise<void> {
  const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`);
  try {
    const handle = await open(draft, 'wx', mode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    const why = codeOf(error) === 'ENOENT' ? 'lies in a folder that does not exist' : reason(error);
    throw new UsageError(`The ${role} ${file} cannot be written: it ${why}.`);
  }
}

function reason(error: unknown): string {
  const code = codeOf(error);
  return REASONS[code] ?? `cannot be used (${code})`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
