import * as v from 'valibot';
import type {
  AccountDetails,
  Actor,
  ChannelAccount,
  Contact,
  DailyUsage,
  Introspection,
  Message,
  MessageParty,
  Owner,
  PipelineStage,
  SecurityActivity,
  Thread,
  Ticket,
} from '../../../core/hubspot.ts';
import { maybe, type Schema, texts } from './parts.ts';

/** Links are built from it, so a bundle that a stranger made must not lead anywhere else. */
const HUBSPOT_HOST = /^(?:[\w-]+\.)+hubspot\.com$/i;

export const introspection: Schema<Introspection> = v.object({
  hubId: v.number(),
  appId: v.number(),
  userId: v.number(),
  scopes: texts,
});

export const accountDetails: Schema<AccountDetails> = v.object({
  portalId: v.number(),
  uiDomain: v.exactOptional(v.pipe(v.string(), v.regex(HUBSPOT_HOST))),
  region: maybe,
  accountType: maybe,
  timeZone: maybe,
});

export const dailyUsage: Schema<DailyUsage> = v.object({
  used: v.number(),
  limit: v.number(),
  resetsAt: maybe,
});

export const owner: Schema<Owner> = v.object({
  id: v.string(),
  userId: maybe,
  userIdIncludingInactive: maybe,
  email: maybe,
  name: maybe,
  archived: v.boolean(),
});

export const actor: Schema<Actor> = v.object({ id: v.string(), type: maybe, name: maybe, email: maybe });

export const thread: Schema<Thread> = v.object({
  id: v.string(),
  status: v.string(),
  createdAt: v.string(),
  closedAt: maybe,
  latestMessageAt: maybe,
  assignedTo: maybe,
  inboxId: maybe,
  contactId: maybe,
  ticketId: maybe,
  originalChannelId: v.string(),
  originalChannelAccountId: maybe,
  archived: v.boolean(),
  spam: v.boolean(),
});

const party: Schema<MessageParty> = v.object({
  actorId: maybe,
  name: maybe,
  field: maybe,
  deliveryType: maybe,
  deliveryValue: maybe,
});

export const message: Schema<Message> = v.object({
  id: v.string(),
  threadId: v.string(),
  type: v.string(),
  createdAt: v.string(),
  createdBy: maybe,
  clientType: maybe,
  integrationAppId: maybe,
  direction: maybe,
  status: maybe,
  failure: maybe,
  text: maybe,
  richText: maybe,
  subject: maybe,
  truncation: maybe,
  senders: v.array(party),
  recipients: v.array(party),
  channelId: maybe,
  channelAccountId: maybe,
  assignedTo: maybe,
});

export const channelAccount: Schema<ChannelAccount> = v.object({
  id: v.string(),
  channelId: v.string(),
  name: maybe,
  inboxId: maybe,
  active: v.boolean(),
  authorized: v.boolean(),
});

export const ticket: Schema<Ticket> = v.object({
  id: v.string(),
  subject: maybe,
  pipelineId: maybe,
  stageId: maybe,
  createdAt: maybe,
  updatedAt: maybe,
  closedAt: maybe,
  threadId: maybe,
  ownerId: maybe,
  contactIds: texts,
  archived: v.boolean(),
});

export const contact: Schema<Contact> = v.object({
  id: v.string(),
  email: maybe,
  name: maybe,
  phone: maybe,
  archived: v.boolean(),
});

export const pipelineStage: Schema<PipelineStage> = v.object({
  pipelineId: v.string(),
  id: v.string(),
  label: v.string(),
  closed: v.boolean(),
});

export const securityActivity: Schema<SecurityActivity> = v.object({
  type: v.string(),
  at: v.string(),
  userId: maybe,
  objectId: maybe,
});
