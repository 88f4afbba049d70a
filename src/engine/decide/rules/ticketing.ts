import { isTicketChange } from '../event-kinds.ts';
import { type EnvelopeView, pass, type Rule, skip } from '../rule.ts';

/** OpenCX docs, "Webhook Reference": ticket property changes. */
export const ticketing: Rule<EnvelopeView> = {
  id: 'ticketing',
  rule: 'Ticket changes count only while ticketing is enabled in OpenCX.',
  applies: ({ event }) => isTicketChange(event),
  inspect({ settings }) {
    const input = { ticketing: settings.ticketing };
    return settings.ticketing
      ? pass(input)
      : skip('ticketing-disabled', input, 'enable ticket creation for HubSpot in OpenCX');
  },
};
