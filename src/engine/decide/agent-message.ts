import { agentOf, authorOf } from '../../core/authors.ts';
import { agentActor, printableActor } from './actors.ts';
import type { MessageView, RuleInput } from './rule.ts';

/** What the rules on messages of HubSpot users look at. */
export function agentMessageInput(view: MessageView): RuleInput {
  const { message, settings, session } = view;
  return {
    sender: printableActor(agentOf(message)),
    author: authorOf(message, agentActor(settings.aiUser)),
    messageType: message.type,
    writtenInHubSpot: isWrittenInHubSpot(view),
    hasSession: session !== null,
  };
}

/**
 * Holds for messages that neither OpenCX nor a bot wrote. What another app sends in a rep's name is no reply of a
 * rep, and what was ever announced as a comment never goes to a customer.
 */
export function isPublicRepReply(view: MessageView): boolean {
  return (
    view.event.messageType !== 'COMMENT' &&
    agentOf(view.message) !== undefined &&
    view.message.type === 'MESSAGE' &&
    isWrittenInHubSpot(view)
  );
}

export function isWrittenInHubSpot({ message }: MessageView): boolean {
  return message.clientType === 'HUBSPOT';
}
