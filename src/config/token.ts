import { resolve } from 'node:path';
import { variableFor } from '../core/given.ts';
import { Secret } from '../core/secret.ts';
import { readTextFile } from '../files/text-file.ts';
import { UsageError } from '../files/usage-error.ts';
import type { Sources } from './sources.ts';

export interface GivenToken {
  token: Secret;
  /** `environment`, `token file`, `standard input`. */
  origin: string;
}

export type ReadStdin = () => Promise<string>;

/** The token of a run, if there is one: a flag's goes before the environment's, and that before the file's. */
export async function givenToken(
  { flags, cwd, env, settings, settingsFolder }: Sources,
  readStdin: ReadStdin | undefined,
): Promise<GivenToken | undefined> {
  if (flags.tokenFile === '-') return tokenFromStdin(readStdin);
  if (flags.tokenFile !== undefined) return tokenFromFile(resolve(cwd, flags.tokenFile));
  // Only the empty text counts as not set: a token of blanks is a fault of pasting, and is reported as one.
  const variable = env[variableFor('tokenVariable', settings.hubspot)];
  if (variable) return tokenFromEnvironment(variable);
  const file = settings.hubspot?.tokenFile;
  return file === undefined ? undefined : tokenFromFile(resolve(settingsFolder, file));
}

/** A token from the environment, blanks and all: a stray blank is a finding, not something to hide. */
function tokenFromEnvironment(value: string): GivenToken {
  return { token: new Secret(value), origin: 'environment' };
}

/** A token from a file, without the newline that every editor ends a file with. Other users' rights are not judged. */
async function tokenFromFile(file: string): Promise<GivenToken> {
  const text = withoutLastNewline(await readTextFile(file, 'token file'));
  if (text === '') throw new UsageError(`The token file ${file} is empty.`);
  if (isNoToken(text))
    throw new UsageError(`The token file ${file} is too long to hold a token alone.`, ALONE);
  return { token: new Secret(text), origin: 'token file' };
}

async function tokenFromStdin(readStdin: ReadStdin | undefined): Promise<GivenToken> {
  if (readStdin === undefined)
    throw new UsageError('--token-file - wants the token on standard input, which is closed.');
  const text = withoutLastNewline(await readStdin());
  if (text === '') throw new UsageError('--token-file - found no token on standard input.');
  if (isNoToken(text)) throw new UsageError('Standard input holds too much to be a token alone.', ALONE);
  return { token: new Secret(text), origin: 'standard input' };
}

/** Characters; HubSpot's longest secrets have some hundreds. */
const LONGEST = 16 * 1024;

const ALONE = { hint: 'What is given has to be the token and nothing else.' };

function isNoToken(text: string): boolean {
  return text.length > LONGEST;
}

function withoutLastNewline(text: string): string {
  return text.replace(/\r?\n$/, '');
}
