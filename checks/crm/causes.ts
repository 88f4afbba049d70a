import type { FixContext } from '../../src/core/cause.ts';
import { defineCauses } from '../shared/define-causes.ts';
import { inBrief, manual, prove, proveAnd } from '../shared/fix.ts';
import { inWords, listDetail } from '../shared/wording.ts';

const EMAIL_FLAG = '--contact EMAIL';

/** Its page, or its number where the portal's address is not known. */
function pageOf({ places }: FixContext, contactId: string): string {
  return places.contact(contactId).url ?? `contact ${contactId}`;
}

export const CRM_CAUSES = defineCauses({
  'crm-not-connected': {
    owner: 'opencx-admin',
    title: () => 'The CRM connection is not made in OpenCX; it is separate from the HubSpot integration',
    leads: [],
    fixes: (context) => [
      inBrief(
        'Connect HubSpot under Settings -> CRMs in OpenCX, and test the connection there.',
        manual(
          context.places.openCxCrms(),
          'An OpenCX admin opens Settings -> CRMs in OpenCX and connects HubSpot there.',
          'Test the connection on the same page.',
          proveAnd(
            prove(context, 'crm/connection'),
            'In the OpenCX inbox, the CRM panel of a known customer should fill.',
          ),
        ),
      ),
    ],
  },
  'contact-not-in-portal': {
    owner: 'opencx-admin',
    title: () => "No HubSpot contact has the contact's email address, so the CRM panel stays empty",
    leads: [],
    fixes: (context) => [
      inBrief(
        'Make the email address the same in the OpenCX session and in HubSpot, or create the contact there.',
        manual(
          context.places.contacts(),
          'Compare the email address of the contact in the OpenCX session with the one in HubSpot, letter by letter.',
          'Correct the one that is wrong. If HubSpot has no such contact, create it there.',
          prove(context, 'crm/contact-match', EMAIL_FLAG),
        ),
      ),
    ],
  },
  'contact-ambiguous': {
    owner: 'opencx-admin',
    title: () => "More than one HubSpot contact has the contact's email address",
    leads: [],
    fixes: (context) => {
      const contacts = listDetail(context.details, 'contactIds').map((id) => pageOf(context, id));
      const which = inWords(contacts) || 'those with the email address';
      return [
        inBrief(
          `Of ${which} a rep says which is the right contact, and a HubSpot admin merges the rest into it.`,
          manual(
            context.places.contacts(),
            `Of ${which} a rep says which is the right contact.`,
            'A HubSpot admin merges the rest into it; HubSpot takes no merge back.',
            'An OpenCX admin opens the session of the customer in OpenCX: its CRM panel should show the contact that is left.',
            prove(context, 'crm/contact-match', EMAIL_FLAG),
          ),
        ),
      ];
    },
  },
});
