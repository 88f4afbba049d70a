import * as v from 'valibot';
import type { ChannelAccount, Message, MessageParty, Thread } from '../core/hubspot/records.ts';
import type { HubSpotReader } from '../core/ports.ts';
import { flag, id, optionalId, optionalObject, text, withoutGaps } from '../wire/read-answer.ts';
import { contentIfThere, contentOf, type HubSpotCalls, isNotThere } from './calls.ts';

type ConversationReader = Pick<
  HubSpotReader,
  'thread' | 'threadsOfTicket' | 'messages' | 'message' | 'channelAccount'
>;

/** HubSpot's conversations API; its library does not have it. */
export const CONVERSATIONS = '/conversations/v3/conversations';

export const threadPath = (threadId: string) => `${CONVERSATIONS}/threads/${encodeURIComponent(threadId)}`;

const NEWEST_PAGE = { limit: '100', sort: '-createdAt' };

const threadShape = v.looseObject({
  id,
  status: v.string(),
  createdAt: v.string(),
  closedAt: text,
  latestMessageTimestamp: text,
  assignedTo: text,
  inboxId: optionalId,
  associatedContactId: optionalId,
  threadAssociations: optionalObject({ associatedTicketId: optionalId }),
  originalChannelId: id,
  originalChannelAccountId: optionalId,
  archived: flag,
  spam: flag,
});
const threadPage = v.looseObject({ results: v.array(threadShape) });

/** What became of a message on its way out. */
export const deliveryStatus = optionalObject({
  statusType: text,
  failureDetails: optionalObject({ errorMessage: text }),
});

const deliveryIdentifier = { type: text, value: text };

const party = v.looseObject({
  actorId: text,
  name: text,
  senderField: text,
  recipientField: text,
  deliveryIdentifier: optionalObject(deliveryIdentifier),
  deliveryIdentifiers: v.fallback(v.optional(v.array(v.looseObject(deliveryIdentifier))), undefined),
});
const parties = v.fallback(v.optional(v.array(party), []), []);

const messageShape = v.looseObject({
  id,
  conversationsThreadId: optionalId,
  type: v.string(),
  createdAt: v.string(),
  createdBy: text,
  client: optionalObject({ clientType: text, integrationAppId: optionalId }),
  direction: text,
  status: deliveryStatus,
  text,
  richText: text,
  subject: text,
  truncationStatus: text,
  senders: parties,
  recipients: parties,
  channelId: optionalId,
  channelAccountId: optionalId,
  assignedTo: text,
});
const messagePage = v.looseObject({ results: v.array(messageShape) });

const channelAccountShape = v.looseObject({
  id,
  channelId: id,
  name: text,
  inboxId: optionalId,
  active: v.boolean(),
  authorized: v.boolean(),
});

/** Threads, messages and channel accounts. */
export function conversationReader({ plain }: HubSpotCalls): ConversationReader {
  return {
    thread: async (threadId) => {
      const answer = await plain({ path: threadPath(threadId), query: { association: 'TICKET' } });
      const found = contentIfThere(threadShape, answer);
      return found && threadFrom(found);
    },

    threadsOfTicket: async (associatedTicketId) => {
      const query = { associatedTicketId, association: 'TICKET' };
      const answer = await plain({ path: `${CONVERSATIONS}/threads`, query });
      if (isNotThere(answer)) return [];
      return contentOf(threadPage, answer).results.map(threadFrom);
    },

    messages: async (threadId) => {
      const path = `${threadPath(threadId)}/messages`;
      const { results } = contentOf(messagePage, await plain({ path, query: NEWEST_PAGE }));
      return results.map((message) => messageFrom(message, threadId));
    },

    message: async (threadId, messageId) => {
      const path = `${threadPath(threadId)}/messages/${encodeURIComponent(messageId)}`;
      const found = contentIfThere(messageShape, await plain({ path }));
      return found && messageFrom(found, threadId);
    },

    channelAccount: async (channelAccountId): Promise<ChannelAccount | null> => {
      const path = `${CONVERSATIONS}/channel-accounts/${encodeURIComponent(channelAccountId)}`;
      const found = contentIfThere(channelAccountShape, await plain({ path }));
      if (!found) return null;
      const { channelId, name, inboxId, active, authorized } = found;
      return withoutGaps({ id: found.id, channelId, name, inboxId, active, authorized });
    },
  };
}

function threadFrom(found: v.InferOutput<typeof threadShape>): Thread {
  const { status, createdAt, closedAt, inboxId, originalChannelId, archived, spam } = found;
  return withoutGaps({
    id: found.id,
    status,
    createdAt,
    closedAt,
    latestMessageAt: found.latestMessageTimestamp,
    assignedTo: found.assignedTo || undefined,
    inboxId,
    contactId: found.associatedContactId,
    ticketId: found.threadAssociations?.associatedTicketId,
    originalChannelId,
    originalChannelAccountId: found.originalChannelAccountId,
    archived,
    spam,
  });
}

function messageFrom(found: v.InferOutput<typeof messageShape>, threadId: string): Message {
  const { type, createdAt, createdBy, direction, richText, subject, channelId, channelAccountId } = found;
  return withoutGaps({
    id: found.id,
    threadId: found.conversationsThreadId ?? threadId,
    type,
    createdAt,
    createdBy,
    clientType: found.client?.clientType,
    integrationAppId: found.client?.integrationAppId,
    direction,
    status: found.status?.statusType,
    failure: found.status?.failureDetails?.errorMessage,
    text: found.text,
    richText,
    subject,
    truncation: found.truncationStatus,
    senders: found.senders.map(partyFrom),
    recipients: found.recipients.map(partyFrom),
    channelId,
    channelAccountId,
    assignedTo: found.assignedTo || undefined,
  });
}

/** HubSpot reads out one delivery identifier of a party, and shows a list of them where it takes a message in. */
function partyFrom(found: v.InferOutput<typeof party>): MessageParty {
  const { actorId, name, senderField, recipientField } = found;
  const identifier = found.deliveryIdentifier ?? found.deliveryIdentifiers?.[0];
  return withoutGaps({
    actorId,
    name,
    field: senderField ?? recipientField,
    deliveryType: identifier?.type,
    deliveryValue: identifier?.value,
  });
}
