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
  'other-portal',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Generations of OpenCX's documented rules: G2 is the troubleshooting page's own, G3 the current one. */
export const RULE_GENERATIONS = ['G2', 'G3'] as const;
export type RuleGeneration = (typeof RULE_GENERATIONS)[number];

/** What the engine does with an event that it does not skip. */
export type Action =
  /** The AI answers the customer. */
  | 'reply'
  /** Assist Mode: the AI's draft is posted as an internal comment. */
  | 'draft'
  /** A rep's public reply goes out on the customer's channel. */
  | 'deliver'
  /** A ticket property goes into the session's custom data. */
  | 'sync-property'
  /** A new conversation gets its session; nothing is sent. */
  | 'open-session'
  /** The conversation left the AI user: the session counts as handed off. */
  | 'mark-handed-off'
  /** Kept on the session and not sent anywhere (a rep's message or note under G3). */
  | 'store';

/** One rule as it was applied: what it looked at and what it said. */
export interface RuleStep {
  /** Stable id of the rule: `owner-gate`. */
  id: string;
  /** The rule in one sentence. */
  rule: string;
  input: Readonly<Record<string, string | number | boolean | null>>;
  outcome: 'pass' | 'skip' | 'act';
}

/** What the engine does with one event and why. */
export interface Decision {
  outcome: 'act' | 'skip';
  /** Set with outcome `skip`. */
  reason: SkipReason | null;
  /** Set with outcome `act`. */
  action: Action | null;
  /** Every rule that was applied, in order; the last one decided. */
  rules: readonly RuleStep[];
  /** The smallest change that would turn the outcome, as an instruction; null where there is none. */
  flip: string | null;
}
