import { agentOf } from '../../../core/authors.ts';
import { agentMessageInput } from '../agent-message.ts';
import { act, type MessageView, pass, type Rule } from '../rule.ts';

/** OpenCX docs, "Webhook Reference" (G3): agent replies and internal notes are stored on the session. */
export const repRecord: Rule<MessageView> = {
  id: 'rep-record',
  rule: "A HubSpot user's internal note, or message that is not delivered, is kept on the session.",
  applies: ({ message }) => agentOf(message) !== undefined,
  inspect(view) {
    const input = agentMessageInput(view);
    // Nothing to keep it on: OpenCX opens sessions for customers only.
    return view.session === null ? pass(input) : act('store', input, null);
  },
};
