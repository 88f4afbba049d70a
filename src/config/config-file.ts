import { dirname, extname, join, resolve } from 'node:path';
import { readDocument } from '../files/document.ts';
import { nearestClause } from '../files/nearest.ts';
import { conform } from '../files/shape.ts';
import { exists } from '../files/text-file.ts';
import { UsageError } from '../files/usage-error.ts';
import { type ConfigFile, ConfigSchema, type ConfigSettings } from './config-schema.ts';
import { refuseSecrets } from './config-secrets.ts';

const CONFIG_FILE_NAMES = [
  'opencx-hubspot.config.json',
  'opencx-hubspot.config.yaml',
  'opencx-hubspot.config.yml',
] as const;

/** @param flag what there has to be one for */
function noFile(flag: string): UsageError {
  const [usual, ...others] = CONFIG_FILE_NAMES;
  const ends = others.map((name) => extname(name)).join(' or ');
  return new UsageError(`${flag} needs a configuration file, and none was found.`, {
    hint: `Neither this folder nor one above it holds ${usual} (or ${ends}). Write one with "opencx-hubspot init", or name one with --config FILE.`,
  });
}

/** A configuration file with the chosen profile laid over it. */
export interface LoadedConfig {
  /** Whole path. */
  file: string;
  settings: ConfigSettings;
}

/** A configuration file with all its profiles. */
export interface WholeConfig {
  /** Whole path. */
  file: string;
  config: ConfigFile;
}

/**
 * Reads the configuration file that is named, or else the first one found from the working folder upwards.
 *
 * @returns undefined where none is named and none is found
 */
export async function readConfigFile(
  cwd: string,
  named: string | undefined,
  profile: string | undefined,
): Promise<LoadedConfig | undefined> {
  const whole = await readWholeConfig(cwd, named);
  if (whole) return withProfile(whole, profile);
  if (profile === undefined) return undefined;
  throw noFile('--profile');
}

/**
 * The same file with its profiles, for a run that looks at each of them.
 *
 * @throws {UsageError} where there is no such file, or it has no profiles
 */
export async function readProfiles(
  cwd: string,
  named: string | undefined,
): Promise<WholeConfig & { names: string[] }> {
  const whole = await readWholeConfig(cwd, named);
  if (!whole) throw noFile('--all-profiles');
  const names = Object.keys(whole.config.profiles ?? {});
  if (names.length > 0) return { ...whole, names };
  throw new UsageError(`There are no profiles in ${called(whole)}.`, {
    hint: 'Name one portal each under "profiles", or leave out --all-profiles.',
  });
}

/** @returns undefined where none is named and none is found */
export async function readWholeConfig(
  cwd: string,
  named: string | undefined,
): Promise<WholeConfig | undefined> {
  const file = named === undefined ? await findUpwards(resolve(cwd)) : resolve(cwd, named);
  if (file === undefined) return undefined;
  const what = called({ file });
  const document = (await readDocument(file, 'configuration file')) ?? {};
  refuseSecrets(document, what);
  return { file, config: conform(ConfigSchema, document, what) };
}

function called({ file }: Pick<WholeConfig, 'file'>): string {
  return `the configuration file ${file}`;
}

/** The configuration files of one folder, as whole paths. */
export async function configFilesIn(folder: string): Promise<string[]> {
  const files = CONFIG_FILE_NAMES.map((name) => join(folder, name));
  const areThere = await Promise.all(files.map(exists));
  return files.filter((_, place) => areThere[place]);
}

/** Looks at every folder on the way up at the same time, and takes the nearest that holds one. */
async function findUpwards(from: string): Promise<string | undefined> {
  const looks = wayUp(from).map((folder) => ({ folder, found: configFilesIn(folder) }));
  for (const { folder, found } of looks) {
    const [first, ...others] = await found;
    if (others.length > 0)
      throw new UsageError(`The folder ${folder} holds ${others.length + 1} configuration files.`, {
        hint: 'Keep one of them, or name one with --config FILE.',
      });
    if (first !== undefined) return first;
  }
  return undefined;
}

/** A folder and all those that it lies in, the nearest first. */
function wayUp(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...wayUp(parent)];
}

/** @throws {UsageError} that names the nearest profile there is */
export function withProfile(whole: WholeConfig, name: string | undefined): LoadedConfig {
  const { file } = whole;
  const { profiles = {}, ...base } = whole.config;
  if (name === undefined) return { file, settings: base };
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile === undefined)
    throw new UsageError(
      `There is no profile "${name}" in ${called(whole)}${nearestClause(name, Object.keys(profiles))}.`,
      Object.keys(profiles).length > 0 ? { hint: `It has: ${Object.keys(profiles).join(', ')}.` } : {},
    );
  const settings = {
    ...base,
    ...profile,
    portal: { ...base.portal, ...profile.portal },
    hubspot: { ...base.hubspot, ...profile.hubspot },
    opencx: { ...base.opencx, ...profile.opencx },
    connection: { ...base.connection, ...profile.connection },
    webhooks: { ...base.webhooks, ...profile.webhooks },
  };
  return { file, settings };
}
