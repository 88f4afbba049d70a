/**
 * The ids that users script against. An id is never renamed and never reused; new ones are only added.
 */

/** How HubSpot is connected to OpenCX; the default is the troubleshooting page's own case, a legacy app. */
export const CONNECTION_MODES = ['legacy-app', 'project-app', 'service-key', 'oauth'] as const;
export type ConnectionMode = (typeof CONNECTION_MODES)[number];

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
