import { actorsOf, authorOf } from '../../../core/authors.ts';
import { agentActor, printableActor } from '../actors.ts';
import { type MessageView, pass, type Rule, skip } from '../rule.ts';

/** OpenCX docs, "Webhook Reference", skip rules: senders that are bots. */
export const botSender: Rule<MessageView> = {
  id: 'bot-sender',
  rule: "Chatflows, HubSpot's own AI agent and HubSpot's system messages are not answered.",
  inspect({ message, settings }) {
    const author = authorOf(message, agentActor(settings.aiUser));
    const input = { sender: printableActor(actorsOf(message)[0]), author };
    return author === 'bot' || author === 'system' ? skip('sender-bot', input, null) : pass(input);
  },
};
