/**
 * The files of `--webhook-config`: what holds an app's webhooks, and what HubSpot's command line writes of the project
 * that holds the app. Which one a file is, is told by what it holds.
 */
import { resolve } from 'node:path';
import type { ProjectFiles } from '../core/given.ts';
import { parseDocument } from '../files/document.ts';
import { readBytes, textOf } from '../files/text-file.ts';
import { UnusableZip } from '../files/unusable-zip.ts';
import { UsageError } from '../files/usage-error.ts';
import { isZip } from '../files/zip.ts';
import { answerOfCli } from './project-answers.ts';
import { readSources } from './project-sources.ts';
import type { Sources } from './sources.ts';
import { type ReadWebhookFile, webhooksIn } from './webhook-files.ts';
import { expectNoFolder, noWebhookFile, webhookFilesBeside } from './webhook-strangers.ts';

const ROLE = 'webhook configuration file';

export interface SettingsFiles {
  webhooks: ReadWebhookFile[];
  project: ProjectFiles;
}

/** The files that a run is given: a flag's alone, or else the configuration file's. */
export async function givenSettingsFiles({
  flags,
  cwd,
  settings,
  settingsFolder,
}: Sources): Promise<SettingsFiles> {
  if (flags.webhookConfig?.length) return readSettingsFiles(flags.webhookConfig, cwd);
  return readSettingsFiles([settings.webhooks?.config ?? []].flat(), settingsFolder);
}

/**
 * Reads a component of a project (`webhooks-hsmeta.json` or whatever it was renamed to), the older bare `webhooks.json`,
 * saved bodies of HubSpot's webhooks API, the archive of a project, and answers of `hs project` with `--json`.
 *
 * @param folder where relative paths begin; the files keep the names that they were given by
 * @throws {UsageError} for a file of another form, with the one that belongs in its place where it is near
 */
export async function readSettingsFiles(files: readonly string[], folder = ''): Promise<SettingsFiles> {
  const read = await Promise.all(files.map((file) => readSettingsFile(file, resolve(folder, file))));
  return {
    webhooks: read.flatMap(({ webhooks = [] }) => webhooks),
    project: asOneProject(read.flatMap(({ project = [] }) => project)),
  };
}

/** Of two that say the same thing the first counts, as it does for webhooks; two answers tell of one project together. */
function asOneProject(parts: readonly ProjectFiles[]): ProjectFiles {
  const [first, ...more] = parts.flatMap(({ project = [] }) => project);
  const project = first && {
    file: [first, ...more].map(({ file }) => file).join(', '),
    value: Object.assign({}, ...[...more.toReversed(), first].map(({ value }) => value)),
  };
  return { ...Object.assign({}, ...parts.toReversed()), ...(project && { project }) };
}

async function readSettingsFile(file: string, path: string): Promise<Partial<SettingsFiles>> {
  await expectNoFolder(file, path);
  const bytes = await readBytes(path, ROLE);
  if (isZip(bytes)) return readArchive(file, bytes);
  const document = await parseDocument(textOf(bytes), path, ROLE);
  const project = answerOfCli(document, file);
  if (project) return { project };
  const webhooks = webhooksIn(document, file);
  if (!webhooks) throw noWebhookFile(document, file, await webhookFilesBeside(document, file, path));
  return { webhooks: [webhooks] };
}

async function readArchive(file: string, bytes: Uint8Array): Promise<SettingsFiles> {
  try {
    const { sources, webhooks } = await readSources(bytes);
    return { webhooks: [webhooks], project: { sources: { file, value: sources } } };
  } catch (error) {
    if (!(error instanceof UnusableZip)) throw error;
    throw new UsageError(`The archive ${file} ${error.message}.`, {
      hint: 'Pack the folder that `hs project download` writes once more, or name the file in it that holds the webhooks.',
    });
  }
}
