import { agentOf } from '../../../core/authors.ts';
import { agentMessageInput, isWrittenInHubSpot } from '../agent-message.ts';
import { type MessageView, pass, type Rule, skip } from '../rule.ts';

/** OpenCX docs, "Webhook Reference", skip rules: senders that are agents. */
export const agentSender: Rule<MessageView> = {
  id: 'agent-sender',
  rule: 'The AI does not answer a HubSpot user, nor what an app sends in the name of one.',
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
