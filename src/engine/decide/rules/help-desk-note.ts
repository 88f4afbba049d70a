import { isHelpDeskNote } from '../event-kinds.ts';
import { act, type EnvelopeView, type Rule } from '../rule.ts';

/** OpenCX docs, "Webhook Reference" (G3): notes of the help desk. */
export const helpDeskNote: Rule<EnvelopeView> = {
  id: 'help-desk-note',
  rule: "A help-desk note is kept on its ticket's session and sent to nobody.",
  applies: ({ event }) => isHelpDeskNote(event),
  inspect: ({ event }) => act('store', { type: event.type }, null),
};
