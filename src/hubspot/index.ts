export { createHubSpot, HUBSPOT_HOSTS, type HubSpotOptions } from './hubspot.ts';
export type { DescribeUrl } from './webhooks.ts';
export { createHubSpotWriter } from './writer.ts';
