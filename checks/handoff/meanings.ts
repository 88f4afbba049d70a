import { defineMeanings } from '../shared/meaning.ts';

export const HANDOFF_MEANINGS = defineMeanings({
  'workflow-action-missing': {
    means:
      'On OpenCX email, the widget, WhatsApp, SMS and the phone no ticket appears by itself: a workflow has to make it on handoff. None does, so handoffs there end without a ticket.',
    unlike: {
      'channel-not-hubspot': 'The other half of the same: the channel is why a workflow is needed.',
      'ticket-creation-disabled':
        'There the switch for the whole organization is off, and no channel gets a ticket.',
    },
  },
  'channel-not-hubspot': {
    means:
      'Only what begins in a HubSpot chat widget or as email through a HubSpot inbox gets a ticket by itself. This conversation began elsewhere; mail to an address ...@instant.cx goes to OpenCX alone, and is elsewhere too.',
    unlike: {
      'workflow-action-missing': 'What can be mended about it: a workflow that makes the ticket.',
      'ticket-creation-disabled': 'There conversations on HubSpot channels get no ticket either.',
    },
  },
  'ticket-creation-disabled': {
    means:
      'One switch in OpenCX says whether handoffs make HubSpot tickets. It is off: the handoff happens, and no ticket comes of it on any channel. The engine leaves changes of tickets alone too.',
    unlike: {
      'workflow-action-missing': 'There tickets appear on HubSpot channels, and on this one do not.',
      'contact-without-email': 'There other conversations get their ticket.',
    },
  },
  'contact-without-email': {
    means:
      'OpenCX and HubSpot know a customer by the email address. This one has none, as anonymous visitors of a chat have not, so there is nothing to tie a ticket to.',
    unlike: {
      'contact-not-in-portal': 'There the address is known, and no contact has it.',
      'ticket-creation-disabled': 'There nobody gets a ticket, with an address or without.',
    },
  },
  'ticket-missing': {
    means:
      'OpenCX says that it handed over, and the conversation has no ticket. That repeats what was seen; the reason is one of those that lead to it, and only when all of them are ruled out is it one for OpenCX support.',
    unlike: {
      'channel-not-hubspot': 'The most common reason: the conversation did not begin on a HubSpot channel.',
      'ticket-creation-disabled': 'The switch for all tickets is off.',
      'contact-without-email': 'There is no address to tie the ticket to.',
      'ticket-without-contact': 'There the ticket is there.',
    },
  },
  'ticket-without-contact': {
    means:
      "The ticket was made and stands alone: it is not associated with the customer, so it is missing on the customer's record. OpenCX hands over even where the contact could not be made.",
    unlike: {
      'ticket-missing': 'There is no ticket at all.',
      'contact-without-email': 'A reason for it: without an address there is no contact to tie it to.',
    },
  },
  'handoff-comment-missing': {
    means:
      'On a handoff OpenCX leaves an internal comment with the summary and the link to its session. It is not there, so OpenCX did not reach the conversation at that moment, and reps answer without the summary.',
    unlike: {
      'ticket-missing': 'There the ticket is what is not there; both may come of one refused token or scope.',
    },
  },
  'ticket-left-open': {
    means:
      'OpenCX resolved the conversation and closes the ticket about 15 seconds later. It is still open after that; a ticket that is younger than the delay is waited for and not counted.',
    unlike: {
      'ticket-missing': 'There is no ticket to close.',
    },
  },
});
