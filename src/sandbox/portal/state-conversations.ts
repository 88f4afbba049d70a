import * as v from 'valibot';
import { flag, time } from './state-fields.ts';

export const inbox = v.strictObject({
  name: v.string(),
  type: v.picklist(['INBOX', 'HELP_DESK']),
  createdAt: time,
  updatedAt: time,
  archived: flag(false),
});

export const deliveryIdentifier = v.strictObject({
  type: v.picklist(['HS_EMAIL_ADDRESS', 'HS_PHONE_NUMBER', 'HS_SHORT_CODE', 'CHANNEL_SPECIFIC_OPAQUE_ID']),
  value: v.string(),
});

export const channelAccount = v.strictObject({
  channelId: v.string(),
  name: v.string(),
  inboxId: v.string(),
  deliveryIdentifier: v.optional(deliveryIdentifier),
  active: flag(true),
  authorized: flag(true),
  createdAt: time,
  archived: flag(false),
});

export const actor = v.strictObject({
  type: v.picklist(['AGENT', 'VISITOR', 'EMAIL', 'INTEGRATOR', 'LLM', 'SYSTEM', 'BOT']),
  name: v.optional(v.string()),
  email: v.optional(v.string()),
});

export const thread = v.strictObject({
  status: v.picklist(['OPEN', 'CLOSED']),
  createdAt: time,
  closedAt: v.optional(time),
  inboxId: v.string(),
  originalChannelId: v.string(),
  originalChannelAccountId: v.string(),
  associatedContactId: v.string(),
  assignedTo: v.optional(v.string()),
  ticketId: v.optional(v.string()),
  spam: flag(false),
  archived: flag(false),
});

const party = v.strictObject({
  actorId: v.optional(v.string()),
  name: v.optional(v.string()),
  senderField: v.optional(v.string()),
  recipientField: v.optional(v.string()),
  deliveryIdentifier: v.optional(deliveryIdentifier),
});

export const message = v.strictObject({
  threadId: v.string(),
  type: v.picklist([
    'MESSAGE',
    'COMMENT',
    'WELCOME_MESSAGE',
    'ASSIGNMENT',
    'THREAD_STATUS_CHANGE',
    'THREAD_INBOX_CHANGE',
  ]),
  createdAt: time,
  updatedAt: v.optional(time),
  createdBy: v.string(),
  client: v.strictObject({
    clientType: v.picklist(['HUBSPOT', 'INTEGRATION', 'SYSTEM', 'UNKNOWN']),
    integrationAppId: v.optional(v.number()),
  }),
  senders: v.optional(v.array(party), []),
  recipients: v.optional(v.array(party), []),
  archived: flag(false),
  text: v.optional(v.string()),
  richText: v.optional(v.string()),
  subject: v.optional(v.string()),
  attachments: v.optional(v.array(v.unknown()), []),
  truncationStatus: v.optional(
    v.picklist(['NOT_TRUNCATED', 'TRUNCATED_TO_MOST_RECENT_REPLY', 'TRUNCATED']),
    'NOT_TRUNCATED',
  ),
  /** The whole text of a truncated message. */
  originalText: v.optional(v.string()),
  inReplyToId: v.optional(v.string()),
  direction: v.optional(v.picklist(['INCOMING', 'OUTGOING'])),
  status: v.optional(
    v.strictObject({
      statusType: v.picklist(['SENT', 'FAILED', 'RECEIVED', 'READ']),
      failureDetails: v.optional(
        v.strictObject({
          errorMessage: v.optional(v.string()),
          errorMessageTokens: v.optional(v.record(v.string(), v.unknown()), {}),
        }),
      ),
    }),
  ),
  channelId: v.optional(v.string()),
  channelAccountId: v.optional(v.string()),
  assignedTo: v.optional(v.string()),
  assignedFrom: v.optional(v.string()),
  newStatus: v.optional(v.picklist(['OPEN', 'CLOSED'])),
  fromInboxId: v.optional(v.string()),
  toInboxId: v.optional(v.string()),
});

export type ThreadState = v.InferOutput<typeof thread>;
export type MessageState = v.InferOutput<typeof message>;
