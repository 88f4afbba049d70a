import { announcesMessage } from '../event-kinds.ts';
import { type EnvelopeView, pass, type Rule, skip } from '../rule.ts';

/** OpenCX docs, "Webhook Reference", skip rules; OpenCX troubleshooting page: a reply must be public. */
export const internalComment: Rule<EnvelopeView> = {
  id: 'internal-comment',
  rule: 'An internal comment reaches neither the AI nor the customer.',
  applies: ({ event }) => announcesMessage(event),
  inspect({ event, message }) {
    const input = { announcedType: event.messageType ?? null, messageType: message?.type ?? null };
    if (event.messageType !== 'COMMENT' && message?.type !== 'COMMENT') return pass(input);
    return skip(
      'internal-comment',
      input,
      'send the reply as a public message instead of an internal comment',
    );
  },
};
