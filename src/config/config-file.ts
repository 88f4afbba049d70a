import { access } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readDocument } from '../files/document.ts';
import { nearestClause } from '../files/nearest.ts';
import { conform } from '../files/shape.ts';
import { UsageError } from '../files/usage-error.ts';
import { type ConfigFile, ConfigSchema, type ConfigSettings } from './config-schema.ts';
import { refuseSecrets } from './config-secrets.ts';

const CONFIG_FILE_NAMES = [
  'opencx-hubspot.config.json',
  'opencx-hubspot.config.yaml',
  'opencx-hubspot.config.yml',
] as const;

/** A configuration file with the chosen profile laid over it. */
export interface LoadedConfig {
  /** Whole path. */
  file: string;
  settings: ConfigSettings;
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
  const file = named === undefined ? await findUpwards(resolve(cwd)) : resolve(cwd, named);
  if (file === undefined) {
    if (profile === undefined) return undefined;
    throw new UsageError('--profile needs a configuration file, and none was found.', {
      hint: `Write one with "opencx-hubspot init", or name one with --config FILE.`,
    });
  }
  const what = `the configuration file ${file}`;
  const document = (await readDocument(file, 'configuration file')) ?? {};
  refuseSecrets(document, what);
  return { file, settings: withProfile(conform(ConfigSchema, document, what), profile, what) };
}

/**
 * The names of the profiles of the configuration file that a run here would read, in its order.
 *
 * @throws {UsageError} where there is no such file, or it has no profiles
 */
export async function readProfileNames(cwd: string, named: string | undefined): Promise<string[]> {
  const file = named === undefined ? await findUpwards(resolve(cwd)) : resolve(cwd, named);
  if (file === undefined) {
    throw new UsageError('--all-profiles needs a configuration file, and none was found.', {
      hint: 'Write one with "opencx-hubspot init", or name one with --config FILE.',
    });
  }
  const what = `the configuration file ${file}`;
  const { profiles = {} } = conform(
    ConfigSchema,
    (await readDocument(file, 'configuration file')) ?? {},
    what,
  );
  const names = Object.keys(profiles);
  if (names.length > 0) return names;
  throw new UsageError(`There are no profiles in ${what}.`, {
    hint: 'Name one portal each under "profiles", or leave out --all-profiles.',
  });
}

async function findUpwards(folder: string): Promise<string | undefined> {
  const here: string[] = [];
  for (const name of CONFIG_FILE_NAMES) {
    const file = join(folder, name);
    if (await exists(file)) here.push(file);
  }
  if (here.length > 1)
    throw new UsageError(`The folder ${folder} holds ${here.length} configuration files.`, {
      hint: 'Keep one of them, or name one with --config FILE.',
    });
  const parent = dirname(folder);
  return here[0] ?? (parent === folder ? undefined : findUpwards(parent));
}

function withProfile(config: ConfigFile, name: string | undefined, what: string): ConfigSettings {
  const { profiles = {}, ...base } = config;
  if (name === undefined) return base;
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile === undefined)
    throw new UsageError(
      `There is no profile "${name}" in ${what}${nearestClause(name, Object.keys(profiles))}.`,
      Object.keys(profiles).length > 0 ? { hint: `It has: ${Object.keys(profiles).join(', ')}.` } : {},
    );
  return {
    ...base,
    ...profile,
    portal: { ...base.portal, ...profile.portal },
    hubspot: { ...base.hubspot, ...profile.hubspot },
    opencx: { ...base.opencx, ...profile.opencx },
    connection: { ...base.connection, ...profile.connection },
    webhooks: { ...base.webhooks, ...profile.webhooks },
  };
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
