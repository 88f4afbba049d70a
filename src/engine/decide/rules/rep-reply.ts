import { agentOf } from '../../../core/authors.ts';
import { agentMessageInput, isPublicRepReply } from '../agent-message.ts';
import { act, type MessageView, pass, type Rule } from '../rule.ts';

/**
 * OpenCX docs, "Webhook Reference": a rep's message is not for the AI; OpenCX troubleshooting page: it goes to the
 * customer when it is public.
 */
export const repReply: Rule<MessageView> = {
  id: 'rep-reply',
  rule: "A rep's public reply, written in HubSpot, goes to the customer of the session; the AI does not see it.",
  applies: ({ message }) => agentOf(message) !== undefined,
  inspect(view) {
    const input = agentMessageInput(view);
    if (!isPublicRepReply(view) || view.session === null) return pass(input);
    // Under G3 a comment is kept on the session, which is no skip either.
    const isSkippedAsComment = view.settings.generation === 'G2';
    const flip = isSkippedAsComment ? 'write an internal comment instead of a public reply' : null;
    return act('deliver', input, flip);
  },
};
