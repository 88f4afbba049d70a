/** Where cases lie, and which there are. */
import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { configFilesIn } from '../../config/config-file.ts';
import { byCode } from '../../core/by-code.ts';
import { caseNameIn, isSameCase, likeCaseName } from '../../core/case-name.ts';
import { nearestHint } from '../../files/nearest.ts';
import { fileFault } from '../../files/text-file.ts';
import { UsageError } from '../../files/usage-error.ts';

/** The tool's own folder, beside the configuration file. */
const HOME = '.opencx-hubspot';

/** Where a command looks for cases. */
export interface CasePlace {
  cwd: string;
  /** The configuration file that was named, whose folder it is then. */
  config?: string | undefined;
}

/** A case by its name, as its folder spells it. */
export interface CaseFolder {
  name: string;
  /** Whole path. */
  folder: string;
}

/**
 * The folder of all cases, which need not exist: in the folder of the configuration file or of earlier cases, whichever is
 * nearest upwards, else in the working folder.
 */
export async function casesIn({ cwd, config }: CasePlace): Promise<string> {
  const base = config === undefined ? await baseUpwards(resolve(cwd)) : dirname(resolve(cwd, config));
  return join(base ?? resolve(cwd), HOME, 'cases');
}

async function baseUpwards(folder: string): Promise<string | undefined> {
  const hasConfig = (await configFilesIn(folder)).length > 0;
  if (hasConfig || (await isOwn(join(folder, HOME, 'cases')))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : baseUpwards(parent);
}

/** What somebody else has put above the working folder is not written to: it holds what is said of customers. */
async function isOwn(folder: string): Promise<boolean> {
  const about: Stats | undefined = await stat(folder).catch(() => undefined);
  const { uid } = userInfo();
  return about?.isDirectory() === true && (uid < 0 || about.uid === uid);
}

/** Every case there is, by name. @throws UsageError where their folder cannot be read */
export async function listCases(place: CasePlace): Promise<CaseFolder[]> {
  const all = await casesIn(place);
  const found: Dirent[] = await readdir(all, { withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
      throw new UsageError(`The folder of cases ${all} ${fileFault(error)}.`);
    },
  );
  return found
    .filter((entry) => !entry.isFile() && caseNameIn(entry.name) !== undefined)
    .map(({ name }) => ({ name, folder: join(all, name) }))
    .toSorted((one, other) => byCode(one.name, other.name));
}

/**
 * The case of that name, be it there or not; upper and lower case are the same, as they are on some systems.
 *
 * @throws UsageError for a word that is no name
 */
export async function caseNamed(
  word: string,
  place: CasePlace,
): Promise<CaseFolder & { isThere: boolean; others: string[] }> {
  const wanted = caseNameIn(word);
  if (wanted === undefined) throw noName(word);
  const all = await listCases(place);
  const found = all.find(({ name }) => name === wanted) ?? all.find(({ name }) => isSameCase(name, wanted));
  const others = all.map(({ name }) => name).filter((name) => name !== found?.name);
  if (found) return { ...found, isThere: true, others };
  return { name: wanted, folder: join(await casesIn(place), wanted), isThere: false, others };
}

/** As `caseNamed`, for a case that has to be there. */
export async function caseThere(word: string, place: CasePlace): Promise<CaseFolder> {
  const { isThere, others, ...found } = await caseNamed(word, place);
  if (isThere) return found;
  const there =
    others.length === 0
      ? `\`opencx-hubspot doctor --case ${found.name}\` begins it.`
      : `${nearestHint(found.name, others)}\`opencx-hubspot case list\` names those in ${dirname(found.folder)}.`;
  throw new UsageError(`There is no case ${found.name}.`, { hint: there });
}

function noName(word: string): UsageError {
  return new UsageError(`"${word}" cannot be the name of a case.`, {
    hint: `A name has letters, digits, ".", "_" and "-", at most 60 of them, such as ${likeCaseName(word)}.`,
  });
}
