import type { Environment } from '../../config/sources.ts';

/**
 * Variables that speak of one portal: with several, each profile names its own. The hosts are among them, since the
 * environment wins over the file: one that was exported for a sandbox would be asked in the place of every portal.
 */
export const PORTAL_VARIABLES = [
  'HUBSPOT_ACCESS_TOKEN',
  'HUBSPOT_API_URL',
  'HUBSPOT_CLIENT_SECRET',
  'HUBSPOT_DEVELOPER_API_KEY',
  'OPENCX_API_KEY',
  'OPENCX_API_URL',
  'OPENCX_WEBHOOK_URL',
  'OPENCX_DEFAULT_USER_ID',
] as const;

/** The environment without them. A profile's own variables (`hubspot.tokenVariable`) stay. */
export function environmentOfProfile(env: Environment): Environment {
  const own = PORTAL_VARIABLES as readonly string[];
  return Object.fromEntries(Object.entries(env).filter(([name]) => !own.includes(name)));
}
