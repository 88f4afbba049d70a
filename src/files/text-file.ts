/**
 * Text files, read and written whole, for every command. Why one cannot be used is told in the same words whoever
 * names it: not there, a folder, no right to it.
 */
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  createReadStream,
  fsync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { access, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { readPipe, writePipeInTime } from './pipes.ts';
import { UsageError } from './usage-error.ts';

/** Bytes of a file that is read whole; logs and journals, which grow, are not. */
export const LARGEST_FILE = 64 * 1024 * 1024;

const NO_FOLDER = 'lies in a folder that does not exist';

const REASONS: Record<string, string> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EACCES: 'may not be opened by this user',
  EPERM: 'may not be opened by this user',
  EISDIR: 'is a folder',
  EROFS: 'lies on a disk that cannot be written to',
  ENOSPC: 'does not fit on the disk',
  ENAMETOOLONG: 'has a name that is too long for the disk',
};

/**
 * The file's text: UTF-8, or UTF-16 where it begins with the mark of that, as PowerShell writes what it is handed.
 *
 * @throws {UsageError} that names the file and why it cannot be read
 */
export async function readTextFile(file: string, role: string): Promise<string> {
  return textOf(await readBytes(file, role));
}

/** The text of a file whose bytes were read. */
export function textOf(bytes: Buffer): string {
  return new TextDecoder(encodingOf(bytes), { ignoreBOM: true }).decode(bytes);
}

function encodingOf([first, second]: Buffer): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** The file as it is, for what is read further by those who know its form. @throws {UsageError} as `readTextFile` */
export async function readBytes(file: string, role: string): Promise<Buffer> {
  const whole = await bytesWithin(file, LARGEST_FILE).catch((error: unknown) => {
    throw unreadable(file, role, error);
  });
  if (whole !== undefined) return whole;
  throw new UsageError(
    `The ${role} ${file} is larger than ${LARGEST_FILE / 2 ** 20} MB, so it was not read.`,
  );
}

/** Undefined for a file that is larger, of which no more is read than it takes to know. */
async function bytesWithin(file: string, most: number): Promise<Buffer | undefined> {
  const about = await stat(file);
  if (about.isFile()) return about.size > most ? undefined : readFile(file);
  if (about.isDirectory()) return readFile(file);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of about.isFIFO() ? await readPipe(file) : createReadStream(file)) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > most) return undefined;
  }
  return Buffer.concat(chunks);
}

/** As `readTextFile`; undefined where there is no such file. */
export async function readTextFileIfThere(file: string, role: string): Promise<string | undefined> {
  return (await exists(file)) ? readTextFile(file, role) : undefined;
}

/** Whether anything goes by this name, be it one that may not be read. */
export function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    (error: unknown) => codeOf(error) !== 'ENOENT',
  );
}

/**
 * Writes the whole file or leaves the old one as it was. A link stays a link, and what is no ordinary file (a pipe,
 * `/dev/stdout`) is written to, never replaced.
 *
 * @param mode permission bits of the new file
 * @throws {UsageError} that names the file and why it cannot be written
 */
export async function writeTextFile(file: string, role: string, text: string, mode: number): Promise<void> {
  try {
    // At once: an error that is made for each name that is not there yet costs more than the question.
    const named = lstatSync(file, { throwIfNoEntry: false });
    const isLink = named?.isSymbolicLink() ?? false;
    const target = isLink ? await realpath(file).catch(() => file) : file;
    const there = isLink ? await statIfThere(target) : named;
    if (there?.isFIFO()) await writePipeInTime(target, text);
    else if (there && !there.isFile()) await writeFile(target, text);
    else await replaceFile(target, text, mode);
  } catch (error) {
    await expectPlaceFor(file, role);
    throw unwritable(file, role, error);
  }
}

/**
 * Asks whether there is a place for a file, before work is done whose result would be lost.
 *
 * @throws {UsageError} where its folder is missing, or it is a folder itself
 */
export async function expectPlaceFor(file: string, role: string): Promise<void> {
  const folder = await statIfThere(dirname(file));
  if (!folder?.isDirectory()) throw notWritable(file, role, NO_FOLDER);
  const there = await statIfThere(file);
  if (there?.isDirectory()) throw notWritable(file, role, 'is a folder');
  // What is no ordinary file is written to as it is; others are replaced, which takes a right on the folder.
  const place = there && !there.isFile() ? file : dirname(file);
  await access(place, constants.W_OK).catch((error: unknown) => {
    throw unwritable(file, role, error);
  });
}

/** What is to be said where a file cannot be read, from an error of the file system. */
export function unreadable(file: string, role: string, error: unknown): UsageError {
  return new UsageError(`The ${role} ${file} ${fileFault(error)}.`);
}

/** The same where it cannot be written. */
export function unwritable(file: string, role: string, error: unknown): UsageError {
  return notWritable(file, role, codeOf(error) === 'ENOENT' ? NO_FOLDER : fileFault(error));
}

function notWritable(file: string, role: string, why: string): UsageError {
  return new UsageError(`The ${role} ${file} cannot be written: it ${why}.`);
}

function statIfThere(file: string): Promise<Stats | undefined> {
  return stat(file).catch(() => undefined);
}

/** What waits for the disk is left to another thread. The rest is done at once: to hand it over costs more than itself. */
const reachesDisk = promisify(fsync);

/** Letters of a file's name that its draft is called by: each may be four of the 255 bytes that a disk takes. */
const DRAFT_LETTERS = 50;

async function replaceFile(file: string, text: string, mode: number): Promise<void> {
  const name = [...basename(file)].slice(0, DRAFT_LETTERS).join('');
  const draft = join(dirname(file), `.${name}.${randomUUID()}.tmp`);
  try {
    const opened = openSync(draft, 'wx', mode);
    try {
      writeFileSync(opened, text);
      await reachesDisk(opened);
    } finally {
      closeSync(opened);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/**
 * Why a file cannot be used, as a sentence goes on after its name: `does not exist`.
 *
 * @param words by the code of the error, in the place of the usual ones
 */
export function fileFault(error: unknown, words: Readonly<Record<string, string>> = {}): string {
  const code = codeOf(error);
  return words[code] ?? REASONS[code] ?? `cannot be used (${code})`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
