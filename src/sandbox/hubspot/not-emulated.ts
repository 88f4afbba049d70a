/**
 * What HubSpot has and this sandbox has not. A program that needs it is told so, in JSON and by name, because HubSpot's
 * own 404 for it would be an untruth; a path that HubSpot itself does not know gets that 404.
 */
import type { Reply } from '../reply.ts';
import type { SandboxRequest } from '../router.ts';
import { hubSpotError } from './errors.ts';
import { objectTypeNamed } from './object-types.ts';

/**
 * Paths that HubSpot's reference knows: `*` is one part, `**` whatever follows or nothing, `{version}` one such as v3 or
 * 2026-09. What the sandbox answers has been found before anything is looked up here.
 */
const KNOWN_TO_HUBSPOT = [
  '/account-info/{version}/activity/**',
  '/app-webhooks/**',
  '/apps-dev/**',
  '/automation/**',
  '/business-units/**',
  '/cms/**',
  '/communication-preferences/**',
  '/companies/v2/**',
  '/contacts/v1/**',
  '/content/**',
  '/conversations/custom-channels/**',
  '/conversations/visitor-identification/**',
  '/conversations/{version}/custom-channels/**',
  '/conversations/{version}/visitor-identification/**',
  '/crm-associations/**',
  '/crm-object-schemas/**',
  '/crm/associations/{version}/**',
  '/crm/exports/**',
  '/crm/extensions/**',
  '/crm/imports/**',
  '/crm/lists/**',
  '/crm/pipelines/{version}/*/**',
  '/crm/properties/{version}/*/**',
  '/crm/schemas/**',
  '/crm/{version}/associations/**',
  '/crm/{version}/exports/**',
  '/crm/{version}/extensions/**',
  '/crm/{version}/imports/**',
  '/crm/{version}/limits/**',
  '/crm/{version}/lists/**',
  '/crm/{version}/object-library/**',
  '/crm/{version}/objects/*/batch/**',
  '/crm/{version}/objects/*/gdpr-delete',
  '/crm/{version}/objects/*/merge',
  '/crm/objects/{version}/*/batch/**',
  '/crm/objects/{version}/*/gdpr-delete',
  '/crm/objects/{version}/*/merge',
  '/crm/{version}/pipelines/*/**',
  '/crm/{version}/properties/*/**',
  '/crm/{version}/schemas/**',
  '/crm/{version}/timeline/**',
  '/deals/v1/**',
  '/developer/**',
  '/developers/**',
  '/dfs/**',
  '/email/**',
  '/engagements/v1/**',
  '/events/**',
  '/files/**',
  '/filemanager/**',
  '/forms/**',
  '/integrations/**',
  '/integrators/**',
  '/localdevauth/**',
  '/marketing/**',
  '/media-bridge/**',
  '/meta/**',
  '/oauth/v1/token',
  '/oauth/v1/refresh-tokens/**',
  '/oauth/{version}/token/**',
  '/owners/v2/**',
  '/properties/**',
  '/scheduler/**',
  '/settings/currencies/**',
  '/settings/users/{version}/roles',
  '/settings/users/{version}/teams',
  '/settings/{version}/currencies/**',
  '/settings/{version}/users/roles',
  '/settings/{version}/users/teams',
  '/webhooks-journal/**',
  '/webhooks/{version}/**',
].map(expressionOf);

const RECORDS = [expressionOf('/crm/{version}/objects/*/**'), expressionOf('/crm/objects/{version}/*/**')];

/** The answer for what HubSpot has and this sandbox has not; undefined where HubSpot would have nothing either. */
export function notEmulated({ method, path }: SandboxRequest): Reply | undefined {
  if (!isKnownToHubSpot(path)) return undefined;
  return hubSpotError(
    501,
    `The sandbox does not emulate ${method} ${path}. Nothing follows from this about a HubSpot account, which may well answer it.`,
    { category: 'NOT_EMULATED_BY_SANDBOX' },
  );
}

/** Any name may be that of a type of records: HubSpot has many, and an account can have some of its own. */
function isKnownToHubSpot(path: string): boolean {
  if (KNOWN_TO_HUBSPOT.some((known) => known.test(path))) return true;
  return RECORDS.some((records) => {
    const type = records.exec(path)?.[1];
    return type !== undefined && objectTypeNamed(type) === undefined;
  });
}

function expressionOf(pattern: string): RegExp {
  const source = pattern
    .replaceAll('/**', '(?:/.*)?')
    .replaceAll('/*', '/([^/]+)')
    .replaceAll('{version}', '(?:v\\d|\\d{4}-\\d{2}(?:-beta)?)');
  return new RegExp(`^${source}$`);
}
