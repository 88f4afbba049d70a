import { troubleshooting } from '../../src/core/docs.ts';
import { defineCheck } from '../shared/define-check.ts';
import { fail, pass } from '../shared/judgement.ts';

export default defineCheck({
  id: 'handoff/ticket-creation',
  title: 'Ticket creation is enabled in OpenCX',
  causes: ['ticket-creation-disabled'],
  needs: ['opencx.ticketCreation'],
  symptoms: ['handoff-without-ticket'],
  docs: troubleshooting('handoff-runs-but-no-ticket-appears'),
  about:
    'OpenCX has a switch for the whole organization that says whether a handoff creates a HubSpot ticket. ' +
    'With the switch off the handoff still happens, only without a ticket. No API shows it, so it has to be asked.',
  judge(needed) {
    if (needed['opencx.ticketCreation']) return pass('Ticket creation for HubSpot is enabled in OpenCX.');
    return fail('ticket-creation-disabled', {
      summary: 'Ticket creation for HubSpot is off in OpenCX: handoffs happen, and no ticket is made.',
      measured: 'ticket creation is off',
      expected: 'ticket creation is on',
    });
  },
});
