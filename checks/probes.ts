import * as account from './account/probes.ts';
import * as conversation from './conversation/probes.ts';
import * as defaultUser from './default-user/probes.ts';
import * as customer from './handoff/probes.ts';
import * as logs from './logs/probes.ts';
import * as opencx from './opencx/probes.ts';
import * as journal from './processing/probes.ts';
import * as scopes from './scopes/probes.ts';
import type { Probe } from './shared/probe.ts';
import * as token from './token/probes.ts';
import * as webhooks from './webhooks/probes.ts';

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
