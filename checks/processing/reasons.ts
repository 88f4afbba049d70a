/** A reason of the journal with how often it stands there. */
export interface CountedReason {
  reason: string;
  count: number;
}

/** Why an event was skipped, in words; a reason that is not here is shown as the journal has it. */
const SKIP_REASONS: Readonly<Record<string, string>> = {
  'unsupported-type': 'OpenCX does not act on events of this type',
  duplicate: 'the same event had come before',
  'internal-comment': 'the message is an internal comment',
  'welcome-message': 'the message is an automatic welcome',
  'sender-bot': 'a bot wrote the message',
  'sender-agent': 'a HubSpot user wrote the message',
  outgoing: 'the message went out to the customer',
  'ai-marker': 'the message carries the mark of an OpenCX reply',
  'owner-not-ai-user': 'the conversation is not assigned to the AI user',
  'ticketing-disabled': 'ticketing is disabled in OpenCX',
  'empty-value': 'the changed property is empty',
  'handed-off': 'the conversation had been handed off',
  'self-caused': 'the engine itself caused the event',
};

export function sayReason(reason: string): string {
  return Object.hasOwn(SKIP_REASONS, reason) ? `${SKIP_REASONS[reason]} (${reason})` : reason;
}

/** The most frequent first; equal counts stay in the order of the journal. */
export function byFrequency(reasons: readonly CountedReason[]): CountedReason[] {
  return reasons.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
}

export function total(reasons: readonly CountedReason[]): number {
  return reasons.reduce((sum, { count }) => sum + count, 0);
}
