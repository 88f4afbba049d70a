import { type MessageView, pass, type Rule, skip } from '../rule.ts';

/** OpenCX docs, "Webhook Reference", skip rules: direction of the message. */
export const outgoing: Rule<MessageView> = {
  id: 'outgoing',
  rule: 'What goes out to the customer is not answered.',
  inspect({ message }) {
    const input = { direction: message.direction ?? null };
    return message.direction === 'OUTGOING' ? skip('outgoing', input, null) : pass(input);
  },
};
