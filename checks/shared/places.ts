import type { Place, Places } from '../../src/core/cause.ts';
import type { ConnectionMode } from '../../src/core/connection.ts';
import { PROJECT_WEBHOOKS } from '../../src/core/hubspot/webhook-forms.ts';
import type { Party } from '../../src/core/parties.ts';
import { printable } from './wording.ts';

/** What is known of the portal and the app when the places are named; each link needs only a part of it. */
export interface PortalFacts {
  uiDomain?: string;
  hubId?: number;
  appId?: number;
  mode: ConnectionMode;
  /** The file of a project that holds its webhooks. */
  webhookFile?: string;
  project?: { name: string; portalId?: number };
}

/**
 * Names the screens that fixes and questions send someone to, with a deep link where the portal is known.
 *
 * Only addresses that have been seen to work are used. A screen without one is named in words alone, because a
 * link to the wrong page costs more than no link.
 */
export function placesFor(portal: PortalFacts): Places {
  const links = linksFor(portal);
  return {
    ...APP_PLACES[portal.mode](links, portal),
    ...recordPlaces(links),
    ...OPENCX_PLACES,
    project: () => projectPlace(portal),
  };
}

/** By the words that a place begins with; the first that fits. */
const SEEN_BY: readonly (readonly [start: string, party: Party])[] = [
  ['HubSpot: Inbox', 'rep'],
  ['HubSpot: Tickets', 'rep'],
  ['HubSpot: CRM', 'rep'],
  ['HubSpot:', 'hubspot-admin'],
  ['The project:', 'hubspot-admin'],
  ['OpenCX support:', 'opencx-support'],
  ['OpenCX:', 'opencx-admin'],
];

/** Who can open a screen, by its words; undefined where there is no such screen. */
export function whoSees(where: string): Party | undefined {
  return SEEN_BY.find(([start]) => where.startsWith(start))?.[1];
}

/** Hosts of HubSpot's screens: `app.hubspot.com`, `app-eu1.hubspot.com`. */
const SCREEN_HOST = /^app(-[a-z]{2,4}\d{1,2})?\.hubspot\.com$/;
const RECORD_ID = /^\d{1,20}$/;

interface Links {
  ofPortal(path: (hubId: number) => string): string | undefined;
  ofApp(path: (hubId: number, appId: number) => string): string | undefined;
}

/** The host comes from an answer over the network, so anything that is no HubSpot screen gives no link at all. */
function linksFor({ uiDomain, hubId, appId }: PortalFacts): Links {
  const host = uiDomain?.toLowerCase();
  const ofPortal: Links['ofPortal'] = (path) =>
    host !== undefined && SCREEN_HOST.test(host) && isId(hubId) ? `https://${host}${path(hubId)}` : undefined;
  return {
    ofPortal,
    ofApp: (path) => (isId(appId) ? ofPortal((hub) => path(hub, appId)) : undefined),
  };
}

function isId(id: number | undefined): id is number {
  return id !== undefined && Number.isSafeInteger(id) && id > 0;
}

function place(where: string, url?: string): Place {
  return url === undefined ? { where } : { where, url };
}

type AppPlaces = Pick<Places, 'appList' | 'app' | 'appAuth' | 'appScopes' | 'appWebhooks' | 'appDeliveries'>;

/** As HubSpot's documentation words its menus; OpenCX's pages word the first one otherwise. */
const LEGACY_APPS = 'HubSpot: Development -> Legacy apps';
const LEGACY_APPS_ON_PAGE = "OpenCX's page: Settings -> Development -> Legacy Apps";
const PROJECTS = 'HubSpot: Development -> Projects';
const SERVICE_KEYS = 'HubSpot: Development -> Keys -> Service keys';

const APP_PLACES: Record<ConnectionMode, (links: Links, portal: PortalFacts) => AppPlaces> = {
  'legacy-app': (links) => ({
    appList: () =>
      place(
        `${LEGACY_APPS} (${LEGACY_APPS_ON_PAGE}, also Settings -> Integrations -> Private Apps -> Legacy Apps)`,
        links.ofPortal((hub) => `/legacy-apps/${hub}`),
      ),
    app: () => legacyPage(links, 'the app', ''),
    appAuth: () => legacyPage(links, 'the app -> Auth', '/auth'),
    // The scopes have no address of their own; they are a tab of the page that edits the app.
    appScopes: () => legacyPage(links, 'the app, opened for editing -> Scopes', '/edit'),
    appWebhooks: () => legacyPage(links, 'the app -> Webhooks', '/webhooks'),
    // The log of webhooks has no address that was seen to work; it is one of the app's tabs.
    appDeliveries: () => legacyPage(links, 'the app -> Logs -> Webhooks', ''),
  }),
  'project-app': (links, { webhookFile = PROJECT_WEBHOOKS }) => ({
    appList: () => projectPage(links, PROJECTS),
    app: () => projectPage(links, `${PROJECTS} -> the project -> its app`),
    appAuth: () => projectPage(links, `${PROJECTS} -> the project -> its app -> Auth`),
    appScopes: () => place('The project: src/app/app-hsmeta.json'),
    appWebhooks: () => place(`The project: ${printable(webhookFile)}`),
    appDeliveries: () => projectPage(links, 'HubSpot: Development -> Monitoring -> the app -> Webhooks'),
  }),
  'service-key': () => ({
    appList: () => place(SERVICE_KEYS),
    app: () => place(`${SERVICE_KEYS} -> the key that OpenCX uses`),
    appAuth: () => place(`${SERVICE_KEYS} -> the key that OpenCX uses`),
    appScopes: () => place(`${SERVICE_KEYS} -> the key that OpenCX uses -> its scopes`),
    appWebhooks: () => place('Nowhere: a service key has no webhooks'),
    appDeliveries: () => place('Nowhere: a service key has no webhooks'),
  }),
  oauth: (links) => {
    const connection = () =>
      place(
        "OpenCX: Settings -> Integrations -> HubSpot (the app is OpenCX's own, nothing is set in HubSpot)",
      );
    return {
      appList: () => connectedApps(links),
      app: connection,
      appAuth: connection,
      appScopes: connection,
      appWebhooks: connection,
      appDeliveries: () => place("OpenCX support: the app is OpenCX's own, and so are its logs"),
    };
  },
};

function connectedApps(links: Links): Place {
  return place(
    'HubSpot: Settings -> Integrations -> Connected Apps',
    links.ofPortal((hub) => `/integrations-settings/${hub}/installed`),
  );
}

function legacyPage(links: Links, page: string, path: string): Place {
  return place(
    `${LEGACY_APPS} -> ${page} (${LEGACY_APPS_ON_PAGE})`,
    links.ofApp((hub, app) => `/private-apps/${hub}/${app}${path}`),
  );
}

/** Pages inside a project are addressed by the project's name, which is not known; the overview leads to them. */
function projectPage(links: Links, where: string): Place {
  return place(
    where,
    links.ofPortal((hub) => `/developer-overview/${hub}`),
  );
}

/** A name that an address takes as it stands. */
const PLAIN_NAME = /^[\w-]{1,60}$/;

/** It belongs to the portal in which it was uploaded, which may be another than the one that the app is installed in. */
function projectPlace({ project, ...portal }: PortalFacts): Place {
  if (project === undefined) return projectPage(linksFor(portal), PROJECTS);
  const { name, portalId } = project;
  const links = linksFor({ ...portal, ...(portalId !== undefined && { hubId: portalId }) });
  return place(
    `${PROJECTS} -> ${printable(name)}`,
    PLAIN_NAME.test(name) ? links.ofPortal((hub) => `/developer-projects/${hub}/project/${name}`) : undefined,
  );
}

function recordPlaces(
  links: Links,
): Pick<Places, 'connectedApps' | 'users' | 'conversation' | 'ticket' | 'contacts' | 'contact'> {
  return {
    connectedApps: () => connectedApps(links),
    users: () =>
      place(
        'HubSpot: Settings -> Users & Teams',
        links.ofPortal((hub) => `/settings/${hub}/users`),
      ),
    conversation: (threadId) =>
      place(
        'HubSpot: Inbox -> the conversation',
        recordLink(links, threadId, (hub, id) => `/live-messages/${hub}/inbox/${id}`),
      ),
    ticket: (ticketId) =>
      place(
        'HubSpot: Tickets -> the ticket',
        recordLink(links, ticketId, (hub, id) => `/contacts/${hub}/record/0-5/${id}`),
      ),
    contacts: () => place('HubSpot: CRM -> Contacts'),
    contact: (contactId) =>
      place(
        'HubSpot: CRM -> Contacts -> the contact',
        recordLink(links, contactId, (hub, id) => `/contacts/${hub}/record/0-1/${id}`),
      ),
  };
}

function recordLink(
  links: Links,
  id: string | undefined,
  path: (hubId: number, id: string) => string,
): string | undefined {
  return id !== undefined && RECORD_ID.test(id) ? links.ofPortal((hub) => path(hub, id)) : undefined;
}

/** OpenCX documents the address of one screen only. */
const OPENCX_PLACES = {
  openCxHubSpot: () => place('OpenCX: Settings -> Integrations -> HubSpot'),
  openCxCrms: () => place('OpenCX: Settings -> CRMs'),
  openCxAccess: () => place('OpenCX: Settings -> Access', 'https://platform.open.cx/settings/access'),
  openCxInbox: () => place('OpenCX: Inbox -> the session'),
  openCxWorkflows: () => place('OpenCX: Workflows'),
} satisfies Partial<Places>;
