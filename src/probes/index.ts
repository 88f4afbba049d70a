import * as account from './account.ts';
import * as conversation from './conversation.ts';
import * as customer from './customer.ts';
import * as defaultUser from './default-user.ts';
import * as journal from './journal.ts';
import * as logs from './logs.ts';
import * as opencx from './opencx.ts';
import type { Probe } from './probe.ts';
import * as scopes from './scopes.ts';
import * as token from './token.ts';
import * as webhooks from './webhooks.ts';

/** Every probe: one for each piece of evidence. */
export const PROBES: readonly Probe[] = [
  token.form,
  token.introspection,
  token.mode,
  token.expectedPortal,
  account.details,
  account.usage,
  scopes.ownersRead,
  scopes.reads,
  opencx.access,
  opencx.session,
  opencx.webhookUrl,
  ...opencx.switches,
  defaultUser.id,
  defaultUser.owner,
  defaultUser.actor,
  webhooks.file,
  webhooks.api,
  webhooks.activity,
  webhooks.answer,
  webhooks.targetUrl,
  webhooks.subscriptions,
  webhooks.paused,
  webhooks.ticketProperties,
  webhooks.objectFormat,
  webhooks.committed,
  webhooks.throttle,
  conversation.thread,
  conversation.messages,
  conversation.owner,
  conversation.channelAccount,
  conversation.ticket,
  conversation.contact,
  conversation.ticketStages,
  customer.channel,
  customer.contactEmail,
  customer.contactMatches,
  logs.refusals,
  journal.events,
];
