import { announcesConversation } from '../event-kinds.ts';
import { act, type EnvelopeView, type Rule } from '../rule.ts';

/** OpenCX troubleshooting page: Conversation creation is one of the three subscriptions that OpenCX needs. */
export const newConversation: Rule<EnvelopeView> = {
  id: 'new-conversation',
  rule: 'A new conversation gets its session; nothing is sent yet.',
  applies: ({ event }) => announcesConversation(event),
  inspect: ({ event }) => act('open-session', { type: event.type }, null),
};
