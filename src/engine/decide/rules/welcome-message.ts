import { announcesMessage } from '../event-kinds.ts';
import { type EnvelopeView, pass, type Rule, skip } from '../rule.ts';

/** HubSpot docs, Conversations API: the chat widget's greeting has a message type of its own. */
export const welcomeMessage: Rule<EnvelopeView> = {
  id: 'welcome-message',
  rule: 'The greeting that the chat widget shows by itself is not answered.',
  applies: ({ event }) => announcesMessage(event),
  inspect({ event, message }) {
    const input = { announcedType: event.messageType ?? null, messageType: message?.type ?? null };
    const isGreeting = event.messageType === 'WELCOME_MESSAGE' || message?.type === 'WELCOME_MESSAGE';
    return isGreeting ? skip('welcome-message', input, null) : pass(input);
  },
};
