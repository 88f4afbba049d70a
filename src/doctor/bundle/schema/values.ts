import * as v from 'valibot';
import type { EvidenceKey, EvidenceValues, JournalSummary, LogRefusals } from '../../../core/evidence.ts';
import { CONNECTION_MODES } from '../../../core/ids.ts';
import type { Session } from '../../../core/opencx.ts';
import type { TokenForm } from '../../../core/token.ts';
import type { Subscription, UrlFacts, WebhookConfig } from '../../../core/webhooks.ts';
import * as hubspot from './hubspot.ts';
import { maybe, type Schema, texts } from './parts.ts';

const tokenForm: Schema<TokenForm> = v.object({
  kind: v.picklist([
    'hubspot-app',
    'hubspot-oauth',
    'hubspot-cli-key',
    'hubspot-hapikey',
    'opencx-key',
    'unknown',
  ]),
  faults: v.array(
    v.picklist(['bearer-prefix', 'quotes', 'blanks', 'invisible-characters', 'cut-off', 'unrecognised']),
  ),
  usable: v.boolean(),
  // It becomes part of the links' host.
  region: v.exactOptional(v.pipe(v.string(), v.regex(/^[a-z0-9]+$/i))),
  lastFour: maybe,
  length: v.number(),
  origin: v.string(),
});

const url: Schema<UrlFacts> = v.object({
  scheme: v.string(),
  host: v.string(),
  digest: v.string(),
  organization: maybe,
});

const subscription: Schema<Subscription> = v.object({
  event: v.string(),
  property: maybe,
  objectType: maybe,
  active: v.boolean(),
});

const webhookConfig: Schema<WebhookConfig> = v.object({
  targetUrl: v.exactOptional(v.nullable(url)),
  throttle: v.exactOptional(v.number()),
  subscriptions: v.exactOptional(v.array(subscription)),
});

const session: Schema<Session> = v.object({
  id: v.string(),
  status: v.string(),
  closure: maybe,
  channel: v.string(),
  assistMode: v.boolean(),
  contactEmail: maybe,
  contactPhone: maybe,
  handedOff: v.boolean(),
  ticketingSystem: maybe,
  ticketingId: maybe,
  ticketingIdType: maybe,
  createdAt: v.string(),
  updatedAt: v.string(),
});

const logRefusals: Schema<LogRefusals> = v.object({
  missingScopes: v.array(
    v.object({
      scope: v.nullable(v.string()),
      route: v.string(),
      count: v.number(),
      lastAt: maybe,
      inferred: v.boolean(),
    }),
  ),
  rateLimits: v.array(v.object({ policy: v.string(), count: v.number(), lastAt: maybe })),
  unauthorized: v.nullable(v.object({ count: v.number(), since: maybe, lastAt: maybe, ended: v.boolean() })),
  tokenRefusals: v.exactOptional(
    v.array(
      v.object({
        cause: v.picklist(['token-wrong-region', 'token-creator-removed']),
        count: v.number(),
        lastAt: maybe,
        still: v.boolean(),
      }),
    ),
  ),
  untold: v.exactOptional(v.number()),
  calls: v.number(),
});

const reasons = v.array(v.object({ reason: v.string(), count: v.number() }));
const journal: Schema<JournalSummary> = v.object({
  received: v.number(),
  done: v.number(),
  skipped: reasons,
  failed: reasons,
  events: v.array(v.object({ event: v.string(), count: v.number(), lastAt: v.string() })),
  threadIds: texts,
  firstAt: maybe,
  lastAt: maybe,
});

/** What the value of each piece of evidence has to be. The type lets none be forgotten. */
export const VALUE_SCHEMAS: { readonly [K in EvidenceKey]: Schema<EvidenceValues[K]> } = {
  'token.form': tokenForm,
  'token.introspection': hubspot.introspection,
  'connection.mode': v.picklist(CONNECTION_MODES),
  'portal.expected': v.number(),
  'account.details': hubspot.accountDetails,
  'account.usage': hubspot.dailyUsage,
  'scopes.reads': v.object({ granted: texts, refused: texts }),
  'owners.read': v.object({ readable: v.literal(true) }),
  'opencx.access': v.object({ sessionsReadable: v.boolean() }),
  'opencx.defaultUserId': v.string(),
  'default-user.owner': v.object({
    byUserId: v.nullable(hubspot.owner),
    byOwnerId: v.nullable(hubspot.owner),
    archived: v.nullable(hubspot.owner),
  }),
  'default-user.actor': v.nullable(hubspot.actor),
  'webhooks.file': webhookConfig,
  'webhooks.api': webhookConfig,
  'webhooks.activity': v.array(hubspot.securityActivity),
  'webhooks.answer': v.object({ status: v.number(), host: v.string() }),
  'webhooks.targetUrl': v.nullable(url),
  'webhooks.subscriptions': v.array(subscription),
  'webhooks.paused': texts,
  'webhooks.ticketProperties': texts,
  'webhooks.objectFormat': v.object({ classic: texts, expanded: texts }),
  'webhooks.committed': v.boolean(),
  'webhooks.throttle': v.number(),
  'opencx.webhookUrl': v.nullable(url),
  'opencx.ticketCreation': v.boolean(),
  'opencx.crmConnected': v.boolean(),
  'opencx.assistMode': v.boolean(),
  'opencx.workflowAction': v.boolean(),
  'conversation.session': session,
  'conversation.thread': hubspot.thread,
  'conversation.messages': v.array(hubspot.message),
  'conversation.owner': v.nullable(hubspot.actor),
  'conversation.ticket': v.nullable(hubspot.ticket),
  'conversation.contact': v.nullable(hubspot.contact),
  'conversation.channelAccount': hubspot.channelAccount,
  'conversation.ticketStages': v.array(hubspot.pipelineStage),
  'conversation.channel': v.object({
    channel: v.string(),
    hubspotOwned: v.boolean(),
    certain: v.boolean(),
  }),
  'conversation.contactEmail': v.string(),
  'conversation.contactMatches': v.array(hubspot.contact),
  'logs.refusals': logRefusals,
  'journal.events': journal,
};
