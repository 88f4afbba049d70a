import { Secret } from '../core/secret.ts';
import { readTextFile } from '../files/text-file.ts';
import { UsageError } from '../files/usage-error.ts';

export interface GivenToken {
  token: Secret;
  /** `environment`, `token file`, `standard input`. */
  origin: string;
}

export type ReadStdin = () => Promise<string>;

/** A token from the environment, blanks and all: a stray blank is a finding, not something to hide. */
export function tokenFromEnvironment(value: string): GivenToken {
  return { token: new Secret(value), origin: 'environment' };
}

/** A token from a file, without the newline that every editor ends a file with. Other users' rights are not judged. */
export async function tokenFromFile(file: string): Promise<GivenToken> {
  const text = withoutLastNewline(await readTextFile(file, 'token file'));
  if (text === '') throw new UsageError(`The token file ${file} is empty.`);
  return { token: new Secret(text), origin: 'token file' };
}

export async function tokenFromStdin(readStdin: ReadStdin | undefined): Promise<GivenToken> {
  if (readStdin === undefined)
    throw new UsageError('--token-file - wants the token on standard input, which is closed.');
  const text = withoutLastNewline(await readStdin());
  if (text === '') throw new UsageError('--token-file - found no token on standard input.');
  return { token: new Secret(text), origin: 'standard input' };
}

function withoutLastNewline(text: string): string {
  return text.replace(/\r?\n$/, '');
}
