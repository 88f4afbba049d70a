import { isTicketChange } from '../event-kinds.ts';
import { act, type EnvelopeView, type Rule } from '../rule.ts';

/** OpenCX docs, "Webhook Reference": ticket property changes. */
export const ticketProperty: Rule<EnvelopeView> = {
  id: 'ticket-property',
  rule: "A changed ticket property is copied into the session's custom data.",
  applies: ({ event }) => isTicketChange(event),
  inspect: ({ event }) => act('sync-property', { propertyName: event.propertyName ?? null }, null),
};
