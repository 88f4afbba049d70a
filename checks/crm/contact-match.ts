import { troubleshooting } from '../../src/core/docs.ts';
import type { Contact } from '../../src/core/hubspot/records.ts';
import { maskEmail } from '../../src/redact/mask.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, notApplicable, pass, unknown } from '../shared/judgement.ts';
import { errorOf, obtained, untold } from '../shared/obtained.ts';
import { inWords } from '../shared/wording.ts';

/** An empty address is not a contact that is missing: that it is empty is `handoff/contact-email`. */
export default defineCheck({
  id: 'crm/contact-match',
  title: "The contact's email matches exactly one HubSpot contact",
  causes: ['contact-not-in-portal', 'contact-ambiguous'],
  needs: ['conversation.contactEmail'],
  uses: ['conversation.contactMatches', 'conversation.contact'],
  after: ['token/portal'],
  symptoms: ['crm-panel-empty'],
  docs: troubleshooting('crm-context-panel-is-empty'),
  about:
    "Searches HubSpot for contacts with exactly the customer's email address, be it their first or a secondary one. OpenCX finds the contact by that address alone, so with no match the CRM context panel stays empty, and with several it is open which one is shown.",
  judge(needed, used) {
    const email = needed['conversation.contactEmail'].trim();
    if (email === '') {
      return notApplicable(
        'The contact has no email address to search for; handoff/contact-email tells that.',
      );
    }
    const matches = used['conversation.contactMatches'];
    if (matches.outcome !== 'ok') return untold(matches);
    const contacts = matches.value.filter(({ archived }) => !archived);
    const masked = maskEmail(email);
    const text = {
      measured: `${contacts.length === 1 ? 'one contact' : `${contacts.length} contacts`} with ${masked}`,
      expected: 'one contact',
    };
    const [first] = contacts;
    if (contacts.length === 1 && first !== undefined) {
      return pass(
        isSecondary(first, email)
          ? `The address ${masked} is a secondary one of a HubSpot contact.`
          : `One HubSpot contact has the address ${masked}.`,
        text,
      );
    }
    if (contacts.length === 0) {
      const ofConversation = used['conversation.contact'];
      const known = obtained(ofConversation);
      if (
        known &&
        !known.archived &&
        (known.email?.toLowerCase() === email.toLowerCase() || isSecondary(known, email))
      ) {
        return unknown(
          `HubSpot's search finds no contact with ${masked}, and the contact of the conversation has it. A search lags behind what was just changed.`,
          text,
        );
      }
      // Where somebody else answers for HubSpot's contacts, its search is not HubSpot's for sure either.
      if (errorOf(ofConversation)?.kind === 'parse') return untold(ofConversation);
      return fail(
        { cause: 'contact-not-in-portal', details: { email: masked } },
        { summary: `No HubSpot contact has the address ${masked}.`, ...text },
      );
    }
    return fail(
      { cause: 'contact-ambiguous', details: { email: masked, contactIds: contacts.map(({ id }) => id) } },
      {
        summary: `${contacts.length} HubSpot contacts have the address ${masked}.`,
        ...text,
        measured: `${text.measured}: ${inWords(contacts.map(({ id }) => id))}`,
      },
    );
  },
});

function isSecondary({ otherEmails = [] }: Contact, email: string): boolean {
  return otherEmails.some((other) => other.toLowerCase() === email.toLowerCase());
}
