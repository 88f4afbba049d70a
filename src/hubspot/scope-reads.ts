import { EvidenceFailure } from '../core/evidence.ts';
import type { READABLE_SCOPES } from '../core/hubspot/scopes.ts';
import type { HubSpotReader } from '../core/ports.ts';
import { page, record } from '../wire/record.ts';
import type { WireAnswer } from '../wire/request.ts';
import { contentOf, type HubSpotCalls } from './calls.ts';
import { CONVERSATIONS } from './conversations.ts';
import { PARTS } from './library.ts';

type ReadableScope = (typeof READABLE_SCOPES)[number];

/**
 * The smallest read that each scope opens. Inboxes stand for conversations, so that no customer's thread is read for
 * it; one record of a kind is the least that HubSpot gives of the others.
 */
const READS: Readonly<Record<ReadableScope, (calls: HubSpotCalls) => Promise<WireAnswer>>> = {
  'conversations.read': ({ plain }) => plain({ path: `${CONVERSATIONS}/inboxes`, query: { limit: '1' } }),
  tickets: ({ library }) =>
    library(PARTS.tickets, ({ BasicApi }, configuration) => new BasicApi(configuration).getPage(1)),
  'crm.objects.contacts.read': ({ library }) =>
    library(PARTS.contacts, ({ BasicApi }, configuration) => new BasicApi(configuration).getPage(1)),
  'crm.objects.owners.read': ({ library }) =>
    library(PARTS.owners, ({ OwnersApi }, configuration) =>
      new OwnersApi(configuration).getPage(undefined, undefined, 1),
    ),
  'crm.objects.companies.read': ({ library }) =>
    library(PARTS.companies, ({ BasicApi }, configuration) => new BasicApi(configuration).getPage(1)),
  'crm.objects.deals.read': ({ library }) =>
    library(PARTS.deals, ({ BasicApi }, configuration) => new BasicApi(configuration).getPage(1)),
};

/** What was read is of no interest, but neither a login page nor somebody else's JSON is a proof. */
const anyPage = page(record({}));

export function scopeReader(calls: HubSpotCalls): Pick<HubSpotReader, 'readWith'> {
  return {
    readWith: async (scope) => {
      if (!isReadable(scope)) {
        const message = `No small read proves the scope ${scope}; only introspection shows it.`;
        throw new EvidenceFailure({ kind: 'not-allowed', message });
      }
      contentOf(anyPage, await READS[scope](calls));
    },
  };
}

function isReadable(scope: string): scope is ReadableScope {
  return Object.hasOwn(READS, scope);
}
