/** What of a report is of one conversation, and what is of the portal, whichever conversation is looked at. */
import { CHECKS } from '../../checks/index.ts';

const PREFIX = 'conversation.';

/** Whether a fact is one of the conversation that is looked at. */
export function isConversationFact(key: string): boolean {
  return key.startsWith(PREFIX);
}

const OF_CONVERSATION: ReadonlySet<string> = new Set(
  CHECKS.filter(({ needs, uses = [] }) => [...needs, ...uses].some(isConversationFact)).map(({ id }) => id),
);

/** Whether what a check says can differ from conversation to conversation. */
export function isConversationCheck(id: string): boolean {
  return OF_CONVERSATION.has(id);
}
