/**
 * What is read from a HubSpot portal: account, scopes, people, conversations, tickets, webhook settings. For the
 * doctor's probes and the engine; through HubSpot's own library where it has the call, plainly where it has not.
 */
import type { HubSpotReader } from '../core/ports.ts';
import { accountReader } from './account.ts';
import { createCalls, type HubSpotAccess } from './calls.ts';
import { conversationReader } from './conversations.ts';
import { peopleReader } from './people.ts';
import { scopeReader } from './scope-reads.ts';
import { ticketReader } from './tickets.ts';
import { waysInReader } from './ways-in.ts';
import { type DescribeUrl, webhookReader } from './webhooks.ts';

export interface HubSpotReaderOptions extends HubSpotAccess {
  describeUrl: DescribeUrl;
}

export function createHubSpotReader({ describeUrl, ...access }: HubSpotReaderOptions): HubSpotReader {
  const calls = createCalls(access);
  return {
    ...accountReader(calls, access.token),
    ...scopeReader(calls),
    ...peopleReader(calls),
    ...conversationReader(calls),
    ...ticketReader(calls),
    ...waysInReader(calls),
    ...webhookReader(calls, access, describeUrl),
  };
}
