/**
 * The sources of a project as HubSpot packs them. They say what is set of the app, in the files of the platform version
 * (HubSpot docs, "Configure webhooks"; older projects name the file of their webhooks in `app.json`).
 */
import { strToU8, zipSync } from 'fflate';
import type { AppState, SubscriptionState } from '../portal/state.ts';
import type { BuildState, ProjectState } from '../portal/state-developer.ts';

type Files = Readonly<Record<string, unknown>>;

/** From it on, every component is a file of its own. */
const FIRST_WITH_COMPONENTS = '2025.2';

export function archiveOf(name: string, project: ProjectState, app: AppState, build: BuildState): Uint8Array {
  const { platformVersion } = build;
  const files =
    platformVersion >= FIRST_WITH_COMPONENTS ? components(project, app) : olderFiles(project, app);
  const all: Files = { 'hsproject.json': { name, srcDir: 'src', platformVersion }, ...files };
  return zipSync(
    Object.fromEntries(
      Object.entries(all).map(([path, content]) => [path, strToU8(JSON.stringify(content, null, 2))]),
    ),
  );
}

function components(project: ProjectState, app: AppState): Files {
  return {
    'src/app/app-hsmeta.json': {
      uid: project.appUid,
      type: 'app',
      config: {
        name: app.name,
        description: '',
        distribution: 'private',
        auth: {
          type: 'static',
          redirectUrls: [],
          requiredScopes: scopesOf(project, app),
          optionalScopes: [],
        },
        permittedUrls: { fetch: [], iframe: [], img: [] },
        support: {},
      },
    },
    ...(hasWebhooks(app) && {
      'src/app/webhooks/webhooks-hsmeta.json': {
        uid: 'webhooks',
        type: 'webhooks',
        config: webhooksOf(app, 'objectType'),
      },
    }),
  };
}

function olderFiles(project: ProjectState, app: AppState): Files {
  return {
    'src/app/app.json': {
      name: app.name,
      description: '',
      uid: project.appUid,
      scopes: scopesOf(project, app),
      public: false,
      extensions: {},
      ...(hasWebhooks(app) && { webhooks: { file: './webhooks/webhooks.json' } }),
    },
    ...(hasWebhooks(app) && { 'src/app/webhooks/webhooks.json': webhooksOf(app, 'objectName') }),
  };
}

/** What the app's file asks for; every token has `oauth` besides. */
export function scopesOf({ askedScopes }: ProjectState, { scopes }: AppState): string[] {
  return Object.keys({ ...scopes, ...askedScopes }).filter((scope) => scope !== 'oauth');
}

function hasWebhooks({ webhooks: { settings, subscriptions } }: AppState): boolean {
  return settings !== undefined || Object.keys(subscriptions).length > 0;
}

function webhooksOf(
  { webhooks: { settings, subscriptions } }: AppState,
  objectKey: 'objectType' | 'objectName',
) {
  const lists: Record<'crmObjects' | 'legacyCrmObjects' | 'hubEvents', object[]> = {
    crmObjects: [],
    legacyCrmObjects: [],
    hubEvents: [],
  };
  for (const subscription of Object.values(subscriptions)) {
    lists[listOf(subscription)].push({
      subscriptionType: subscription.eventType,
      ...(subscription.objectTypeId && {
        [objectKey]: subscription.objectTypeId === '0-5' ? 'ticket' : 'contact',
      }),
      ...(subscription.propertyName && { propertyName: subscription.propertyName }),
      active: subscription.active,
    });
  }
  const { targetUrl, maxConcurrentRequests } = settings ?? {};
  return { ...(settings && { settings: { targetUrl, maxConcurrentRequests } }), subscriptions: lists };
}

function listOf({ eventType }: SubscriptionState): 'crmObjects' | 'legacyCrmObjects' | 'hubEvents' {
  if (eventType.startsWith('conversation.') || eventType === 'contact.privacyDeletion') return 'hubEvents';
  return eventType.startsWith('object.') ? 'crmObjects' : 'legacyCrmObjects';
}
