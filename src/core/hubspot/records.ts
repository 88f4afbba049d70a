import * as v from 'valibot';
import { maybe, texts } from '../schema.ts';
import { unreadable } from '../unreadable.ts';

/**
 * HubSpot's things as this tool speaks of them: only what some check or the engine needs, every id a string.
 * What HubSpot may leave out is optional here; nothing is invented in its place.
 */

/** Links are built from it, so an answer or a bundle that a stranger made must not lead anywhere else. */
const HUBSPOT_HOST = /^(?:[\w-]+\.)+hubspot\.com$/i;

/** `POST /oauth/v2/private-apps/get/access-token-info`: whom a token belongs to and what it may do. */
export const introspectionSchema = v.object({
  hubId: v.exactOptional(v.number()),
  appId: v.exactOptional(v.number()),
  /** User id of the token's creator. */
  userId: v.exactOptional(v.number()),
  scopes: texts,
  unreadable,
});
export type Introspection = v.InferOutput<typeof introspectionSchema>;

/** `GET /account-info/v3/details`. */
export const accountDetailsSchema = v.object({
  portalId: v.number(),
  /** Host of the portal's screens, the base of every deep link: `app.hubspot.com`, `app-eu1.hubspot.com`. */
  uiDomain: v.exactOptional(v.pipe(v.string(), v.regex(HUBSPOT_HOST))),
  /** Data hosting region: `na1`, `eu1`. */
  region: maybe,
  accountType: maybe,
  timeZone: maybe,
  unreadable,
});
export type AccountDetails = v.InferOutput<typeof accountDetailsSchema>;

/** `GET /account-info/v3/api-usage/daily/private-apps`: one total for all private apps of the portal. */
export const dailyUsageSchema = v.object({
  used: v.number(),
  limit: v.number(),
  /** ISO time at which the count starts again. */
  resetsAt: maybe,
});
export type DailyUsage = v.InferOutput<typeof dailyUsageSchema>;

export const ownerSchema = v.object({
  /** Owner id: the value of `hubspot_owner_id`, not the id of the user. */
  id: v.string(),
  /** User id of an active owner; an archived owner has none. */
  userId: maybe,
  userIdIncludingInactive: maybe,
  email: maybe,
  name: maybe,
  archived: v.boolean(),
  unreadable,
});
export type Owner = v.InferOutput<typeof ownerSchema>;

/** Who stands behind an actor id: `A-` a user, `V-` a visitor, `I-` an app, `S-` the system, `B-` a bot, `L-` an AI agent. */
export const actorSchema = v.object({
  id: v.string(),
  type: maybe,
  name: maybe,
  email: maybe,
  unreadable,
});
export type Actor = v.InferOutput<typeof actorSchema>;

export const threadSchema = v.object({
  id: v.string(),
  /** `OPEN`, `CLOSED`. */
  status: v.string(),
  createdAt: v.string(),
  closedAt: maybe,
  latestMessageAt: maybe,
  /** Of the newest message that a customer wrote. */
  receivedAt: maybe,
  /** Actor id of the owner, `A-<user id>`; absent when nobody is assigned. */
  assignedTo: maybe,
  inboxId: maybe,
  /** Contact id; may be a visitor id that is no contact yet. */
  contactId: maybe,
  ticketId: maybe,
  /** `1000` live chat, `1001` Facebook Messenger, `1002` email; others are custom channels. */
  originalChannelId: v.string(),
  originalChannelAccountId: maybe,
  archived: v.boolean(),
  spam: v.boolean(),
  unreadable,
});
export type Thread = v.InferOutput<typeof threadSchema>;

const messagePartySchema = v.object({
  actorId: maybe,
  name: maybe,
  /** `FROM`, `TO`, `CC`. */
  field: maybe,
  deliveryType: maybe,
  deliveryValue: maybe,
  unreadable,
});
export type MessageParty = v.InferOutput<typeof messagePartySchema>;

export const messageSchema = v.object({
  id: v.string(),
  threadId: v.string(),
  /** `MESSAGE`, `COMMENT`, `WELCOME_MESSAGE`, `ASSIGNMENT`, `THREAD_STATUS_CHANGE`, `THREAD_INBOX_CHANGE`. */
  type: v.string(),
  createdAt: v.string(),
  /** Actor id of the author. */
  createdBy: maybe,
  /** `HUBSPOT`, `INTEGRATION`, `SYSTEM`. */
  clientType: maybe,
  /** App that sent it, where an app did. */
  integrationAppId: maybe,
  /** `INCOMING`, `OUTGOING`; not always true: a rep who answers from a mailbox of their own appears as INCOMING. */
  direction: maybe,
  /** `SENT`, `FAILED`, `RECEIVED`, `READ`. */
  status: maybe,
  failure: maybe,
  text: maybe,
  richText: maybe,
  subject: maybe,
  truncation: maybe,
  senders: v.array(messagePartySchema),
  recipients: v.array(messagePartySchema),
  channelId: maybe,
  channelAccountId: maybe,
  assignedTo: maybe,
  unreadable,
});
export type Message = v.InferOutput<typeof messageSchema>;

export const channelAccountSchema = v.object({
  id: v.string(),
  channelId: v.string(),
  name: maybe,
  inboxId: maybe,
  active: v.boolean(),
  authorized: v.boolean(),
  /** true for one that was archived; absent otherwise. */
  archived: v.exactOptional(v.boolean()),
  unreadable,
});
export type ChannelAccount = v.InferOutput<typeof channelAccountSchema>;

/** A channel account that takes messages in. */
export interface WayIn {
  channelId: string;
  name?: string;
  /** Of a mailbox. */
  address?: string;
}

export const ticketSchema = v.object({
  id: v.string(),
  subject: maybe,
  pipelineId: maybe,
  stageId: maybe,
  createdAt: maybe,
  updatedAt: maybe,
  closedAt: maybe,
  /** `hs_conversations_originating_thread_id`. */
  threadId: maybe,
  /** Owner id (not a user id). */
  ownerId: maybe,
  contactIds: texts,
  archived: v.boolean(),
  unreadable,
});
export type Ticket = v.InferOutput<typeof ticketSchema>;

export const contactSchema = v.object({
  id: v.string(),
  email: maybe,
  /** Secondary addresses, which merged contacts have; absent where there are none. */
  otherEmails: v.exactOptional(texts),
  name: maybe,
  phone: maybe,
  archived: v.boolean(),
  unreadable,
});
export type Contact = v.InferOutput<typeof contactSchema>;

export const pipelineStageSchema = v.object({
  pipelineId: v.string(),
  id: v.string(),
  label: v.string(),
  /** `metadata.ticketState`. */
  closed: v.boolean(),
  unreadable,
});
export type PipelineStage = v.InferOutput<typeof pipelineStageSchema>;

/** One row of the account's security activity log. */
export const securityActivitySchema = v.object({
  type: v.string(),
  at: v.string(),
  userId: maybe,
  objectId: maybe,
});
export type SecurityActivity = v.InferOutput<typeof securityActivitySchema>;
