import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PROJECT_WEBHOOKS } from '../core/hubspot/webhook-forms.ts';
import { isObject, type JsonObject } from '../core/json.ts';
import { readDocument } from '../files/document.ts';
import { UsageError } from '../files/usage-error.ts';
import { webhookParts } from './webhook-forms.ts';
import { isDelivered } from './webhook-values.ts';

/** Files that people give in place of the one that holds the webhooks. */

const ACCEPTED_FORMS =
  'Give the file of the HubSpot project that holds its webhooks (webhooks-hsmeta.json, in older projects ' +
  'webhooks.json), the zip of the project, what `hs project … --json` says of it, or a saved body of GET /webhooks/v3/{appId}/settings or /subscriptions, or one object that holds ' +
  'both as "settings" and "subscriptions".';

interface Stranger {
  /** Ends "The file x.json …". */
  what: string;
  /** The folder below which the right file lies, seen from this one; undefined where there is none. */
  within?: string;
  /** The right file, where this one names it. */
  named?: string;
  /** What leads to the right one, where that is no file near it. */
  way?: string;
}

/** What a file is that holds no webhooks; undefined for what is not known. */
function strangerIn(document: unknown): Stranger | undefined {
  if (isDelivered(document) || (Array.isArray(document) && document.some(isDelivered)))
    return { what: 'is a delivery of events, not the settings that they are sent by' };
  if (isEmptyList(document) || (isObject(document) && isEmptyList(document['results'])))
    return {
      what: 'is an empty list, and does not say of what',
      way: 'If it is the saved body of GET /webhooks/v3/{appId}/subscriptions, put it with that of /settings into one object: {"settings": ..., "subscriptions": ...}.',
    };
  if (!isObject(document)) return undefined;
  const { type, webhooks, srcDir, status, category } = document;
  if (status === 'error')
    return {
      what: `is an answer by which HubSpot refuses${isWord(category) ? ` (${category})` : ''}, not the settings`,
      way: "An app's own token cannot read its webhook settings. Those of a legacy public app are read with its developer key (HUBSPOT_DEVELOPER_API_KEY); of others, answer from HubSpot's screen, or give the file of the project.",
    };
  if (isObject(webhooks) && typeof webhooks['file'] === 'string')
    return { what: 'describes the app, not its webhooks', named: webhooks['file'] };
  if (type === 'app' || isOlderApp(document))
    return { what: 'describes the app, not its webhooks', within: '' };
  if ('platformVersion' in document)
    return {
      what: 'describes the project, not the webhooks of its app',
      within: typeof srcDir === 'string' ? srcDir : '',
    };
  if (typeof type === 'string' && 'config' in document)
    return {
      what: `is another component of the project ("type": "${type}"), not its webhooks`,
      within: '..',
    };
  return undefined;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isWord(category: unknown): category is string {
  return typeof category === 'string' && /^[A-Z_]{1,60}$/.test(category);
}

/** `app.json` and `public-app.json` of older projects (HubSpot docs). */
function isOlderApp(document: JsonObject): boolean {
  return 'name' in document && ['scopes', 'auth', 'extensions', 'public'].some((key) => key in document);
}

/**
 * What is said of a file that holds no webhooks.
 *
 * @param beside the files near it that do, as the user would name them
 */
export function noWebhookFile(document: unknown, file: string, beside: readonly string[] = []): UsageError {
  const stranger = strangerIn(document);
  if (!stranger)
    return new UsageError(`The file ${file} is not a webhook configuration.`, { hint: ACCEPTED_FORMS });
  return new UsageError(`The file ${file} ${stranger.what}.`, { hint: insteadOf(stranger, beside) });
}

function insteadOf(
  { within, named, way }: Omit<Stranger, 'what'>,
  [first, ...more]: readonly string[],
): string {
  if (first !== undefined && named !== undefined) return `It names the file that holds them: give ${first}.`;
  if (first !== undefined) return `Give the file that holds them: ${[first, ...more].join(' or ')}.`;
  if (within === undefined) return way ?? ACCEPTED_FORMS;
  return `Give the file that holds them. None was found there; a project keeps it as ${PROJECT_WEBHOOKS} unless it was renamed, an older one as webhooks.json.`;
}

/** How deep below a folder webhooks are looked for: a project keeps them in `src/app/webhooks/`. */
const DEPTH = 4;
const MOST_FILES = 200;
/** The folder that was named may be somebody's whole disk. */
const MOST_FOLDERS = 500;

/** The files near one that holds no webhooks that do, as the user would name them. @param path where `file` lies */
export async function webhookFilesBeside(document: unknown, file: string, path: string): Promise<string[]> {
  const { named, within } = strangerIn(document) ?? {};
  if (named !== undefined) return [join(dirname(file), named)];
  if (within === undefined) return [];
  return webhookFilesIn(join(dirname(file), within), join(dirname(path), within));
}

/** The files of a folder that hold a project's webhooks. @param path where `folder` lies */
async function webhookFilesIn(folder: string, path: string): Promise<string[]> {
  const candidates = await jsonFilesBelow(path, DEPTH, { folders: MOST_FOLDERS });
  const found = await Promise.all(
    candidates
      .slice(0, MOST_FILES)
      .map(async (name) => ((await holdsWebhooks(join(path, name))) ? [join(folder, name)] : [])),
  );
  return found.flat();
}

/** @throws {UsageError} for a folder, with the files in it that were meant */
export async function expectNoFolder(file: string, path: string): Promise<void> {
  const isFolder = await stat(path).then(
    (there) => there.isDirectory(),
    () => false,
  );
  if (!isFolder) return;
  const within = await webhookFilesIn(file, path);
  throw new UsageError(`The webhook configuration file ${file} is a folder.`, {
    hint: insteadOf({ within: '' }, within),
  });
}

/** By their names: the code of an app lies in the same folders. */
const CANDIDATE = /(?:-hsmeta|webhooks?)\.json$/i;

async function jsonFilesBelow(folder: string, depth: number, left: { folders: number }): Promise<string[]> {
  if (depth < 0 || left.folders === 0) return [];
  left.folders -= 1;
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries.map(async (entry) => {
      if (entry.isFile()) return CANDIDATE.test(entry.name) ? [entry.name] : [];
      if (!entry.isDirectory() || /^(?:\.|node_modules$)/.test(entry.name)) return [];
      const below = await jsonFilesBelow(join(folder, entry.name), depth - 1, left);
      return below.map((name) => join(entry.name, name));
    }),
  );
  return found.flat().sort();
}

/** Only what says that it is a project's: a saved answer of the API that lies near is not what was meant. */
async function holdsWebhooks(path: string): Promise<boolean> {
  try {
    const form = webhookParts(await readDocument(path, 'webhook configuration file'), path)?.form;
    return form === 'project' || form === 'project-legacy';
  } catch {
    return false;
  }
}
