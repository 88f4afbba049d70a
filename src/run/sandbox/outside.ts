/** What a program beside a running sandbox needs to look at it: variables, words of a command line, and files. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Flags } from '../../config/flags.ts';
import { writeTextFile } from '../../files/text-file.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { type Keyboard, keyboardOf, type Variables, wordsOf } from './keyboard.ts';

export interface Outside {
  variables: Variables;
  /** Behind `opencx-hubspot doctor`, for the same findings as `doctor --sandbox`. */
  words: readonly string[];
  /** Takes the files away. */
  close(): Promise<void>;
}

const OWNER_ALONE = 0o600;

/**
 * Writes what no variable can hold into a folder of its own, and keeps it up to date when the portal is mended.
 *
 * @throws UsageError where no file can be written
 */
export async function openOutside(sandbox: Sandbox): Promise<Outside> {
  const folder = await mkdtemp(join(tmpdir(), 'opencx-hubspot-sandbox-'));
  const keyboard = keyboardOf(sandbox);
  const files = await writeFiles(folder, keyboard);
  sandbox.onMended(async () => void (await writeFiles(folder, keyboardOf(sandbox))));
  return {
    variables: keyboard.variables,
    words: wordsOf({ ...keyboard.flags, ...files }),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function writeFiles(
  folder: string,
  { answers, webhookConfig }: Keyboard,
): Promise<Pick<Flags, 'answers' | 'webhookConfig'>> {
  const answersFile = join(folder, 'answers.json');
  await writeTextFile(answersFile, 'answers file', asText({ answers }), OWNER_ALONE);
  if (webhookConfig === undefined) return { answers: [answersFile] };
  const webhooksFile = join(folder, 'webhooks.json');
  await writeTextFile(webhooksFile, 'webhook configuration', asText(webhookConfig), OWNER_ALONE);
  return { answers: [answersFile], webhookConfig: [webhooksFile] };
}

function asText(content: unknown): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
