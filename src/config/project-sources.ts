/** The sources of a project in the archive that HubSpot packs of a build: which file holds what, and what it says. */
import { posix } from 'node:path';
import type { AskedScopes, ProjectSources } from '../core/hubspot/developer.ts';
import { PROJECT_WEBHOOKS } from '../core/hubspot/webhook-forms.ts';
import { isObject, type JsonObject } from '../core/json.ts';
import { parseDocument } from '../files/document.ts';
import { UnusableZip } from '../files/unusable-zip.ts';
import { textsInZip } from '../files/zip.ts';
import { type ReadWebhookFile, webhooksIn } from './webhook-files.ts';
import { isPlaceholder } from './webhook-values.ts';

/**
 * Of today's projects every component, by the ending of its name; of older ones the app, the file that it names for its
 * webhooks, and the project itself. The code of an app lies in the same folders.
 */
const OF_A_PROJECT = /(?:-hsmeta|(?:^|\/)(?:hsproject|app|public-app|[\w-]*webhooks?))\.json$/i;
const FOREIGN = /(?:^|\/)node_modules\//;

interface Component {
  file: string;
  document: JsonObject;
}

/**
 * What the archive of a project says of its app.
 *
 * @throws UnusableZip for what is none, or not the archive of one app's project
 * @throws {UsageError} for a file in it that holds something else than HubSpot's
 */
export async function readSources(
  bytes: Uint8Array,
): Promise<{ sources: ProjectSources; webhooks: ReadWebhookFile }> {
  const texts = await textsInZip(bytes, (name) => OF_A_PROJECT.test(name) && !FOREIGN.test(name));
  const parts = await Promise.all([...texts].map(([file, text]) => componentIn(file, text)));
  const components = withoutFolder(parts.filter((part) => part !== undefined));
  const app = onlyOne(components.filter(isApp), 'app') ?? missing('the app of a HubSpot project');
  const webhooks = webhooksOf(app, components);
  const platformVersion = components.find(({ document }) => 'platformVersion' in document)?.document[
    'platformVersion'
  ];
  return {
    sources: {
      app: readApp(app),
      webhooks: webhooks.webhookFile,
      ...(typeof platformVersion === 'string' && { platformVersion }),
    },
    webhooks,
  };
}

async function componentIn(file: string, text: string): Promise<Component | undefined> {
  const document = await parseDocument(text, file, 'file of the project');
  return isObject(document) ? { file, document } : undefined;
}

/** An archive may hold the project in a folder of its own, which is none of the project's. */
function withoutFolder(components: readonly Component[]): Component[] {
  const [folder] = components.flatMap(({ file }) => /^(.*\/)?src\//.exec(file)?.[1] ?? []);
  return components.map(({ file, document }) => ({
    file: folder !== undefined && file.startsWith(folder) ? file.slice(folder.length) : file,
    document,
  }));
}

function isApp({ file, document }: Component): boolean {
  if (/-hsmeta\.json$/i.test(file)) return document['type'] === 'app';
  return /(?:^|\/)(?:public-)?app\.json$/i.test(file) && 'name' in document;
}

/** Today's are components beside it; an older app names the file. Where there is none, no target URL is set. */
function webhooksOf(app: Component, components: readonly Component[]): ReadWebhookFile {
  if (/-hsmeta\.json$/i.test(app.file)) {
    const own = components.filter(
      ({ file, document }) => /-hsmeta\.json$/i.test(file) && isWebhooks(document),
    );
    return readWebhooks(onlyOne(own, 'webhooks component'), PROJECT_WEBHOOKS, 'project');
  }
  const { webhooks } = app.document;
  const named = isObject(webhooks) ? webhooks['file'] : undefined;
  if (typeof named !== 'string') return readWebhooks(undefined, app.file, 'project-legacy');
  const file = posix.normalize(posix.join(posix.dirname(app.file), named));
  const held = components.find((each) => each.file === file);
  return readWebhooks(
    held ?? missing('the file that its app names for its webhooks'),
    file,
    'project-legacy',
  );
}

function isWebhooks({ type, config }: JsonObject): boolean {
  if (type !== undefined) return type === 'webhooks';
  return isObject(config) && 'subscriptions' in config;
}

function readWebhooks(
  component: Component | undefined,
  file: string,
  form: 'project' | 'project-legacy',
): ReadWebhookFile {
  if (component === undefined)
    return { webhookFile: { file, form, config: { targetUrl: null, subscriptions: [] } } };
  return webhooksIn(component.document, component.file) ?? missing(`the webhooks in ${component.file}`);
}

function readApp({ file, document }: Component): ProjectSources['app'] {
  const { config, uid } = document;
  const { auth } = isObject(config) ? config : document;
  const scopes = isObject(auth)
    ? scopesIn(auth['requiredScopes'], auth['optionalScopes'])
    : scopesIn(document['scopes']);
  return { file, ...(typeof uid === 'string' && { uid }), ...(scopes && { scopes }) };
}

/** Undefined where one of them is filled in when the project is uploaded, or is no list of scopes. */
function scopesIn(required: unknown, optional: unknown = []): AskedScopes | undefined {
  const isClear = (list: unknown): list is string[] =>
    Array.isArray(list) && list.every((scope) => typeof scope === 'string' && !isPlaceholder(scope));
  return isClear(required) && isClear(optional) ? { required, optional } : undefined;
}

function onlyOne(components: readonly Component[], what: string): Component | undefined {
  if (components.length > 1) {
    const [first, second] = components;
    throw new UnusableZip(`holds more than one ${what}: ${first?.file} and ${second?.file}`);
  }
  return components[0];
}

function missing(what: string): never {
  throw new UnusableZip(`does not hold ${what}`);
}
