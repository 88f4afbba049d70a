/** Adds to a case. Nothing that stands in it is ever changed, so nothing of it can be lost. */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileFault, writeTextFile } from '../../files/text-file.ts';
import { UsageError } from '../../files/usage-error.ts';
import { mapStrings } from '../../redact/map-strings.ts';
import { jsonText } from '../../redact/printable.ts';
import type { Redactor } from '../../redact/redactor.ts';
import type { Bundle } from '../bundle/bundle.ts';
import { writeBundle } from '../bundle/write.ts';
import { CASE_VERSION, type NoteEntry, type RunEntry } from './entry.ts';
import type { CaseFolder } from './places.ts';

/** For its owner alone: it says what is wrong at a customer, and can name one. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** What is kept of one look at one conversation, or at none. */
export interface KeptLook {
  bundle: Bundle;
  thread?: string;
}

/**
 * Keeps a run: its bundles, and then the entry that names them, so that no entry names what is not there.
 *
 * @returns the names of the bundles
 * @throws UsageError where there is no place for it
 */
export async function keepRun(
  { folder }: CaseFolder,
  entry: Omit<RunEntry, 'caseVersion' | 'kind' | 'bundles'>,
  looks: readonly KeptLook[],
  redactor: Redactor,
): Promise<string[]> {
  await makeFolder(folder);
  const stem = stemAt(entry.at);
  const bundles = looks.map(({ bundle, thread }, place) => ({
    bundle,
    named: {
      file: `${stem}${looks.length > 1 ? `-${place + 1}` : ''}.bundle.json`,
      ...(thread !== undefined && { thread }),
    },
  }));
  for (const { bundle, named } of bundles) await writeBundle(join(folder, named.file), bundle, redactor);
  const names = bundles.map(({ named }) => named);
  // A flag can hold what was meant for another one.
  const safe = mapStrings(entry, redactor.maskSecrets);
  await write(folder, `${stem}.run.json`, { ...safe, kind: 'run', bundles: names });
  return names.map(({ file }) => file);
}

/** @throws UsageError as `keepRun` */
export async function keepNote(
  { folder }: CaseFolder,
  note: Omit<NoteEntry, 'caseVersion' | 'kind'>,
): Promise<void> {
  await makeFolder(folder);
  await write(folder, `${stemAt(note.at)}.note.json`, { ...note, kind: 'note' });
}

/** Names that sort by time, and that no other process comes to. */
function stemAt(at: string): string {
  return `${at.replaceAll(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`;
}

async function write(folder: string, name: string, entry: object): Promise<void> {
  const text = `${jsonText({ caseVersion: CASE_VERSION, ...entry }, 2)}\n`;
  await writeTextFile(join(folder, name), 'entry of the case', text, FILE_MODE);
}

/** With what keeps it out of every repository. One after the other: a recursive one never ends where nothing can be made. */
async function makeFolder(folder: string): Promise<void> {
  const cases = dirname(folder);
  const home = dirname(cases);
  try {
    for (const each of [home, cases, folder]) await mkdir(each, FOLDER_MODE).catch(unlessThere);
    const ignore = { flag: 'wx', mode: FILE_MODE };
    await writeFile(join(home, '.gitignore'), '*\n', ignore).catch(unlessThere);
  } catch (error) {
    throw noPlace(folder, error);
  }
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/**
 * Asks whether there will be a place for a case, before work is done that would be lost.
 *
 * @throws UsageError that names the folder and why it cannot be written to
 */
export async function expectPlaceForCase(folder: string): Promise<void> {
  for (let at = folder; ; at = dirname(at)) {
    const about = await stat(at).catch(() => undefined);
    if (about === undefined && dirname(at) !== at) continue;
    try {
      if (!about?.isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
      await access(at, constants.W_OK | constants.X_OK);
      return;
    } catch (error) {
      throw noPlace(folder, error);
    }
  }
}

/** Why there is no place for a folder, as a sentence goes on after its name. */
const NO_PLACE = {
  ENOTDIR: 'lies where a file is',
  EEXIST: 'lies where a file is',
  EACCES: 'may not be written to by this user',
  EPERM: 'may not be written to by this user',
};

function noPlace(folder: string, error: unknown): UsageError {
  return new UsageError(`The case cannot be kept: its folder ${folder} ${fileFault(error, NO_PLACE)}.`, {
    hint: 'What stands in it is as it was. Without --case nothing is kept.',
  });
}
