import type { HubSpotReader } from '../core/ports.ts';
import type { Secret } from '../core/secret.ts';
import type { Wire } from '../wire/index.ts';
import { accountReader } from './account.ts';
import { createCalls } from './calls.ts';
import { conversationReader } from './conversations.ts';
import { peopleReader } from './people.ts';
import { scopeReader } from './scope-reads.ts';
import { ticketReader } from './tickets.ts';
import { type DescribeUrl, webhookReader } from './webhooks.ts';

export interface HubSpotOptions {
  wire: Wire;
  /** `https://api.hubapi.com` for every region, or a sandbox. */
  baseUrl: string;
  token: Secret;
  describeUrl: DescribeUrl;
}

/** Hosts of HubSpot's API. */
export const HUBSPOT_HOSTS: readonly string[] = ['*.hubapi.com'];

/** Reads HubSpot over the wire: through HubSpot's own library where it has the call, plainly where it has not. */
export function createHubSpot({ wire, baseUrl, token, describeUrl }: HubSpotOptions): HubSpotReader {
  const calls = createCalls({ wire, baseUrl, token });
  return {
    ...accountReader(calls, token),
    ...scopeReader(calls),
    ...peopleReader(calls),
    ...conversationReader(calls),
    ...ticketReader(calls),
    ...webhookReader(calls, baseUrl, describeUrl),
  };
}
