/** Whose answer a call has got: only HubSpot's are judged. */
import { isHubSpotsOwn, readErrorBody } from '../../core/hubspot/error-words.ts';
import type { ApiCall } from './roles.ts';

/**
 * Why a call is not judged: it goes to a host that is not HubSpot's; no host is logged, and neither its path nor its
 * answer is HubSpot's; a page of HubSpot made it with a person's session, not with the token; or it came in to a server
 * of one's own, which gave the answer.
 */
export const NOT_JUDGED = ['otherHosts', 'unknownHosts', 'ownPages', 'received'] as const;
export type NotJudged = (typeof NOT_JUDGED)[number];
export type NotJudgedCounts = Record<NotJudged, number>;

const PARTS = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#]*@)?([^/?#:]*)[^/?#]*([^?#]*)/i;
const VERSION = 'v[1-9]|\\d{4}-\\d{2}(?:-beta)?';
const VERSIONED = new RegExp(`^/(?:api/)?(?:[a-z][a-z-]*/){1,3}(?:${VERSION})(?:/|$)`);
/** `webhooks` is known with an app's number alone: receivers of webhooks are called so as well. */
const FAMILIES = `account-info|analytics|automation|blogs|broadcast|business-units|calling|cms
  communication-preferences|companies|contacts|content|conversations|cos-blog|crm|crm-associations|crm-objects
  crm-pipelines|deals|email|email-public|engagements|events|extensions|feature-flags|filemanager|files|forms|hubdb
  integrations|marketing|marketing-emails|media-bridge|meetings|oauth|owners|properties|scheduler|settings|tickets
  visitor-identification|webhooks-journal`.split(/\s*\n\s*|\|/);
const OF_HUBSPOT = new RegExp(
  `^/(?:(?:${FAMILIES.join('|')})/(?:[a-z][a-z_-]*/){0,2}(?:${VERSION})(?:/|$)|webhooks/(?:${VERSION})/\\d+(?:/|$))`,
);
const PAGES = /^app(?:-[a-z\d]+)?\.hubspot\.com$/;

/**
 * Why a call says nothing of HubSpot's API; undefined where it goes there.
 *
 * A host decides, that of a whole URL before that of a column: `hubapi.com`, an API host of `hubspot.com`, or a path
 * with a version on any other host of it. Without a host it is HubSpot's call only when its path belongs to a family of
 * HubSpot's API with its version, or its answer is HubSpot's own document: `/contacts` is anybody's. A call without
 * host and path is kept; the checks say that such a log cannot be read.
 */
export function notJudged(call: ApiCall): NotJudged | undefined {
  const { path, host, received, signIn } = call;
  const url = PARTS.exec(path ?? '');
  const name = url ? (url[1] ?? '').toLowerCase() : host;
  if (name !== undefined && isHostOfHubSpot(name)) {
    if (signIn === 'session' || (PAGES.test(name) && signIn !== 'token')) return 'ownPages';
    const plain = url ? (url[2] ?? '') : path;
    return isApiHost(name) || plain === undefined || VERSIONED.test(plain) ? undefined : 'otherHosts';
  }
  if (received) return 'received';
  if (name !== undefined) return 'otherHosts';
  if (path === undefined || OF_HUBSPOT.test(path.replace(/[?#].*$/s, ''))) return undefined;
  return isAnsweredByHubSpot(call) ? undefined : 'unknownHosts';
}

function isHostOfHubSpot(name: string): boolean {
  return name === 'hubapi.com' || name.endsWith('.hubapi.com') || name.endsWith('.hubspot.com');
}

function isApiHost(name: string): boolean {
  return name.endsWith('hubapi.com') || /^api[.-]/.test(name);
}

function isAnsweredByHubSpot({ body, status = 0 }: ApiCall): boolean {
  if (body === undefined || status < 400) return false;
  const said = readErrorBody(body);
  return isHubSpotsOwn(said);
}

export function noneLeftOut(): NotJudgedCounts {
  return { otherHosts: 0, unknownHosts: 0, ownPages: 0, received: 0 };
}
