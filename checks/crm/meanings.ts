import { defineMeanings } from '../shared/meaning.ts';

export const CRM_MEANINGS = defineMeanings({
  'crm-not-connected': {
    means:
      'The panel beside a session is filled by a connection of its own, under Settings -> CRMs. The one under Settings -> Integrations, which makes tickets, does not fill it.',
    unlike: {
      'contact-not-in-portal': 'There the panel is connected, and stays empty for this one customer.',
    },
  },
  'contact-not-in-portal': {
    means:
      'OpenCX finds the HubSpot contact by the email address alone. No contact has this one, so the panel stays empty for this customer and fills for others.',
    unlike: {
      'crm-not-connected': 'There it is empty for everybody.',
      'contact-ambiguous': 'There several contacts have the address.',
      'contact-without-email': 'There no address is known to look for.',
    },
  },
  'contact-ambiguous': {
    means:
      "Several contacts in HubSpot have the customer's address. Which of them OpenCX shows is not documented, so the panel may be that of the wrong one.",
    unlike: {
      'contact-not-in-portal': 'There is no contact with it.',
    },
  },
});
