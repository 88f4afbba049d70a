import { resolve } from 'node:path';
import { Secret } from '../core/secret.ts';
import { readTextFile } from '../files/text-file.ts';
import { UsageError } from '../files/usage-error.ts';
import { type Sources, secretVariable } from './sources.ts';

/** The key of a run, if there is one: a flag's file goes before the environment, and that before the file's. */
export async function givenPersonalAccessKey({
  flags,
  cwd,
  env,
  settings,
  settingsFolder,
}: Sources): Promise<Secret | undefined> {
  if (flags.personalAccessKeyFile !== undefined) return keyIn(resolve(cwd, flags.personalAccessKeyFile));
  const variable = secretVariable(env, 'HUBSPOT_PERSONAL_ACCESS_KEY');
  if (variable) return variable;
  const file = settings.hubspot?.personalAccessKeyFile;
  return file === undefined ? undefined : keyIn(resolve(settingsFolder, file));
}

async function keyIn(file: string): Promise<Secret> {
  const text = (await readTextFile(file, 'personal access key file')).trim();
  if (text === '') throw new UsageError(`The personal access key file ${file} is empty.`);
  return new Secret(text);
}
