import type { ApiCall } from './roles.ts';

const PARTS = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#]*@)?([^/?#:]*)[^/?#]*([^?#]*)/i;
const VERSIONED = /^\/(?:api\/)?(?:[a-z][a-z-]*\/){1,3}(?:v\d+|\d{4}-\d{2}(?:-beta)?)(?:\/|$)/;

/**
 * Whether a call goes to HubSpot's API: to `hubapi.com`, to an API host of `hubspot.com`, or to a path with a version
 * on any other host of it (the pages of HubSpot's own site are no calls of the integration). A path without a host
 * counts as HubSpot's: logs of one upstream leave it out.
 */
export function goesToHubSpot({ path = '' }: ApiCall): boolean {
  const parts = PARTS.exec(path);
  if (!parts) return true;
  const host = (parts[1] ?? '').toLowerCase();
  if (host === 'hubapi.com' || host.endsWith('.hubapi.com')) return true;
  if (!host.endsWith('.hubspot.com')) return false;
  return /^api[.-]/.test(host) || VERSIONED.test(parts[2] ?? '');
}
