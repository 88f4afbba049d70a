/** What of a report is of one conversation, and what is of the portal, whichever conversation is looked at. */
import { CHECKS } from '../../checks/index.ts';

const PREFIX = 'conversation.';

/** Whether a fact is one of the conversation that is looked at. */
export function isConversationFact(key: string): boolean {
  return key.startsWith(PREFIX);
}

/** To a check of a token or a key a conversation that could be read is one sign more; what it finds is of the portal. */
const OF_A_KEY = /^(?:token|opencx)\//;

const OF_CONVERSATION: ReadonlySet<string> = new Set(
  CHECKS.filter(
    ({ id, needs, uses = [] }) => !OF_A_KEY.test(id) && [...needs, ...uses].some(isConversationFact),
  ).map(({ id }) => id),
);

/** Whether what a check finds is of the conversation that is looked at. */
export function isConversationCheck(id: string): boolean {
  return OF_CONVERSATION.has(id);
}
