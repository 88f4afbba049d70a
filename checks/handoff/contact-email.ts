import { troubleshooting } from '../../src/core/docs.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, pass } from '../shared/judgement.ts';

export default defineCheck({
  id: 'handoff/contact-email',
  title: 'The contact has an email address',
  causes: ['contact-without-email'],
  needs: ['conversation.contactEmail'],
  symptoms: ['handoff-without-ticket'],
  docs: troubleshooting('handoff-runs-but-no-ticket-appears'),
  about:
    'OpenCX finds the HubSpot contact by email, and the ticket is associated with that contact. Without an ' +
    'address there is nothing to match. Anonymous visitors of a chat widget have none.',
  judge(needed) {
    if (needed['conversation.contactEmail'].trim() !== '') return pass('The contact has an email address.');
    return fail('contact-without-email', {
      summary:
        'The contact of this conversation has no email address, so its ticket cannot be matched with a contact.',
      measured: 'no email address',
      expected: 'an email address',
    });
  },
});
