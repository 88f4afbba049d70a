import { resolve } from 'node:path';
import type { Sources } from './sources.ts';
import {
  type GivenToken,
  type ReadStdin,
  tokenFromEnvironment,
  tokenFromFile,
  tokenFromStdin,
} from './token-source.ts';
import { type ReadWebhookFile, readWebhookFiles } from './webhook-files.ts';

/** Files that a run reads; those that the configuration file names may still have to be written. */
export interface NamedFiles {
  /** Whole paths; of two that say different things the later one counts. */
  files: string[];
  mustExist: boolean;
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

/** The answers files, which are read above: what can be answered is no business of the configuration's. */
export function namedAnswers({ flags, cwd, settings, settingsFolder }: Sources): NamedFiles | undefined {
  const { answers = [] } = flags;
  if (answers.length > 0) return { files: answers.map((file) => resolve(cwd, file)), mustExist: true };
  if (settings.answers === undefined) return undefined;
  return { files: [resolve(settingsFolder, settings.answers)], mustExist: false };
}
