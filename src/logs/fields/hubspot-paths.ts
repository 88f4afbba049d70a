/**
 * Which hosts and paths are those of HubSpot's API, for logs that were written beside calls to anybody.
 *
 * Families and versions are those of HubSpot's published API specification (github.com/HubSpot/
 * HubSpot-public-api-spec-collection, August 2026); below it stand the older ones that HubSpot goes on serving (its
 * documentation of legacy APIs) and those that the tool itself calls.
 */

const DATED = String.raw`\d{4}-\d{2}(?:-beta)?`;

/** First word of a path, and the versions that HubSpot has of it; `dated` are those by year and month. */
const PUBLISHED: readonly (readonly [versions: string, families: string])[] = [
  [
    'dated',
    'app-webhooks commerce data-studio deal-splits forecast-submissions meta notetaker webhooks-journal',
  ],
  [
    'v3 dated',
    `account-info appinstalls business-units cms conversations crm-object-schemas events feature-flags files
    forecast-settings integrators scheduler settings url-mappings visitor-identification`,
  ],
  ['v3 v4 dated', 'communication-preferences crm marketing'],
  ['v1 dated', 'media-bridge payments-subscriptions tax-rates'],
  ['v4 dated', 'automation'],
  ['v1 v3 dated', 'oauth'],
];

const LEGACY: readonly (readonly [versions: string, families: string])[] = [
  ['v1', 'broadcast calling contacts crm-associations crm-objects crm-pipelines deals engagements'],
  ['v1 v2', 'companies email email-public properties'],
  ['v2', 'content cos-blog forms hubdb owners'],
  ['v2 v3', 'automation blogs filemanager'],
];

/** Words between a family and its version: `crm/extensions/calling/2026-03`, `conversations/conversations/v3`. */
const BETWEEN = '(?:[a-z][a-z_-]*/){0,2}';

const OF_API = new RegExp(
  `^/(?:${[
    ...[...PUBLISHED, ...LEGACY].map(
      ([versions, families]) =>
        `(?:${families.split(/\s+/).join('|')})/${BETWEEN}(?:${versions.replace('dated', DATED).split(' ').join('|')})`,
    ),
    'oauth/v2/private-apps',
    // With an app's number alone: receivers of webhooks are called so as well.
    String.raw`webhooks/(?:v3|${DATED})/\d+`,
  ].join('|')})(?:/|$)`,
);

/** Any path with a version in it, as HubSpot's other hosts serve beside their pages. */
const VERSIONED = new RegExp(`^/(?:api/)?(?:[a-z][a-z-]*/){1,3}(?:v[1-9]|${DATED})(?:/|$)`);

const PAGES = /^app(?:-[a-z\d]+)?\.hubspot\.com$/;
/** `api.hubapi.com` in every region, and what is seen beside it: `api-eu1.hubapi.com`, `api.hubspot.com`. */
const API = /(?:^|\.)hubapi\.com$|^api(?:[.-].*)?\.hubspot\.com$/;

/** Whether a path without a host can be none but one of HubSpot's API: `/contacts` is anybody's. */
export function isPathOfApi(path: string): boolean {
  return OF_API.test(path);
}

export function isVersioned(path: string): boolean {
  return VERSIONED.test(path);
}

/** @param name in lower case, without a port */
export function isHostOfHubSpot(name: string): boolean {
  return name === 'hubapi.com' || name.endsWith('.hubapi.com') || name.endsWith('.hubspot.com');
}

/** A host of HubSpot's on which every path is one of its API. */
export function isApiHost(name: string): boolean {
  return API.test(name);
}

/** Where HubSpot's own pages are, whose calls a person's session makes: `app.hubspot.com`, `app-eu1.hubspot.com`. */
export function isHostOfPages(name: string): boolean {
  return PAGES.test(name);
}
