import { isTicketChange } from '../event-kinds.ts';
import { type EnvelopeView, pass, type Rule, skip } from '../rule.ts';

/** OpenCX docs, "Webhook Reference": ticket property changes. */
export const ticketValue: Rule<EnvelopeView> = {
  id: 'ticket-value',
  rule: 'A ticket property that was emptied is not copied.',
  applies: ({ event }) => isTicketChange(event),
  inspect({ event }) {
    const hasValue = Boolean(event.propertyValue);
    const input = { propertyName: event.propertyName ?? null, hasValue };
    if (hasValue) return pass(input);
    const property =
      event.propertyName === undefined ? 'the ticket property' : `the ticket property ${event.propertyName}`;
    return skip('empty-value', input, `give ${property} a value`);
  },
};
