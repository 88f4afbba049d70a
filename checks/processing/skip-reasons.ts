/** Why events were skipped or failed, in words. */
import type { ConnectionMode } from '../../src/core/connection.ts';
import type { SkipReason } from '../../src/core/decision.ts';

/** Why an event may be skipped, and what makes the next one count. */
interface SkipWords {
  /** Ends the sentence "Events were skipped: …". */
  meaning: string;
  remedy: string;
  /** In the place of `remedy` where HubSpot is connected in another way than by an app of the customer's. */
  remedyIn?: Partial<Record<ConnectionMode, string>>;
}

const BY_DESIGN = 'This is as it should be; look for the event that should have been acted on instead.';

/** The rules are those of the OpenCX docs, "Webhook Reference", skip rules. */
const SKIP_WORDS: Readonly<Record<SkipReason, SkipWords>> = {
  'unsupported-type': {
    meaning: 'their type is none that OpenCX acts on',
    remedy:
      'See that the app is subscribed to New message and Conversation creation under Conversation and to Property change under Ticket, the last without expanded object support.',
    remedyIn: {
      'project-app':
        'See that the webhooks file of the project, as it was last deployed, has conversation.newMessage and conversation.creation under hubEvents and ticket.propertyChange under legacyCrmObjects.',
      oauth: BY_DESIGN,
    },
  },
  duplicate: { meaning: 'they had come before', remedy: BY_DESIGN },
  'internal-comment': {
    meaning: 'they were internal comments',
    remedy: 'If the text was meant for the customer, the rep sends it again as a public reply.',
  },
  'welcome-message': { meaning: 'they were welcome messages of the chat widget', remedy: BY_DESIGN },
  'sender-bot': { meaning: 'a bot wrote them', remedy: BY_DESIGN },
  'sender-agent': {
    meaning: 'a HubSpot user wrote them',
    remedy:
      'The AI does not answer users of the portal. For a test, write as a customer, from an address that belongs to no HubSpot user.',
  },
  outgoing: { meaning: 'they were outgoing messages', remedy: BY_DESIGN },
  'ai-marker': { meaning: 'they were written by OpenCX itself', remedy: BY_DESIGN },
  'owner-not-ai-user': {
    meaning: 'the conversation was not assigned to the AI user',
    remedy:
      'Assign the conversation in HubSpot to the user of the Default User ID, or have Assist Mode turned on, if the AI should only draft.',
  },
  'ticketing-disabled': {
    meaning: 'ticket creation is switched off in OpenCX',
    remedy: 'An OpenCX admin enables ticket creation for HubSpot.',
  },
  'empty-value': { meaning: 'the ticket property had been emptied', remedy: BY_DESIGN },
  'handed-off': {
    meaning: 'the conversation had been handed off to a rep',
    remedy:
      'While a rep has it, the AI keeps silent. To give it back, assign the conversation to the user of the Default User ID.',
  },
  'self-caused': { meaning: 'they were the echo of what OpenCX itself had done', remedy: BY_DESIGN },
  'other-portal': {
    meaning: 'they were about another HubSpot portal than the one that the token belongs to',
    remedy:
      'Connect that portal with a token of its own, or take the webhook URL of this organization out of its app.',
  },
};

/** Undefined for a reason that the engine does not know, as a journal of a later version may hold. */
export function skipWords(reason: string): SkipWords | undefined {
  return Object.hasOwn(SKIP_WORDS, reason) ? SKIP_WORDS[reason as SkipReason] : undefined;
}

/** What makes the next event count; undefined as with `skipWords`. */
export function remedyFor(reason: string, mode: ConnectionMode): string | undefined {
  const words = skipWords(reason);
  return words?.remedyIn?.[mode] ?? words?.remedy;
}

/** A reason of the journal with how often it stands there. */
export interface CountedReason {
  reason: string;
  count: number;
}

/** Why events were skipped, in words; a reason without words is shown as the journal has it. */
export function sayReason(reason: string): string {
  return skipWords(reason)?.meaning ?? reason;
}

/** The most frequent first; equal counts stay in the order of the journal. */
export function byFrequency(reasons: readonly CountedReason[]): CountedReason[] {
  return reasons.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
}

export function total(reasons: readonly CountedReason[]): number {
  return reasons.reduce((sum, { count }) => sum + count, 0);
}
