import { resolve } from 'node:path';
import { type ReadAnswers, readAnswersText, readAnswersWithUrls } from '../doctor/answers.ts';
import { readTextFileIfThere } from '../files/text-file.ts';
import type { Sources } from './sources.ts';
import {
  type GivenToken,
  type ReadStdin,
  tokenFromEnvironment,
  tokenFromFile,
  tokenFromStdin,
} from './token-source.ts';
import { type ReadWebhookFile, readWebhookFiles } from './webhook-files.ts';

export interface GivenAnswers extends ReadAnswers {
  /** Whole path of the file that further answers belong in. */
  file?: string;
}

export async function givenToken(
  { flags, cwd, env, settings, settingsFolder }: Sources,
  readStdin: ReadStdin | undefined,
): Promise<GivenToken | undefined> {
  if (flags.tokenFile === '-') return tokenFromStdin(readStdin);
  if (flags.tokenFile !== undefined) return tokenFromFile(resolve(cwd, flags.tokenFile));
  // Only the empty text counts as not set: a token of blanks is a fault of pasting, and is reported as one.
  const variable = env[settings.hubspot?.tokenVariable ?? 'HUBSPOT_ACCESS_TOKEN'];
  if (variable) return tokenFromEnvironment(variable);
  const file = settings.hubspot?.tokenFile;
  return file === undefined ? undefined : tokenFromFile(resolve(settingsFolder, file));
}

export async function givenWebhookFiles({
  flags,
  cwd,
  settings,
  settingsFolder,
}: Sources): Promise<ReadWebhookFile[]> {
  if (flags.webhookConfig?.length) return readWebhookFiles(flags.webhookConfig, cwd);
  return readWebhookFiles([settings.webhooks?.config ?? []].flat(), settingsFolder);
}

/** Files that flags name must be there; the configuration file's own may still have to be written. */
export async function givenAnswers({ flags, cwd, settings, settingsFolder }: Sources): Promise<GivenAnswers> {
  const named = (flags.answers ?? []).map((file) => resolve(cwd, file));
  const last = named.at(-1);
  if (last !== undefined) return { ...(await readAnswersWithUrls(named)), file: last };

  if (settings.answers === undefined) return { answers: {}, clearUrls: {} };
  const file = resolve(settingsFolder, settings.answers);
  const text = await readTextFileIfThere(file, 'answers file');
  return text === undefined
    ? { answers: {}, clearUrls: {}, file }
    : { ...(await readAnswersText(text, file)), file };
}
