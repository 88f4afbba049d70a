import type { Message } from '../core/hubspot/records.ts';
import type { HubSpotReader } from '../core/ports.ts';
import {
  actorId,
  always,
  flag,
  id,
  key,
  line,
  listOf,
  maybe,
  type Reader,
  record,
  text,
  theOne,
  time,
  word,
} from '../wire/record.ts';
import { contentIfThere, type HubSpotCalls, isNotThere } from './calls.ts';
import { listed, untilEnough } from './pages.ts';

type ConversationReader = Pick<
  HubSpotReader,
  'thread' | 'threadsSince' | 'threadsOfTicket' | 'messages' | 'message' | 'channelAccount'
>;

/** HubSpot's conversations API; its library does not have it. */
export const CONVERSATIONS = '/conversations/v3/conversations';

export const threadPath = (threadId: string) => `${CONVERSATIONS}/threads/${encodeURIComponent(threadId)}`;

/** Far more than a ticket has. */
const ENOUGH_THREADS = 100;
/** As long as HubSpot makes them (API specification, threads). */
const LONGEST_PAGE = 500;
/** 25,000 threads: a larger portal is asked for a shorter period. */
const MOST_PAGES_OF_THREADS = 50;
const NEWEST = 100;
const NEWEST_PAGE = { limit: String(NEWEST), sort: '-createdAt' };

/** What is always there: HubSpot's API specification of threads and messages. */
const thread = record({
  id: key(id),
  status: key(word),
  createdAt: key(time),
  closedAt: maybe(time),
  latestMessageAt: maybe(time, { at: 'latestMessageTimestamp' }),
  receivedAt: maybe(time, { at: 'latestMessageReceivedTimestamp' }),
  assignedTo: maybe(actorId),
  inboxId: always(id),
  contactId: always(id, { at: 'associatedContactId' }),
  ticketId: maybe(id, { at: 'threadAssociations.associatedTicketId' }),
  originalChannelId: key(id),
  originalChannelAccountId: always(id),
  archived: always(flag, { or: false }),
  spam: always(flag, { or: false }),
});

/** What became of a message on its way out. */
export const DELIVERY = {
  status: maybe(word, { at: 'status.statusType' }),
  failure: maybe(text, { at: 'status.failureDetails.errorMessage' }),
};

const partiesOf = (place: string) => {
  const read = record({
    actorId: maybe(actorId),
    name: maybe(line),
    field: maybe(word, { at: place }),
    deliveryType: maybe(word, { at: 'deliveryIdentifier.type' }),
    deliveryValue: maybe(line, { at: 'deliveryIdentifier.value' }),
  });
  return listOf((json) => read(withOneIdentifier(json)));
};

/** HubSpot reads out one delivery identifier of a party, and shows a list of them where it takes a message in. */
function withOneIdentifier(json: unknown): unknown {
  const { deliveryIdentifier: one, deliveryIdentifiers: listed } = (json ?? {}) as Record<string, unknown>;
  if (one != null || listed == null) return json;
  return { ...(json as object), deliveryIdentifier: Array.isArray(listed) ? listed[0] : listed };
}

/** Of every type of message. */
const COMMON = {
  id: key(id),
  threadId: maybe(id, { at: 'conversationsThreadId' }),
  type: key(word),
  createdAt: key(time),
  createdBy: always(actorId),
  clientType: always(word, { at: 'client.clientType' }),
  integrationAppId: maybe(id, { at: 'client.integrationAppId' }),
  senders: always(partiesOf('senderField'), { or: [] }),
  recipients: always(partiesOf('recipientField'), { or: [] }),
};
const REST = {
  direction: maybe(word),
  ...DELIVERY,
  text: maybe(text),
  richText: maybe(text),
  subject: maybe(text),
  truncation: maybe(word, { at: 'truncationStatus' }),
  channelId: maybe(id),
  channelAccountId: maybe(id),
  assignedTo: maybe(actorId),
};

/** By type, for what is always there differs. */
const MESSAGES = {
  MESSAGE: record({
    ...COMMON,
    ...REST,
    direction: always(word),
    text: always(text),
    channelId: always(id),
    channelAccountId: always(id),
  }),
  COMMENT: record({ ...COMMON, ...REST, text: always(text), richText: always(text) }),
  other: record({ ...COMMON, ...REST }),
};

const messageOf =
  (threadId: string): Reader<Message> =>
  (json) => {
    const found = MESSAGES.other(json);
    const { type } = found;
    const read = type === 'MESSAGE' || type === 'COMMENT' ? MESSAGES[type](json) : found;
    return { ...read, threadId: read.threadId ?? threadId };
  };

const channelAccount = record({
  id: key(id),
  channelId: key(id),
  name: maybe(line),
  inboxId: maybe(id),
  active: key(flag),
  authorized: key(flag),
  archived: maybe(flag),
});

/** Threads, messages and channel accounts. */
export function conversationReader({ plain, slowly }: HubSpotCalls): ConversationReader {
  return {
    thread: async (threadId, options) => {
      const query = { association: 'TICKET', ...archivedAs(options) };
      return contentIfThere(theOne(thread, threadId), await plain({ path: threadPath(threadId), query }));
    },

    threadsSince: async (time, mustEnd, onPage) => {
      const query = {
        latestMessageTimestampAfter: time,
        sort: 'latestMessageTimestamp',
        association: 'TICKET',
        limit: String(LONGEST_PAGE),
      };
      const ask = (after?: string) =>
        slowly({
          path: `${CONVERSATIONS}/threads`,
          query: { ...query, ...(after !== undefined && { after }) },
        });
      const { items, whole } = await untilEnough(thread, {
        ask,
        mustEnd,
        mostPages: MOST_PAGES_OF_THREADS,
        ...(onPage && { onPage }),
      });
      return { threads: items, whole };
    },

    threadsOfTicket: async (associatedTicketId) => {
      const query = { associatedTicketId, association: 'TICKET' };
      const path = `${CONVERSATIONS}/threads`;
      const first = await plain({ path, query });
      if (isNotThere(first)) return [];
      return listed(thread, {
        first,
        next: (after) => plain({ path, query: { ...query, after } }),
        enough: ENOUGH_THREADS,
      });
    },

    messages: async (threadId, { slowly: inNoHurry = false } = {}) => {
      const ask = inNoHurry ? slowly : plain;
      const path = `${threadPath(threadId)}/messages`;
      const messages = await listed(messageOf(threadId), {
        first: await ask({ path, query: NEWEST_PAGE }),
        next: (after) => ask({ path, query: { ...NEWEST_PAGE, after } }),
        enough: NEWEST,
      });
      return messages.slice(0, NEWEST);
    },

    message: async (threadId, messageId) => {
      const path = `${threadPath(threadId)}/messages/${encodeURIComponent(messageId)}`;
      return contentIfThere(messageOf(threadId), await plain({ path }));
    },

    channelAccount: async (channelAccountId, options) => {
      const path = `${CONVERSATIONS}/channel-accounts/${encodeURIComponent(channelAccountId)}`;
      return contentIfThere(channelAccount, await plain({ path, query: archivedAs(options) }));
    },
  };
}

function archivedAs(options: { archived: boolean } | undefined): Record<string, string> {
  return options?.archived ? { archived: 'true' } : {};
}
