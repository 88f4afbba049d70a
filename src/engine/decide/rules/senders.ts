/** Who wrote a message, and whether it is for the AI, for the customer, or for nobody. */
import { actorsOf, agentOf, authorOf } from '../../../core/hubspot/authors.ts';
import { agentActor, printableActor } from '../../actors.ts';
import { act, type MessageView, pass, type Rule, type RuleInput, skip } from '../rule.ts';

/** HubSpot announces every new message, an app's own ones too (HubSpot docs, webhooks guide). */
export const ownMessage: Rule<MessageView> = {
  id: 'own-message',
  rule: 'What OpenCX itself wrote comes back as an event, and is left alone.',
  skips: 'self-caused',
  inspect({ message, settings }) {
    const { clientType, integrationAppId } = message;
    const byOwnApp =
      clientType === 'INTEGRATION' &&
      integrationAppId !== undefined &&
      integrationAppId === settings.appId?.toString();
    const author = authorOf(message, agentActor(settings.aiUser));
    const input = { client: clientType ?? null, byOwnApp, author };
    return byOwnApp || author === 'ai' ? skip('self-caused', input, null) : pass(input);
  },
};

/** OpenCX docs, "Webhook Reference", skip rules: senders that are bots. */
export const botSender: Rule<MessageView> = {
  id: 'bot-sender',
  rule: "Chatflows, HubSpot's own AI agent and HubSpot's system messages are not answered.",
  skips: 'sender-bot',
  inspect({ message, settings }) {
    const author = authorOf(message, agentActor(settings.aiUser));
    const input = { sender: printableActor(actorsOf(message)[0]), author };
    return author === 'bot' || author === 'system' ? skip('sender-bot', input, null) : pass(input);
  },
};

/**
 * OpenCX docs, "Webhook Reference": a rep's message is not for the AI; OpenCX troubleshooting page: it goes to the
 * customer when it is public.
 */
export const repReply: Rule<MessageView> = {
  id: 'rep-reply',
  rule: "A rep's public reply, written in HubSpot, goes to the customer of the session; the AI does not see it.",
  acts: 'deliver',
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

/** OpenCX docs, "Webhook Reference" (G3): agent replies and internal notes are stored on the session. */
export const repRecord: Rule<MessageView> = {
  id: 'rep-record',
  rule: "A HubSpot user's internal note, or message that is not delivered, is kept on the session.",
  acts: 'store',
  applies: ({ message }) => agentOf(message) !== undefined,
  inspect(view) {
    const input = agentMessageInput(view);
    // Nothing to keep it on: OpenCX opens sessions for customers only.
    return view.session === null ? pass(input) : act('store', input, null);
  },
};

/** OpenCX docs, "Webhook Reference", skip rules: senders that are agents. */
export const agentSender: Rule<MessageView> = {
  id: 'agent-sender',
  rule: 'The AI does not answer a HubSpot user, nor what an app sends in the name of one.',
  skips: 'sender-agent',
  inspect(view) {
    const input = agentMessageInput(view);
    return agentOf(view.message) === undefined
      ? pass(input)
      : skip('sender-agent', input, wayToDeliver(view));
  },
};

/** What would make it a reply that goes to the customer. */
function wayToDeliver(view: MessageView): string | null {
  if (view.message.type !== 'MESSAGE') return null;
  const steps = [
    ...(view.session === null
      ? ['have the customer write on this thread first, so that it has an OpenCX session']
      : []),
    ...(isWrittenInHubSpot(view) ? [] : ['write the reply in HubSpot itself']),
  ];
  return steps.length === 0 ? null : steps.join(', and ');
}

/** What the rules on messages of HubSpot users look at. */
function agentMessageInput(view: MessageView): RuleInput {
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
function isPublicRepReply(view: MessageView): boolean {
  return (
    view.event.messageType !== 'COMMENT' &&
    agentOf(view.message) !== undefined &&
    view.message.type === 'MESSAGE' &&
    isWrittenInHubSpot(view)
  );
}

function isWrittenInHubSpot({ message }: MessageView): boolean {
  return message.clientType === 'HUBSPOT';
}
