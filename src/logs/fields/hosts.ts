/** Whose answer a call has got: only HubSpot's are judged. */
import { isHubSpotsOwn, readErrorBody } from '../../core/hubspot/error-words.ts';
import { isAnsweredBetween } from './answered-between.ts';
import { isApiHost, isHostOfHubSpot, isHostOfPages, isPathOfApi, isVersioned } from './hubspot-paths.ts';
import type { ApiCall } from './roles.ts';

/**
 * Why a call is not judged: it goes to a host that is not HubSpot's; no host is logged, and neither its path nor its
 * answer is HubSpot's; a page of HubSpot made it with a person's session, not with the token; it came in to a server
 * of one's own, which gave the answer; or something on the way to HubSpot refused it.
 */
export const NOT_JUDGED = ['otherHosts', 'unknownHosts', 'ownPages', 'received', 'answeredBetween'] as const;
export type NotJudged = (typeof NOT_JUDGED)[number];
export type NotJudgedCounts = Record<NotJudged, number>;

const PARTS = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#]*@)?([^/?#:]*)[^/?#]*([^?#]*)/i;

/**
 * Why a call says nothing of HubSpot's API; undefined where it goes there.
 *
 * A host decides, that of a whole URL before that of a column: `hubapi.com`, an API host of `hubspot.com`, or a path
 * with a version on any other host of it. Without a host it is HubSpot's call only when its path belongs to a family of
 * HubSpot's API with its version, or its answer is HubSpot's own document: `/contacts` is anybody's. A call without
 * host and path is kept; the checks say that such a log cannot be read.
 */
export function notJudged(call: ApiCall): NotJudged | undefined {
  return ofAnother(call) ?? (isAnsweredBetween(call) ? 'answeredBetween' : undefined);
}

function ofAnother(call: ApiCall): NotJudged | undefined {
  const { path, host, received, signIn } = call;
  const url = PARTS.exec(path ?? '');
  const name = url ? (url[1] ?? '').toLowerCase() : host;
  if (name !== undefined && isHostOfHubSpot(name)) {
    if (signIn === 'session' || (isHostOfPages(name) && signIn !== 'token')) return 'ownPages';
    const plain = url ? (url[2] ?? '') : path;
    return isApiHost(name) || plain === undefined || isVersioned(plain) ? undefined : 'otherHosts';
  }
  if (received) return 'received';
  if (name !== undefined) return 'otherHosts';
  if (path === undefined || isPathOfApi(path.replace(/[?#].*$/s, ''))) return undefined;
  return isAnsweredByHubSpot(call) ? undefined : 'unknownHosts';
}

function isAnsweredByHubSpot({ body, status = 0 }: ApiCall): boolean {
  if (body === undefined || status < 400) return false;
  const said = readErrorBody(body);
  return isHubSpotsOwn(said);
}

export function noneLeftOut(): NotJudgedCounts {
  return { otherHosts: 0, unknownHosts: 0, ownPages: 0, received: 0, answeredBetween: 0 };
}
