/**
 * The ids that users script against. An id is never renamed and never reused; new ones are only added.
 */

export const SYMPTOM_IDS = [
  'connection-test-fails',
  'handoff-without-ticket',
  'replies-not-delivered',
  'ai-stopped-replying',
  'delivered-but-ignored',
  'email-without-session',
  'crm-panel-empty',
  'replies-not-syncing',
] as const;
export type SymptomId = (typeof SYMPTOM_IDS)[number];

/** Check ids in the order in which a whole run tells them: from the ground up. */
export const CHECK_IDS = [
  'token/format',
  'token/accepted',
  'token/portal',
  'scopes/required',
  'scopes/owners-read',
  'account/usage',
  'opencx/key',
  'default-user/known',
  'webhooks/registered',
  'webhooks/subscriptions',
  'webhooks/ticket-properties',
  'webhooks/paused',
  'webhooks/object-format',
  'webhooks/committed',
  'webhooks/throttle',
  'webhooks/target-url',
  'webhooks/target-org',
  'webhooks/reachable',
  'webhooks/delivering',
  'conversation/found',
  'conversation/owner',
  'handoff/channel',
  'handoff/workflow-action',
  'handoff/ticket-creation',
  'handoff/contact-email',
  'handoff/ticket',
  'handoff/comment',
  'handoff/ticket-close',
  'replies/public',
  'replies/channel-reachable',
  'processing/outcome',
  'processing/session',
  'logs/unauthorized',
  'logs/missing-scopes',
  'logs/rate-limits',
  'crm/connection',
  'crm/contact-match',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** Cause ids, roots before what tends to follow from them. */
export const CAUSE_IDS = [
  'token-missing',
  'token-malformed',
  'token-wrong-kind',
  'token-rejected',
  'token-wrong-region',
  'token-creator-removed',
  'token-other-portal',
  'owners-scope-missing',
  'scope-missing',
  'daily-limit-reached',
  'rate-limited',
  'opencx-key-rejected',
  'default-user-missing',
  'default-user-unknown',
  'default-user-is-owner-id',
  'default-user-inactive',
  'service-key-without-webhooks',
  'webhook-not-registered',
  'webhook-url-other-org',
  'webhook-url-stale',
  'webhook-unreachable',
  'subscription-missing',
  'ticket-properties-unselected',
  'subscription-paused',
  'expanded-object-events',
  'changes-uncommitted',
  'throttle-too-low',
  'events-not-arriving',
  'conversation-not-found',
  'owner-not-ai-user',
  'workflow-action-missing',
  'channel-not-hubspot',
  'ticket-creation-disabled',
  'contact-without-email',
  'ticket-missing',
  'ticket-without-contact',
  'handoff-comment-missing',
  'ticket-left-open',
  'reply-internal',
  'channel-unreachable',
  'message-failed',
  'event-failed',
  'event-skipped',
  'session-missing',
  'crm-not-connected',
  'contact-not-in-portal',
  'contact-ambiguous',
] as const;
export type CauseId = (typeof CAUSE_IDS)[number];

/** How HubSpot is connected to OpenCX; the default is the troubleshooting page's own case, a legacy app. */
export const CONNECTION_MODES = ['legacy-app', 'project-app', 'service-key', 'oauth'] as const;
export type ConnectionMode = (typeof CONNECTION_MODES)[number];

/** What a person can tell that no API tells; the keys of an answers file. */
export const ANSWER_KEYS = [
  'connection.mode',
  'webhooks.targetUrl',
  'webhooks.subscriptions',
  'webhooks.paused',
  'webhooks.ticketProperties',
  'webhooks.committed',
  'webhooks.throttle',
  'opencx.webhookUrl',
  'opencx.defaultUserId',
  'opencx.ticketCreation',
  'opencx.crmConnected',
  'opencx.assistMode',
  'opencx.workflowAction',
  'conversation.channel',
  'conversation.contactEmail',
] as const;
export type AnswerKey = (typeof ANSWER_KEYS)[number];

/** Why the engine leaves an event alone; each is journalled with what the rule saw. */
export const SKIP_REASONS = [
  'unsupported-type',
  'duplicate',
  'internal-comment',
  'welcome-message',
  'sender-bot',
  'sender-agent',
  'outgoing',
  'ai-marker',
  'owner-not-ai-user',
  'ticketing-disabled',
  'empty-value',
  'handed-off',
  'self-caused',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Generations of OpenCX's documented rules: G2 is the troubleshooting page's own, G3 the current one. */
export const RULE_GENERATIONS = ['G2', 'G3'] as const;
export type RuleGeneration = (typeof RULE_GENERATIONS)[number];
